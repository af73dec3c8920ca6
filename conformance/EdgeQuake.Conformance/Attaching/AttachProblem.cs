namespace EdgeQuake.Conformance;

/// <summary>What is wrong with an adapter: one clear line naming the mistake, never the client's fault.</summary>
/// <param name="Fault">The sort of mistake.</param>
/// <param name="What">The sentence that a user reads.</param>
/// <param name="Stderr">The last lines of the adapter's stderr, or empty.</param>
public sealed record AttachProblem(AttachFault Fault, string What, string Stderr = "")
{
    /// <summary>The sentence, and the last line of stderr when there is one.</summary>
    public override string ToString()
    {
        var last = Stderr.TrimEnd().Split('\n')[^1].Trim();
        return last.Length == 0 ? What : $"{What}; its last word on stderr: {last}";
    }
}

/// <summary>The mistakes an adapter can make.</summary>
public enum AttachFault
{
    /// <summary>The command could not be started: no such program, not executable.</summary>
    NotStarted,

    /// <summary>It ended while it was still needed.</summary>
    Died,

    /// <summary>A line on stdout is not one JSON object.</summary>
    Rubbish,

    /// <summary>It did not answer <c>hello</c> in time.</summary>
    NoHello,

    /// <summary>The answer to <c>hello</c> is not as the schema says.</summary>
    BadHello,

    /// <summary>It answers a run that nobody asked for, or that it had already ended.</summary>
    UnknownSeq,

    /// <summary>An answer holds a key or value outside the vocabulary.</summary>
    UnknownWord,

    /// <summary>It does not leave at the end of input.</summary>
    Lingers,
}

/// <summary>An attached client, or why there is none: exactly one is set.</summary>
public sealed record AttachResult(AttachedClient? Client, AttachProblem? Problem);
