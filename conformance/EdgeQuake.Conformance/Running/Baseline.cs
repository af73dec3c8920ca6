using System.Globalization;
using EdgeQuake.FakeServer;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>Known failures of a client: <c>baseline.yaml</c> beside its adapter. They still run and must still fail.</summary>
/// <remarks><c>- { case: done/missing-both@openai.chat, reason: "…the client's words, and the rule…", issue: https://…, expires: 2027-01-31 }</c></remarks>
public sealed record Baseline(string File, IReadOnlyList<KnownFailure> Failures)
{
    private static readonly string[] Keys = ["case", "reason", "issue", "expires"];

    /// <summary>Reads a file; problems are those of form, an empty reason among them.</summary>
    public static (Baseline? Baseline, IReadOnlyList<Problem> Problems) Load(string path)
    {
        try
        {
            return Parse(System.IO.File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new(path, 0, 0, $"cannot be read: {e.Message}")]);
        }
    }

    public static (Baseline? Baseline, IReadOnlyList<Problem> Problems) Parse(string yaml, string file)
    {
        var (root, broken) = YamlText.Parse(yaml, file);
        if (broken is not null)
            return (null, [broken]);
        if (root is null or YamlScalarNode { Value: "" or null })
            return (new(file, []), []);
        if (root is not YamlSequenceNode list)
            return (null, [YamlText.At(root, file, "a baseline is a list", "- { case: …, reason: … }")]);
        var problems = new List<Problem>();
        var failures = list.Children.Select(n => Read(n, file, problems)).OfType<KnownFailure>().ToList();
        return problems.Count > 0 ? (null, problems) : (new(file, failures), []);
    }

    /// <summary>Holds the verdicts against the known failures.</summary>
    /// <param name="partial">Cases were left out on purpose: a pattern that matches nothing is then no fault.</param>
    /// <param name="today">For <c>expires</c>; null = the clock's.</param>
    public BaselineReport Apply(ConformanceRun run, bool partial = false, DateOnly? today = null)
    {
        var day = today ?? DateOnly.FromDateTime(Clock.Real.UtcNow.UtcDateTime);
        var known = new List<KnownVerdict>();
        var stale = new List<string>();
        foreach (var failure in Failures)
        {
            var ran = run.Verdicts.Where(v => v.Status is VerdictStatus.Passed or VerdictStatus.Failed && Matches(failure.Case, v)).ToList();
            if (failure.Expires < day)
                stale.Add($"{failure.Case}: expired on {failure.Expires:yyyy-MM-dd}");
            if (ran.Count == 0 && !partial && !run.Interrupted)
                stale.Add($"{failure.Case}: matches no case that ran");
            foreach (var passed in ran.Where(v => v.Status == VerdictStatus.Passed))
                stale.Add($"{failure.Case}: {passed.Case} ({passed.Api}) passed; take it out of the baseline");
            foreach (var v in ran.Where(v => v.Status == VerdictStatus.Failed))
            {
                if (known.Any(k => k.Case == v.Case && k.Api == v.Api))
                    stale.Add($"{failure.Case}: {v.Case} ({v.Api}) is explained by two lines");
                else
                    known.Add(new(v.Case, v.Api, failure));
            }
        }

        return new(known, stale);
    }

    private static bool Matches(string pattern, Verdict v)
    {
        var at = pattern.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? Glob.Matches(pattern, v.Case) : Glob.Matches(pattern[..at], v.Case) && Glob.Matches(pattern[(at + 1)..], v.Api);
    }

    private static KnownFailure? Read(YamlNode node, string file, List<Problem> problems)
    {
        if (YamlText.Entries(node) is not { } entries)
        {
            problems.Add(YamlText.At(node, file, "an entry is no mapping", "{ case: …, reason: … }"));
            return null;
        }

        foreach (var (key, _) in entries.Where(e => !Keys.Contains(e.Key.Value)))
            problems.Add(YamlText.At(key, file, $"unknown key '{key.Value}'", string.Join(", ", Keys), Words.Nearest(key.Value ?? "", Keys)));
        string? Value(string name) => entries.Where(e => e.Key.Value == name).Select(e => (e.Value as YamlScalarNode)?.Value).FirstOrDefault();
        var (id, reason, expires) = (Value("case"), Value("reason"), Value("expires"));
        if (string.IsNullOrWhiteSpace(id))
            problems.Add(YamlText.At(node, file, "an entry without 'case'", "a case id or pattern"));
        if (string.IsNullOrWhiteSpace(reason))
            problems.Add(YamlText.At(node, file, $"'{id}' has no reason", "the client's words and the rule that they break"));
        DateOnly day = default;
        if (expires is not null && !DateOnly.TryParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            problems.Add(YamlText.At(node, file, $"'{expires}' is no day", "expires: 2027-01-31"));
        return new(id ?? "", reason ?? "", Value("issue"), expires is null ? null : day);
    }
}
