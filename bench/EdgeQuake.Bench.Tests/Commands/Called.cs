using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Tests;

/// <summary>How a call of the command ended.</summary>
internal sealed record Called(ExitCode Exit, string Out, string Error)
{
    /// <summary>Complaints and progress, line by line.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
