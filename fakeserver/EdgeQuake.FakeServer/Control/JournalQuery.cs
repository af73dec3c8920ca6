using System.Globalization;

namespace EdgeQuake.FakeServer;

/// <summary>Which entries of the journal are asked for, and how.</summary>
/// <param name="Since">Only requests with a greater number.</param>
/// <param name="Writes">False = without the lists of writes.</param>
internal sealed record JournalQuery(string? Scenario, string? Test, int Since, bool Unmatched, bool Writes, bool Follow)
{
    private static readonly string[] Known = ["scenario", "test-id", "since", "writes", "follow"];

    /// <summary>From the parameters of a request; a wrong one is a sentence.</summary>
    public static (JournalQuery? Query, string Why) Of(RequestFacts facts, bool onlyUnmatched)
    {
        var asked = facts.Query;
        if (asked.Keys.FirstOrDefault(k => !Known.Contains(k, StringComparer.Ordinal)) is { } wrong)
        {
            return (null, $"unknown parameter '{wrong}'; expected {string.Join(", ", Known)}" + (Words.Nearest(wrong, Known) is { } near ? $"; did you mean '{near}'?" : ""));
        }

        var since = 0;
        return asked.TryGetValue("since", out var word) && !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out since)
            ? (null, $"since '{word}': expected the number of a request")
            : (new JournalQuery(
                asked.GetValueOrDefault("scenario"), asked.GetValueOrDefault("test-id") ?? TestId.Of(facts), since, onlyUnmatched,
                asked.GetValueOrDefault("writes") != "0", asked.TryGetValue("follow", out var follow) && follow != "0"), "");
    }

    public bool Takes(JournalEntry entry) =>
        entry.Request > Since
        && (Scenario is null || entry.Scenario == Scenario)
        && (Test is null || TestId.Of(entry.Facts) == Test)
        && (!Unmatched || Unanswered.Is(entry));
}
