using System.Globalization;
using System.IO.Compression;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>streams.csv.gz and tokens.csv.gz read back to timelines: what a run had in memory, for reports that need every stamp.</summary>
public static class TimelinesReader
{
    /// <summary>Columns that an earlier version did not write.</summary>
    private static readonly string[] Later = ["prompt_tokens", "cache_hit", "attempts", "fell_back", "recover_ms", "duplicate_tokens", "tokens_before", "turn", "variant", "last_byte_ms", "http", "tls", "server", "via", "coding", "page"];

    /// <summary>The timelines in the order of the file, or null and what is wrong, with its row.</summary>
    /// <param name="whole">Everything that a run knew of its streams is needed: a file of an earlier version is refused. Else what it has not is as if it had not happened.</param>
    public static IReadOnlyList<StreamTimeline>? Read(Stream streams, Stream tokens, out string? problem, bool whole = false)
    {
        try
        {
            var stamps = Tokens(tokens, out problem);
            using var reader = new StreamReader(new GZipStream(streams, CompressionMode.Decompress), Encoding.UTF8);
            return stamps is null ? null : Streams(reader.ReadToEnd(), stamps, whole, out problem);
        }
        catch (InvalidDataException e)
        {
            problem = $"this is no gzip file: {e.Message}";
            return null;
        }
    }

    private static Dictionary<int, List<TokenStamp>>? Tokens(Stream gzip, out string? problem)
    {
        using var reader = new StreamReader(new GZipStream(gzip, CompressionMode.Decompress), Encoding.UTF8);
        if (reader.ReadLine() != TokensCsv.Head)
        {
            problem = $"this is no tokens.csv.gz; expected a first row of {TokensCsv.Head}";
            return null;
        }

        var stamps = new Dictionary<int, List<TokenStamp>>();
        for (var row = 2; reader.ReadLine() is { } line; row++)
        {
            var cells = line.Split(',');
            if (cells.Length != 5 || Whole(cells[0]) is not { } stream || Ms(cells[2]) is not { } at || Whole(cells[3]) is not { } read || Whole(cells[4]) is not { } characters)
            {
                problem = $"row {row} of tokens.csv.gz is no token";
                return null;
            }

            (stamps.TryGetValue(stream, out var list) ? list : stamps[stream] = []).Add(new(at, read, characters));
        }

        problem = null;
        return stamps;
    }

    private static List<StreamTimeline>? Streams(string csv, Dictionary<int, List<TokenStamp>> tokens, bool whole, out string? problem)
    {
        var rows = StreamsCsvReader.Rows(csv).ToList();
        var columns = rows.Count == 0 ? [] : rows[0].Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);
        if (StreamsCsv.Names.FirstOrDefault(n => !columns.ContainsKey(n) && (whole || !Later.Contains(n))) is { } missing)
        {
            problem = $"there is no column '{missing}'; expected the streams.csv.gz of a load run{(Later.Contains(missing) ? " of this version" : "")}";
            return null;
        }

        var streams = new List<StreamTimeline>();
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Count != columns.Count || Stream(name => columns.TryGetValue(name, out var at) ? rows[i][at] : "", tokens) is not { } stream)
            {
                problem = $"row {i + 1} of streams.csv.gz is no stream, or tokens.csv.gz is of another run";
                return null;
            }

            streams.Add(stream);
        }

        problem = null;
        return streams;
    }

    private static StreamTimeline? Stream(Func<string, string> cell, Dictionary<int, List<TokenStamp>> tokens)
    {
        if (Whole(cell("stream")) is not { } number || Words.Parse<StreamClass>(cell("class")) is not { } kind || Ms(cell("planned_ms")) is not { } planned
            || Ms(cell("started_ms")) is not { } started || Ms(cell("end_ms")) is not { } end || Whole(cell("tokens")) != (tokens.GetValueOrDefault(number)?.Count ?? 0))
        {
            return null;
        }

        return new()
        {
            Number = number,
            Class = kind,
            Planned = planned,
            Started = started,
            Connected = Ms(cell("connected_ms")),
            Headers = Ms(cell("headers_ms")),
            FirstByte = Ms(cell("first_byte_ms")),
            FirstEvent = Ms(cell("first_event_ms")),
            FirstSource = Ms(cell("first_source_ms")),
            FirstToken = Ms(cell("first_token_ms")),
            EndMark = Ms(cell("end_mark_ms")),
            End = end,
            Tokens = tokens.GetValueOrDefault(number) ?? [],
            PromptTokens = Whole(cell("prompt_tokens")),
            CacheHit = cell("cache_hit") == "1",
            Recovery = Recovered(cell),
            Turn = Whole(cell("turn")),
            Variant = Word("variant"),
            Head = Word("http") is { } version ? new(version, Word("server"), Word("via"), Word("coding")) : null,
            LastByte = Ms(cell("last_byte_ms")),
            Tls = Word("tls"),
            Page = Word("page"),
            UsageTokens = Whole(cell("usage_tokens")),
            Events = Whole(cell("events")) ?? 0,
            Malformed = Whole(cell("malformed")) ?? 0,
            Bytes = long.TryParse(cell("bytes"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0,
            Status = Whole(cell("status")),
            RetryAfter = Ms(cell("retry_after_ms")),
            RequestId = Word("request_id"),
            Message = Word("message"),
        };

        string? Word(string name) => cell(name) is { Length: > 0 } word ? word : null;
    }

    /// <summary>A stream that was asked once has none.</summary>
    private static Recovery? Recovered(Func<string, string> cell) => Whole(cell("attempts")) is > 1 and var attempts
        ? new(attempts, cell("fell_back") == "1", Ms(cell("recover_ms")), Whole(cell("duplicate_tokens")) ?? 0, Whole(cell("tokens_before")) ?? 0)
        : null;

    private static int? Whole(string cell) => int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static TimeSpan? Ms(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromTicks((long)Math.Round(ms * TimeSpan.TicksPerMillisecond)) : null;
}
