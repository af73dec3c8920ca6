using System.CommandLine;

namespace EdgeQuake.Harness;

/// <summary>One verb of the command.</summary>
internal sealed class Verb(string name, string about) : Command(name, about)
{
    /// <summary>True when the words after <c>--</c> are a command that this verb starts.</summary>
    public bool TakesCommand { get; init; }
}
