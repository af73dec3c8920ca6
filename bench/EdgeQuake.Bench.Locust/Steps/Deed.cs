using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>What a worker is to do now.</summary>
internal abstract record Deed
{
    /// <summary>Say this to the master.</summary>
    public sealed record Say(Said Said) : Deed;

    /// <summary>The second has passed: say that we live.</summary>
    /// <param name="State">ready, running.</param>
    public sealed record Beat(string State) : Deed;

    /// <summary>Say what ended since the last report.</summary>
    public sealed record Report(IReadOnlyDictionary<string, int> Users) : Deed;

    /// <summary>Begin a run with so many users.</summary>
    public sealed record Play(int Users) : Deed;

    /// <summary>So many users from now on.</summary>
    public sealed record Change(int Users) : Deed;

    /// <summary>Let the run end; what runs then may go on for so long.</summary>
    public sealed record End(TimeSpan Drain) : Deed;

    /// <summary>Open the connection anew.</summary>
    public sealed record Reopen : Deed;

    /// <summary>One line for whoever watches this worker.</summary>
    public sealed record Tell(string Line) : Deed;

    /// <summary>Nothing more to do.</summary>
    public sealed record Leave(ExitCode Code) : Deed;
}
