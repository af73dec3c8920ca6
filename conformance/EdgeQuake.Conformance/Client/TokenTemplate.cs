using System.Buffers;

namespace EdgeQuake.Conformance;

/// <summary>
/// The bytes before and after the token of the last event. An event with the same bytes around, and nothing between them that could end or escape a
/// JSON string, has the same JSON structure: its token is exactly what lies between, and no JSON reader need run.
/// </summary>
/// <remarks>Where a field of every frame varies it never matches, at a cost of one comparison that fails early.</remarks>
internal sealed class TokenTemplate
{
    /// <summary>What a JSON string may not hold bare (RFC 8259, 7): quote, backslash, control characters.</summary>
    private static readonly SearchValues<byte> s_notBare =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private ByteBuffer _around;
    private int _before;

    public int Choice { get; private set; }

    /// <summary>True with the token when only the token differs. An empty token is left to the decoder.</summary>
    public bool TryMatch(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> token)
    {
        var around = _around.Span;
        token = default;
        if (around.IsEmpty || data.Length <= around.Length || !data.EndsWith(around[_before..]) || !data.StartsWith(around[.._before]))
            return false;
        token = data[_before..^(around.Length - _before)];
        return !token.ContainsAny(s_notBare);
    }

    public void Learn(ReadOnlySpan<byte> data, in FramePart part)
    {
        _before = part.Text.Start;
        _around.Set(data[.._before]);
        _around.Append(data[(_before + part.Text.Length)..]);
        Choice = part.Choice;
    }
}
