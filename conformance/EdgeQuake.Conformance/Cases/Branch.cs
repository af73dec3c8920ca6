using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One way through an expectation's choices, for a reading of its own.</summary>
/// <param name="Declared">Policy word → the value of this branch.</param>
internal sealed record Branch(Expectation Flat, IReadOnlyDictionary<string, string> Declared)
{
    /// <summary>Every combination that some client could be judged by.</summary>
    internal static IEnumerable<Branch> All(Expectation expect)
    {
        IEnumerable<Branch> found = [new(expect with { Any = [], ByPolicy = new Dictionary<string, IReadOnlyDictionary<string, Expectation>>() }, new Dictionary<string, string>())];
        foreach (var (word, values) in expect.ByPolicy)
            found = found.SelectMany(b => values.SelectMany(v => All(v.Value).Select(inner => b.With(inner, word, v.Key)))).ToList();
        return expect.Any.Count == 0 ? found : found.SelectMany(b => expect.Any.SelectMany(All).Select(inner => b.With(inner, null, null)));
    }

    /// <summary>The attempts whose answer the expectation is about.</summary>
    internal IReadOnlyList<int> Attempts(Scenario scenario, Cell cell, ReadingMode mode)
    {
        var exchange = scenario.Exchanges[^1];
        var all = Enumerable.Range(1, exchange.Attempts.Count).ToList();
        if (scenario.Client.Resume || Is("afterFirstToken", "resume"))
            return all;
        // A trap after the right end is a script too: one attempt expected, a second one scripted that nobody may ask for.
        if (scenario.Exchanges.Count == 1 && Flat.Attempts is { } n && n.Min == n.Max && n.Min >= 1 && n.Min < all.Count)
            return [n.Min];
        return Is("afterFirstToken", "never")
            ? [all.FirstOrDefault(a => Reading.Of(scenario, cell, mode, scenario.Exchanges.Count - 1, a).Pieces.Count > 0, all[^1])]
            : [all[^1]];
    }

    internal ReadingMode Mode => new(
        Declared.GetValueOrDefault("malformed") ?? (Flat is { Outcome: Outcome.Failed, Kind: FailureKind.Protocol } ? "error" : null),
        Declared.GetValueOrDefault("timeout"),
        StreamsOnly: Flat is { Outcome: Outcome.Failed, Kind: FailureKind.Protocol });

    private bool Is(string word, string value) => Declared.TryGetValue(word, out var declared) && declared == value;

    private Branch With(Branch inner, string? word, string? value)
    {
        var declared = new Dictionary<string, string>(Declared);
        foreach (var (w, v) in inner.Declared)
            declared[w] = v;
        if (word is not null)
            declared[word] = value!;
        var where = inner.Flat.Where.Line > 0 ? inner.Flat.Where : Flat.Where;
        return new(Resolution.Merge(Flat, inner.Flat) with { Where = where }, declared);
    }
}
