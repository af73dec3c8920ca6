using System.Collections.Immutable;

namespace EdgeQuake.FakeServer;

/// <summary>The scenarios of a plain serve, which may change while it runs. A change is whole: a request sees the old set or the new one.</summary>
internal sealed class ScenarioShelf
{
    private readonly Lock sync = new();
    private readonly FakeServerOptions options;
    private ImmutableArray<Scenario> current;
    private ImmutableArray<Scenario> leftOut = [];

    public ScenarioShelf(IReadOnlyList<Scenario> scenarios, FakeServerOptions options)
    {
        this.options = options;
        current = [.. Playable(scenarios)];
    }

    /// <summary>Told of ids whose counts start again, for one test or for all (null); ids null = every scenario.</summary>
    public Action<IReadOnlyCollection<string>?, string?>? Restarted { get; set; }

    public IReadOnlyList<Scenario> Current
    {
        get
        {
            lock (sync)
            {
                return current;
            }
        }
    }

    public Scenario? Find(string id) => Current.FirstOrDefault(s => s.Id == id);

    /// <summary>What speaks against serving a scenario here: the lane cannot play it, or the caller's own check.</summary>
    public IEnumerable<Problem> Check(Scenario scenario)
    {
        if (WhyNot(scenario) is { } why)
        {
            var where = scenario.Where;
            return [new Problem(where.File, where.Line, where.Column, $"scenario '{scenario.Id}' cannot be played here: {why}", null)];
        }

        return options.Verify?.Invoke(scenario) ?? [];
    }

    /// <summary>Adds, or takes the place of those with the same id. Returns the ids that were there before.</summary>
    public IReadOnlyList<string> Put(IReadOnlyList<Scenario> scenarios)
    {
        string[] replaced;
        lock (sync)
        {
            var before = current;
            var ids = scenarios.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            replaced = [.. before.Select(s => s.Id).Where(ids.Contains)];
            current = [.. before.Select(s => scenarios.FirstOrDefault(n => n.Id == s.Id) ?? s), .. scenarios.Where(n => before.All(s => s.Id != n.Id))];
        }

        Restarted?.Invoke(replaced, null);
        return replaced;
    }

    /// <summary>Another set altogether.</summary>
    public void Replace(IReadOnlyList<Scenario> scenarios)
    {
        lock (sync)
        {
            current = [.. Playable(scenarios)];
        }

        Restarted?.Invoke(null, null);
    }

    /// <summary>False when there is none of that id.</summary>
    public bool Remove(string id)
    {
        lock (sync)
        {
            var left = current.RemoveAll(s => s.Id == id);
            if (left.Length == current.Length)
            {
                return false;
            }

            current = left;
        }

        Restarted?.Invoke([id], null);
        return true;
    }

    /// <summary>Counts start again: of one test, or all.</summary>
    public void Restart(string? test) => Restarted?.Invoke(null, test);

    /// <summary>Why a scenario of that id was left out of this serve; null when none was.</summary>
    public string? WhyNot(string id) => leftOut.FirstOrDefault(s => s.Id == id) is { } scenario ? WhyNot(scenario) : null;

    private string? WhyNot(Scenario scenario) =>
        Transports.Mismatch(scenario, options)
        ?? (scenario.Lanes.Contains(options.Lane) ? null : $"lane {Words.Of(options.Lane)} cannot; {string.Join(" or ", scenario.Lanes.Select(Words.Of))} can");

    private IEnumerable<Scenario> Playable(IReadOnlyList<Scenario> scenarios)
    {
        leftOut = [.. scenarios.Where(s => WhyNot(s) is not null)];
        return scenarios.Where(s => WhyNot(s) is null);
    }
}
