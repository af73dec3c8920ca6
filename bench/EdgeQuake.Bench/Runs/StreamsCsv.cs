using System.Globalization;
using System.IO.Compression;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>streams.csv.gz: one row per stream, times in ms since the start of the run; empty = did not happen. RFC 4180 quoting.</summary>
public static class StreamsCsv
{
    /// <summary>Column → value, in order: the head line and the documentation come from here.</summary>
    private static readonly (string Name, Func<StreamTimeline, StreamMetrics, string?> Value)[] Measured =
    [
        ("stream", (s, _) => Num<int>(s.Number)),
        ("class", (s, _) => Words.Of(s.Class)),
        ("planned_ms", (s, _) => Ms(s.Planned)),
        ("started_ms", (s, _) => Ms(s.Started)),
        ("connected_ms", (s, _) => Ms(s.Connected)),
        ("headers_ms", (s, _) => Ms(s.Headers)),
        ("first_byte_ms", (s, _) => Ms(s.FirstByte)),
        ("first_event_ms", (s, _) => Ms(s.FirstEvent)),
        ("first_source_ms", (s, _) => Ms(s.FirstSource)),
        ("first_token_ms", (s, _) => Ms(s.FirstToken)),
        ("first_answer_ms", (s, _) => Ms(s.FirstAnswer)),
        ("last_token_ms", (s, _) => Ms(s.LastToken)),
        ("end_mark_ms", (s, _) => Ms(s.EndMark)),
        ("end_ms", (s, _) => Ms(s.End)),
        ("tokens", (s, _) => Num<int>(s.Tokens.Count)),
        ("characters", (s, _) => Num<int>(s.Tokens.Sum(t => t.Characters))),
        ("usage_tokens", (s, _) => Num(s.UsageTokens)),
        ("events", (s, _) => Num<int>(s.Events)),
        ("malformed", (s, _) => Num<int>(s.Malformed)),
        ("bytes", (s, _) => Num<long>(s.Bytes)),
        ("itl_mean_ms", (_, m) => Num(m.Gaps.Mean?.TotalMilliseconds)),
        ("longest_gap_ms", (_, m) => Num(m.Gaps.Longest?.TotalMilliseconds)),
        ("stalls", (_, m) => Num<int>(m.Gaps.Stalls)),
        ("delivery", (_, m) => m.Delivery.Class is { } d ? Words.Of(d) : null),
        ("bunched", (_, m) => Num<double>(Math.Round(m.Delivery.Bunched, 4))),
        ("status", (s, _) => Num(s.Status)),
        ("retry_after_ms", (s, _) => Ms(s.RetryAfter)),
        ("request_id", (s, _) => s.RequestId),
        ("message", (s, _) => s.Message),
        ("prompt_tokens", (s, _) => Num(s.PromptTokens)),
        ("cache_hit", (s, _) => s.CacheHit ? "1" : "0"),
        ("attempts", (s, _) => Num<int>(s.Recovery?.Attempts ?? 1)),
        ("fell_back", (s, _) => s.Recovery is { FellBack: true } ? "1" : "0"),
        ("recover_ms", (s, _) => Ms(s.Recovery?.After)),
        ("duplicate_tokens", (s, _) => Num<int>(s.Recovery?.DuplicateTokens ?? 0)),
        ("tokens_before", (s, _) => Num<int>(s.Recovery?.TokensBefore ?? 0)),
        ("turn", (s, _) => Num(s.Turn)),
        ("variant", (s, _) => s.Variant),
        ("last_byte_ms", (s, _) => Ms(s.LastByte)),
        ("http", (s, _) => s.Head?.Version),
        ("tls", (s, _) => s.Tls),
        ("server", (s, _) => s.Head?.Server),
        ("via", (s, _) => s.Head?.Via),
        ("coding", (s, _) => s.Head?.Coding),
        ("page", (s, _) => s.Page),
        ("gaps", (s, _) => $"{GapSketch.Of(s.Tokens)}"),
    ];

    /// <summary>The measured columns, and <c>good</c>: 1 where the stream was complete and met every objective, 0 where not, empty where the run had none.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Measured.Select(c => c.Name), "good"];

    /// <param name="meets">Whether a stream met the objectives of the run; null = it had none.</param>
    public static string Text(IReadOnlyList<StreamTimeline> streams, Func<StreamTimeline, bool>? meets = null)
    {
        var csv = new StringBuilder(string.Join(',', Names)).Append('\n');
        foreach (var stream in streams.OrderBy(s => s.Number))
        {
            var metrics = StreamMetrics.Of(stream);
            csv.AppendJoin(',', Measured.Select(c => Quoted(c.Value(stream, metrics) ?? ""))).Append(',').Append(meets is null ? "" : meets(stream) ? "1" : "0").Append('\n');
        }

        return csv.ToString();
    }

    public static byte[] Gzip(IReadOnlyList<StreamTimeline> streams, Func<StreamTimeline, bool>? meets = null)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Text(streams, meets)));
        }

        return buffer.ToArray();
    }

    private static string? Ms(TimeSpan? time) => time?.TotalMilliseconds.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Num<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\n\r") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
