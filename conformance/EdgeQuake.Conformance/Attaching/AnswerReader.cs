using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Reads one line of an adapter: <c>{"seq":7,"token":"Edge"}</c>. Strict, so that a typing mistake in an adapter is never a client's defect.</summary>
internal static class AnswerReader
{
    internal static Answer Read(ReadOnlySequence<byte> line, TimeSpan at)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return new Answer.Wrong(AttachFault.Rubbish, $"stdout carries a line that is not JSON: '{Shown(line)}'; print one JSON object a line there and everything else on stderr");
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, at)
                : new Answer.Wrong(AttachFault.Rubbish, $"stdout carries a line that is no JSON object: '{Shown(line)}'");
        }
    }

    /// <summary>The head of a line, printable.</summary>
    internal static string Shown(ReadOnlySequence<byte> line)
    {
        var head = Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, 80)));
        return string.Concat(head.Select(c => char.IsControl(c) ? '·' : c)) + (line.Length > 80 ? "…" : "");
    }

    private static Answer Read(JsonElement answer, TimeSpan at)
    {
        if (!answer.TryGetProperty("seq", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var seq))
        {
            return new Answer.Wrong(AttachFault.UnknownWord, $"an answer without \"seq\": {FactsReader.Shown(answer)}; expected the seq of the run it belongs to");
        }

        try
        {
            return Said(answer, seq, at);
        }
        catch (Mistake mistake)
        {
            return new Answer.Wrong(AttachFault.UnknownWord, $"run {seq}: {mistake.Message}", seq);
        }
    }

    private static Answer Said(JsonElement answer, int seq, TimeSpan at)
    {
        var end = answer.TryGetProperty("end", out _);
        Known(answer, end ? ["seq", "end", .. AdapterWords.End] : answer.TryGetProperty("skipped", out _) ? ["seq", "skipped", "issue"] : ["seq", .. AdapterWords.Answers]);
        var said = answer.EnumerateObject().Where(p => AdapterWords.Answers.Contains(p.Name, StringComparer.Ordinal)).ToArray();
        if (said.Length != 1)
        {
            throw new Mistake($"expected exactly one of {string.Join(", ", AdapterWords.Answers)} beside seq, found {(said.Length == 0 ? "none" : string.Join(" and ", said.Select(s => s.Name)))}");
        }

        var value = said[0].Value;
        return said[0].Name switch
        {
            "end" => new Answer.Last(seq, End(answer, value, at), null, null),
            "skipped" => new Answer.Last(seq, null, Text(answer, "skipped") + (Optional(answer, "issue") is { } issue ? $" ({issue})" : ""), null),
            "errored" => new Answer.Last(seq, null, null, Broken(value)),
            var name => new Answer.Item(seq, ItemReader.Read(name, value, at)),
        };
    }

    private static TranscriptEnd End(JsonElement answer, JsonElement value, TimeSpan at) =>
        new(at, Word<Outcome>(value, "end"), answer.TryGetProperty("kind", out var kind) && kind.ValueKind != JsonValueKind.Null ? Word<FailureKind>(kind, "kind") : null,
            Whole(answer, "status"), Optional(answer, "code"), Optional(answer, "message"), Optional(answer, "text"), Whole(answer, "attempts"),
            Whole(answer, "retryAfterMs") is { } ms ? TimeSpan.FromMilliseconds(ms) : null);

    private static string Broken(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? Text(value, "message") + (Optional(value, "trace") is { } trace ? "\n" + trace : "")
            : throw new Mistake("errored is no object; expected {\"message\":…,\"trace\":…}");

    internal static T Word<T>(JsonElement value, string key) where T : struct, Enum
    {
        var word = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return Words.Parse<T>(word) ?? throw new Mistake(FactsFault.Unknown(key, word, Words.All<T>()).ToString());
    }

    internal static string Text(JsonElement map, string key) =>
        Optional(map, key) ?? throw new Mistake($"{key} is missing; expected a text");

    internal static string? Optional(JsonElement map, string key) =>
        !FactsReader.Has(map, key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? JsonText.Of(value)
        : throw new Mistake($"{key} is {FactsReader.Shown(value)}; expected a text");

    internal static int? Whole(JsonElement map, string key) =>
        !FactsReader.Has(map, key, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) ? n
        : throw new Mistake($"{key} is {FactsReader.Shown(value)}; expected a whole number");

    internal static void Known(JsonElement map, string[] known)
    {
        foreach (var key in map.EnumerateObject().Select(p => p.Name).Where(k => !known.Contains(k, StringComparer.Ordinal)))
        {
            throw new Mistake($"unknown key '{key}'; expected {string.Join(", ", known)}" + (Words.Nearest(key, known) is { } near ? $"; did you mean '{near}'?" : ""));
        }
    }

    /// <summary>A value out of place; never leaves this folder's readers.</summary>
    internal sealed class Mistake(string message) : Exception(message);
}
