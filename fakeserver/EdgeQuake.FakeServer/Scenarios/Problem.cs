namespace EdgeQuake.FakeServer;

/// <summary>One thing wrong in an input file or option: what, where, what was expected, and the nearest valid word.</summary>
/// <param name="Line">1-based; 0 when the place is a whole file or an option.</param>
/// <param name="Column">1-based; 0 likewise.</param>
public sealed record Problem(string File, int Line, int Column, string What, string? Expected = null, string? Nearest = null)
{
    public override string ToString() =>
        (Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ") + What
        + (Expected is null ? "" : $"; expected {Expected}")
        + (Nearest is null ? "" : $"; did you mean '{Nearest}'?");
}

/// <summary>Where in a file a thing stands, 1-based.</summary>
public readonly record struct Place(string File, int Line, int Column);
