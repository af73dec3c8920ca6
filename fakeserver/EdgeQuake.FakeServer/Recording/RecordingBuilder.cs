using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Puts the lines of a recording together again: those of one exchange in order, whatever stands between them.</summary>
internal sealed class RecordingBuilder
{
    private readonly SortedDictionary<int, (RecordedExchange Exchange, List<RecordedRead> Reads)> exchanges = [];
    private Recording? header;

    /// <summary>The last line was cut off.</summary>
    public bool Torn { get; set; }

    /// <exception cref="JsonException">Not a line that belongs here.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="InvalidOperationException">A member has the wrong type.</exception>
    /// <exception cref="FormatException">A number, a date or base64 that is none.</exception>
    public void Add(JsonElement line, int number)
    {
        var kind = line.ValueKind == JsonValueKind.Object && line.TryGetProperty("kind", out var k) ? k.GetString() : null;
        if ((kind == "recording") != (number == 1))
        {
            throw new JsonException(number == 1 ? "the first line is not of kind recording" : "a second header");
        }

        switch (kind)
        {
            case "recording" when line.GetProperty("schema").GetInt32() != RecordingLines.Schema:
                throw new JsonException($"schema {line.GetProperty("schema").GetInt32()}; this version reads {RecordingLines.Schema}");
            case "recording":
                header = new Recording(line.GetProperty("tool").GetString()!, line.GetProperty("upstream").GetString()!, line.GetProperty("startedUtc").GetDateTimeOffset(), []);
                break;
            case "request":
                var request = Request(line);
                exchanges[request.Number] = (request, []);
                break;
            case "response":
                Change(line, e => e with { Head = Head(line) });
                break;
            case "read":
                Of(line).Reads.Add(new RecordedRead(At(line), Bytes(line)));
                break;
            case "end":
                Change(line, e => e with { End = End(line) });
                break;
            default:
                throw new JsonException(kind is null ? "no kind" : $"unknown kind '{kind}'");
        }
    }

    public Recording? Build() => header is null ? null : header with { Torn = Torn, Exchanges = [.. exchanges.Values.Select(e => e.Exchange with { Reads = e.Reads })] };

    private static RecordedExchange Request(JsonElement line) => new()
    {
        Number = line.GetProperty("exchange").GetInt32(),
        Connection = line.GetProperty("connection").GetInt32(),
        Since = TimeSpan.FromMicroseconds(line.GetProperty("sinceStartUs").GetInt64()),
        Method = line.GetProperty("method").GetString()!,
        Target = line.GetProperty("target").GetString()!,
        Headers = Headers(line),
        Body = Bytes(line),
    };

    private static RecordedHead Head(JsonElement line) =>
        new(At(line), line.GetProperty("version").GetString()!, line.GetProperty("status").GetInt32(), line.GetProperty("reason").GetString()!, Headers(line));

    private static RecordedEnd End(JsonElement line)
    {
        var how = line.GetProperty("how").GetString() ?? "";
        return new RecordedEnd(At(line), Words.Parse<RecordedEnding>(how) ?? throw new JsonException($"unknown end '{how}'"), line.TryGetProperty("why", out var why) ? why.GetString() : null);
    }

    private static HttpField[] Headers(JsonElement line) =>
    [
        .. line.GetProperty("headers").EnumerateArray().Select(h => h.GetString()!).Select(h => (Line: h, Colon: h.IndexOf(':', StringComparison.Ordinal)))
            .Select(h => h.Colon > 0 ? new HttpField(h.Line[..h.Colon], h.Line[(h.Colon + 1)..].Trim()) : throw new JsonException($"'{h.Line}' is no header")),
    ];

    private static byte[] Bytes(JsonElement line) =>
        line.TryGetProperty("base64", out var base64) ? base64.GetBytesFromBase64() : Encoding.UTF8.GetBytes(line.GetProperty("text").GetString()!);

    private static TimeSpan At(JsonElement line) => TimeSpan.FromMicroseconds(line.GetProperty("atUs").GetInt64());

    private (RecordedExchange Exchange, List<RecordedRead> Reads) Of(JsonElement line)
    {
        var number = line.GetProperty("exchange").GetInt32();
        return exchanges.TryGetValue(number, out var found) ? found : throw new JsonException($"exchange {number} has no request");
    }

    private void Change(JsonElement line, Func<RecordedExchange, RecordedExchange> change)
    {
        var (exchange, reads) = Of(line);
        exchanges[exchange.Number] = (change(exchange), reads);
    }
}
