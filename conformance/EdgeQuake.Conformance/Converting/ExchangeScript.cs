using System.Globalization;
using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One recorded exchange as the text of one scenario.</summary>
internal static partial class ExchangeScript
{
    internal static string Of(Recording recording, RecordedExchange e, bool exact)
    {
        var answer = e.Head is null ? Fault(e) : RecordedScript.Of(e, exact);
        List<string> lines =
        [
            $"- scenario: {Id(e)}",
            $"  about: {YamlWord.Quote($"{e.Method} {e.Target}, as {recording.Upstream} answered it.")}",
            .. answer.Protocol.Select(p => "  " + p),
            .. Client(e, answer),
            $"  match: {{ method: {e.Method}, path: {YamlWord.Quote(Path(e))} }}",
            .. answer.Keys.Select(k => "  " + k),
        ];
        var set = ScenarioFile.Parse(string.Join('\n', lines), "converted");
        return set.Problems.Count == 0
            ? string.Join('\n', [.. lines, .. ExpectLines.Of(set.Scenarios[0], e).Select(l => "  " + l), ""])
            : throw new InvalidOperationException($"exchange {e.Number} became a scenario that does not load: {set.Problems[0]}");
    }

    internal static string Path(RecordedExchange e) => Uri.UnescapeDataString(e.Target.Split('?')[0]);

    /// <summary>What came instead of a head, or did not.</summary>
    private static RecordedScript Fault(RecordedExchange e) => new([], [], (e.End!.How, e.End.Why) switch
    {
        (RecordedEnding.Refused, _) => ["fault: refuse"],
        (RecordedEnding.Reset, _) => ["fault: reset-on-request"],
        (RecordedEnding.Fin, "no response") => ["fault: close-on-request"],
        (RecordedEnding.Fin, _) => ["fault: garbage"],
        _ => ["fault: silent"],
    }, Left: false);

    private static string Id(RecordedExchange e)
    {
        var words = NoSlug().Replace(Path(e).ToLowerInvariant(), "-").Trim('-');
        return string.Create(CultureInfo.InvariantCulture, $"recorded-{e.Number}{(words.Length == 0 ? "" : "-" + words[..Math.Min(words.Length, 40)].Trim('-'))}");
    }

    /// <summary>The request as the driver of a client would be told it, and the point where this client left.</summary>
    private static IEnumerable<string> Client(RecordedExchange e, RecordedScript answer)
    {
        string?[] members = [RecordedRequest.Flow(e) is { } request ? $"request: {request}" : null, answer.Left ? "cancel: { at: stall }" : null];
        return Array.Exists(members, m => m is not null) ? [$"  client: {{ {string.Join(", ", members.Where(m => m is not null))} }}"] : [];
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoSlug();
}
