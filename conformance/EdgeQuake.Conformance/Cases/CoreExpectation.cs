using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a core case expects of a client that shows only text: the tokens of the events that the standard dispatches, joined.</summary>
internal static class CoreExpectation
{
    /// <summary>
    /// Text from the case's own expectation, never from our reader; the outcome only where the script holds the protocol's end mark, for a parsing case
    /// is not about truncation.
    /// </summary>
    internal static Expectation Of(Scenario asWritten, Scenario retargeted)
    {
        var expect = asWritten.Expect;
        var text = expect.Text ?? (expect.Events is { } events ? string.Concat(events.Select(e => e.Data)) : null);
        var read = Reading.Of(retargeted, retargeted.Cells[0], ReadingMode.Plain, retargeted.Exchanges.Count - 1, retargeted.Exchanges[^1].Attempts.Count);
        return new()
        {
            Text = text,
            TextSha256 = expect.TextSha256,
            Outcome = read.Outcome == expect.Outcome ? expect.Outcome : null,
            Within = expect.Within,
            Where = expect.Where,
        };
    }
}
