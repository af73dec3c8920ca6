using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A recording as scenarios: one an exchange, that play the recorded bytes with the recorded gaps and expect what reading them gives.</summary>
/// <remarks><c>Recording ─exchange→ pieces ─guesses, rendered again→ steps ─read back→ expect ─→ YAML</c></remarks>
/// <param name="Yaml">A scenario file; passes <c>check</c>.</param>
/// <param name="Scenarios">How many it holds.</param>
/// <param name="LeftOut">Exchanges that no scenario can be made of, one sentence each.</param>
public sealed record Conversion(string Yaml, int Scenarios, IReadOnlyList<string> LeftOut)
{
    /// <param name="exact">Bytes at their reads, never verbs.</param>
    public static Conversion Of(Recording recording, bool exact)
    {
        var scripts = recording.Exchanges.Where(e => WhyNot(e) is null).Select(e => ExchangeScript.Of(recording, e, exact)).ToList();
        var started = recording.StartedUtc.ToString("u", CultureInfo.InvariantCulture);
        var head = $"# {recording.Upstream} as {recording.Tool} recorded it at {started}\n";
        var leftOut = recording.Exchanges.Where(e => WhyNot(e) is not null).Select(e => $"exchange {e.Number} is left out: {WhyNot(e)}").ToList();
        return new(head + string.Join('\n', scripts), scripts.Count, leftOut);
    }

    private static string? WhyNot(RecordedExchange exchange) => exchange.End?.How switch
    {
        RecordedEnding.Unreachable => $"there was no connection: {exchange.End.Why}",
        null when exchange.Head is null => "the recording ends before its answer",
        _ => null,
    };
}
