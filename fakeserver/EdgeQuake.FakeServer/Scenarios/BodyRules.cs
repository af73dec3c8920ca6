namespace EdgeQuake.FakeServer;

/// <summary>What contradicts itself in the body of an attempt, in any cell of the matrix.</summary>
internal static class BodyRules
{
    private const string PlainCuts = "whole, event, byte, bytes, random or at: a coded body has no lines and characters to cut by";

    public static void Check(Reading reading, Scenario s)
    {
        foreach (var attempt in s.Exchanges.SelectMany(e => e.Attempts))
        {
            Step[] steps = [.. Steps.Flat(attempt.Steps)];
            Framing(reading, attempt, steps, [.. s.Cells.Select(c => Planner.FramingOf(attempt, c)).Distinct()]);
            Coding(reading, attempt, steps, s.Cells.Select(c => c.Write));
        }
    }

    private static void Framing(Reading reading, Attempt attempt, Step[] steps, BodyFraming[] framings)
    {
        if (attempt.Length is not null && framings.FirstOrDefault(f => f != BodyFraming.Length, BodyFraming.Length) is var other and not BodyFraming.Length)
        {
            Add(reading, steps.OfType<LengthStep>().FirstOrDefault()?.Where ?? attempt.Where, $"length with framing {Words.Of(other)}", "framing: length");
        }

        if (attempt.Http10 && framings.Contains(BodyFraming.Chunked))
        {
            Add(reading, attempt.Where, "http 1.0 with framing chunked", "framing: close or length: chunks came with HTTP/1.1");
        }

        if (attempt.Chunks is not null && framings is not [BodyFraming.Chunked])
        {
            Add(reading, attempt.Where, "chunk-extension or trailers in a body that is not chunked", "framing: chunked");
        }

        if (Array.Find(steps, x => x is EndStep { Kind: EndKind.BadChunk }) is { } bad && framings is not [BodyFraming.Chunked])
        {
            Add(reading, bad.Where, "bad-chunk in a body that is not chunked", "framing: chunked");
        }
    }

    private static void Coding(Reading reading, Attempt attempt, Step[] steps, IEnumerable<WriteMode?> cells)
    {
        var first = Array.FindIndex(steps, x => x is ContentStep or EventStep or BytesStep or PartStep or MalformedStep);
        if (Array.FindLast(steps, x => x is EncodingStep) is { } late && first >= 0 && Array.IndexOf(steps, late) > first)
        {
            Add(reading, late.Where, "encoding after bytes of the body", "it before the first bytes: the head announces one coding for the whole body");
        }

        if (attempt.Encoding != ContentCoding.Gzip && Array.Find(steps, x => x is BadGzipStep) is { } bad)
        {
            Add(reading, bad.Where, "bad-gzip in a body that is not gzip", "encoding: gzip");
        }

        var cuts = cells.Append(attempt.Write).Concat(steps.OfType<WriteStep>().Select(x => x.Mode));
        if (attempt.Encoding is { } coding && cuts.FirstOrDefault(m => m?.Kind is WriteKind.Line or WriteKind.Utf8Split or WriteKind.CrlfSplit) is { } cut)
        {
            Add(reading, steps.OfType<WriteStep>().FirstOrDefault(x => x.Mode == cut)?.Where ?? attempt.Where, $"write {cut} with encoding {Words.Of(coding)}", PlainCuts);
        }
    }

    private static void Add(Reading reading, Place at, string what, string expected) => reading.Problems.Add(new Problem(at.File, at.Line, at.Column, what, expected));
}
