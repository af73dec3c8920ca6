using System.Buffers;

namespace EdgeQuake.Conformance;

/// <summary>
/// The bytes around the token of the last event: <c>before "token" after</c>, or <c>before "token" between "anything" after</c> where one more string
/// varies from event to event. An event with the same bytes there, and nothing inside the holes that could end or escape a JSON string, has the same JSON
/// structure: its token is exactly what lies in the first hole, and no JSON reader need run.
/// </summary>
/// <remarks>
/// The second hole is a value that the decoder was seen to ignore (<see cref="VaryingString"/>): OpenAI pads each chunk with a random <c>obfuscation</c>. Where
/// more varies nothing ever matches; after some tries in vain it then looks only now and again.
/// </remarks>
internal sealed class TokenTemplate
{
    private const int InVain = 8, Rest = 256;

    /// <summary>What a JSON string may not hold bare (RFC 8259, 7): quote, backslash, control characters.</summary>
    private static readonly SearchValues<byte> s_notBare =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private ByteBuffer _before;
    private ByteBuffer _between;
    private ByteBuffer _after;
    private bool _second;
    private int _vain;
    private int _resting;

    public int Choice { get; private set; }

    /// <summary>True with the token when only the holes differ. An empty token is left to the decoder.</summary>
    public bool TryMatch(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> token)
    {
        token = default;
        var before = _before.Length;
        if (before == 0 || data.Length <= before || !data.StartsWith(_before.Span))
            return false;
        return _second ? TryTwo(data[before..], out token) : TryOne(data[before..], out token);
    }

    /// <summary>Remembers an event that was read in full and held one token.</summary>
    public void Learn(ReadOnlySpan<byte> data, in FramePart part)
    {
        if (_resting > 0)
        {
            _resting--;
            return;
        }

        var (start, end) = (part.Text.Start, part.Text.Start + part.Text.Length);
        var same = _before.Span.SequenceEqual(data[..start]) && Choice == part.Choice;
        if (same && MatchesAfter(data[end..]))
            return; // An escaped token: what lies around it is known.
        if (++_vain > InVain)
        {
            (_vain, _resting) = (0, Rest);
            _before.Clear();
            return;
        }

        if (same && !_second && VaryingString.Find(_after.Span, data, end) is { } hole)
            Cut(data, end, hole);
        else
            Whole(data, start, end);
        Choice = part.Choice;
    }

    private void Whole(ReadOnlySpan<byte> data, int start, int end)
    {
        _second = false;
        _before.Set(data[..start]);
        _after.Set(data[end..]);
    }

    private void Cut(ReadOnlySpan<byte> data, int end, (int Start, int End) hole)
    {
        _second = true;
        _between.Set(data[end..hole.Start]);
        _after.Set(data[hole.End..]);
    }

    private bool TryOne(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> token)
    {
        token = default;
        var length = rest.Length - _after.Length;
        if (length <= 0 || !rest.EndsWith(_after.Span))
            return false;
        token = rest[..length];
        return Matched(!token.ContainsAny(s_notBare));
    }

    private bool TryTwo(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> token)
    {
        token = default;
        var length = rest.IndexOfAny(s_notBare);
        if (length <= 0 || !MatchesAfter(rest[length..]))
            return false;
        token = rest[..length];
        return Matched(true);
    }

    /// <summary>What follows the token is what is remembered; the second hole may hold anything bare.</summary>
    private bool MatchesAfter(ReadOnlySpan<byte> rest)
    {
        if (!_second)
            return rest.SequenceEqual(_after.Span);
        var length = rest.Length - _between.Length - _after.Length;
        return length >= 0 && rest.StartsWith(_between.Span) && rest.EndsWith(_after.Span) && !rest.Slice(_between.Length, length).ContainsAny(s_notBare);
    }

    private bool Matched(bool matched)
    {
        if (matched)
            _vain = 0;
        return matched;
    }
}
