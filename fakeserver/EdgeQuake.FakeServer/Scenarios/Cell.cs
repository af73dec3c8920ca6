using System.Text.Json.Serialization;

namespace EdgeQuake.FakeServer;

/// <summary>One point of a scenario's matrix. Null = what the scenario or step says, else the default (write: event, eol: lf, framing: chunked).</summary>
public sealed record Cell(WriteMode? Write = null, Eol? Eol = null, BodyFraming? Framing = null, Shape? Shape = null)
{
    public static Cell Default { get; } = new();

    /// <summary><c>[write=byte,eol=cr]</c>, or the empty string for the default cell.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            Write is null ? null : $"write={Write}", Eol is null ? null : $"eol={Words.Of(Eol.Value)}",
            Framing is null ? null : $"framing={Words.Of(Framing.Value)}", Shape is null ? null : $"shape={Words.Of(Shape.Value)}",
        ];
        var named = string.Join(',', parts.Where(p => p is not null));
        return named.Length == 0 ? "" : $"[{named}]";
    }
}

/// <summary>The line terminator of the frames we write (HTML 9.2.5 allows all three).</summary>
[JsonConverter(typeof(WordConverter<Eol>))]
public enum Eol { Lf, Crlf, Cr }

/// <summary>How frames are cut into writes.</summary>
[JsonConverter(typeof(WordConverter<WriteKind>))]
public enum WriteKind { Whole, Event, Line, Byte, Utf8Split, CrlfSplit, Bytes, Random, At }

/// <summary>A kind of cut and its numbers: <c>bytes(7)</c>, <c>random(1..9)</c>, <c>at([3,5])</c>.</summary>
/// <param name="At">Cut positions in the body, ascending, for <see cref="WriteKind.At"/>; every-cut is one cell per position.</param>
public sealed record WriteMode(WriteKind Kind, int Min = 0, int Max = 0, IReadOnlyList<int>? At = null)
{
    public override string ToString() => Kind switch
    {
        WriteKind.Bytes => $"bytes({Min})",
        WriteKind.Random => $"random({Min}..{Max})",
        WriteKind.At => $"at([{string.Join(',', At ?? [])}])",
        _ => Words.Of(Kind),
    };
}
