using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The expectation of a converted scenario: what a spec-literal client makes of its script.</summary>
internal static class ExpectLines
{
    internal static IReadOnlyList<string> Of(Scenario scenario, RecordedExchange e)
    {
        var read = Reading.Of(scenario, Cell.Default, ReadingMode.Plain, 0, 1);
        var coded = scenario.Protocol == Protocol.Raw;
        List<string> lines = ["expect:", "  outcome: " + Words.Of(read.Outcome)];
        if (read.Outcome == Outcome.Failed)
            lines.Add("  kind: " + Words.Of(Kind(scenario, e)));
        if (coded)
            return Stream(e) ? lines : []; // bytes of no stream: what they come to is the client's to say
        if (scenario.Protocol == Protocol.Sse)
            return [.. lines, .. Events(read.Events)];
        lines.Add("  text: " + YamlWord.Quote(read.Text));
        if (scenario.Exchanges[0].Attempts[0].Body is not null || e.Head is null)
            return lines;
        Number("tokens", read.Tokens, always: true);
        Number("texts", read.Texts);
        if (read.Sources.Count > 0)
            lines.Add($"  sources: [{string.Join(", ", read.Sources.Select(YamlWord.Quote))}]");
        Number("malformed", read.Malformed);
        return lines;

        void Number(string key, int value, bool always = false)
        {
            if (always || value > 0)
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"  {key}: {value}"));
        }
    }

    private static IEnumerable<string> Events(IReadOnlyList<ExpectedEvent> events) => events.Count == 0 ? ["  events: []"] :
    [
        "  events:",
        .. events.Select(e => $"    - {{ type: {YamlWord.Quote(e.Type ?? "message")}, data: {YamlWord.Quote(e.Data ?? "")}{(string.IsNullOrEmpty(e.Id) ? "" : $", id: {YamlWord.Quote(e.Id)}")} }}"),
    ];

    /// <summary>Whose fault it was, by what came first: a status, no stream, an error in band, silence, a cut.</summary>
    private static FailureKind Kind(Scenario scenario, RecordedExchange e)
    {
        if (e.Head is { Status: >= 400 })
            return FailureKind.Http;
        if (e.Head is not null && !Stream(e))
            return FailureKind.Protocol;
        var clean = scenario with { Exchanges = [scenario.Exchanges[0] with { Attempts = [Uncut(scenario.Exchanges[0].Attempts[0])] }] };
        if (e.Head is not null && Reading.Of(clean, Cell.Default, ReadingMode.Plain, 0, 1).Outcome == Outcome.Failed)
            return FailureKind.Server;
        return e.End is { How: RecordedEnding.Fin or RecordedEnding.Reset or RecordedEnding.Refused or RecordedEnding.Clean } ? FailureKind.Network : FailureKind.Timeout;
    }

    /// <summary>The same without its end, which is always the last step.</summary>
    private static Attempt Uncut(Attempt attempt) => attempt with { Length = null, Steps = [.. attempt.Steps.SkipLast(1)] };

    private static bool Stream(RecordedExchange e) => e.Head!.Headers.Any(h =>
        h.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase) && h.Value.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase));
}
