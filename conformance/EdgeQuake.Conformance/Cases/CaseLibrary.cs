using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Cases from files: read for form by the scenario loader, then checked here for the words, ids and expectations of a case.</summary>
/// <remarks><c>yaml ─ScenarioFile→ scenarios ─words, ids, twins→ cases ─Verification→ a set, or problems and nothing</c></remarks>
public static class CaseLibrary
{
    private static readonly Lazy<CaseSet> Embedded = new(() => Load(Parsed(), verify: false));

    /// <summary>The corpus of this build. Its expectations are verified by a test, not at every start.</summary>
    public static CaseSet BuiltIn => Embedded.Value;

    /// <summary>Reads and verifies cases of files.</summary>
    public static CaseSet Load(IEnumerable<string> paths) => Load(paths.Select(ScenarioFile.Read), verify: true);

    private static ScenarioSet[] Parsed()
    {
        var sets = new ScenarioSet[CaseFiles.Corpus.Count];
        Parallel.For(0, sets.Length, i => sets[i] = ScenarioFile.Parse(CaseFiles.Text(CaseFiles.Corpus[i]), $"conformance/{CaseFiles.Corpus[i]}"));
        return sets;
    }

    /// <summary>Checks scenarios as cases; a scenario without case keys is a case of level MUST in profile <c>llm</c> or, for sse and raw, <c>core</c>.</summary>
    public static CaseSet Load(IEnumerable<ScenarioSet> files, bool verify)
    {
        var sets = files.ToList();
        var scenarios = sets.SelectMany(s => s.Scenarios).ToList();
        var problems = sets.SelectMany(s => s.Problems).ToList();
        problems.AddRange(scenarios.SelectMany(Words));
        problems.AddRange(Ids(scenarios));
        if (verify && problems.Count == 0)
            problems.AddRange(scenarios.SelectMany(Verification.Check));
        return problems.Count > 0 ? new([], problems) : new([.. scenarios.Select(Of)], []);
    }

    /// <summary>A scenario as a case; the keys that it leaves out are those of its protocol.</summary>
    public static Case Of(Scenario scenario)
    {
        var facts = scenario.Case ?? new CaseFacts("MUST", "", [], null, null, [], false, null, []);
        var profile = scenario.Protocol is Protocol.Sse or Protocol.Raw ? "core" : "llm";
        return new(scenario, facts with { Level = facts.Level.Length == 0 ? "MUST" : facts.Level, Profile = facts.Profile.Length == 0 ? profile : facts.Profile });
    }

    private static IEnumerable<Problem> Words(Scenario s)
    {
        var vocabulary = Vocabulary.BuiltIn;
        foreach (var need in s.Needs)
        {
            if (vocabulary.Unknown("capability", need, s.Where) is { } problem)
                yield return problem;
        }

        foreach (var word in Policies(s.Expect).Distinct())
        {
            if (vocabulary.Unknown("policy", word, s.Where) is { } problem)
                yield return problem;
        }

        if (s.Case is not { } facts)
            yield break;
        if (facts.Profile.Length > 0 && vocabulary.Unknown("profile", facts.Profile, s.Where) is { } unknown)
            yield return unknown;
        foreach (var api in facts.Api)
        {
            if (vocabulary.Unknown("api", api, s.Where) is { } problem)
                yield return problem;
        }
    }

    private static IEnumerable<string> Policies(Expectation e) =>
        e.ByPolicy.Keys.Concat(e.ByPolicy.Values.SelectMany(b => b.Values).Concat(e.Any).Concat(e.Stopped is { } stopped ? [stopped] : []).SelectMany(Policies));

    private static IEnumerable<Problem> Ids(List<Scenario> scenarios)
    {
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var s in scenarios)
        {
            if (!first.TryAdd(s.Id, s.Where))
                yield return new(s.Where.File, s.Where.Line, s.Where.Column, $"the id '{s.Id}' is taken", $"an id of its own (the other stands at {first[s.Id].File}:{first[s.Id].Line})");
        }

        foreach (var s in scenarios.Where(s => s.Case?.Control is { } control && !first.ContainsKey(control)))
            yield return new(s.Where.File, s.Where.Line, s.Where.Column, $"control '{s.Case!.Control}' is no case", "the id of the twin that must pass", FakeServer.Words.Nearest(s.Case.Control!, first.Keys));
    }
}
