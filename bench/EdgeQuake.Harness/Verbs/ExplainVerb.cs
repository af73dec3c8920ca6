using System.CommandLine;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>explain ID</c>: what a case asks, why, and the sentences it rests on; with the lines that play it by hand.</summary>
internal static class ExplainVerb
{
    public static Verb Create(Session session)
    {
        var id = new Argument<string>("id") { Description = "A scenario or case id." };
        var verb = new Verb("explain", "Explains a case: what it asks, why, and the clause of the standard behind it.") { id };
        verb.SetAction(parsed =>
        {
            session.Out.WriteLine(string.Join('\n', Lines(Catalogue.ById(parsed.GetRequiredValue(id)))));
            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static IEnumerable<string> Lines(Scenario s) => [.. Head(s), .. Rules(s.Case), .. Played(s)];

    private static IEnumerable<string> Head(Scenario s)
    {
        yield return s.Case is { } facts ? $"{s.Id}  {facts.Level}  profile {facts.Profile}" : $"{s.Id}  scenario";
        if (s.About is { } about)
        {
            yield return about;
        }
    }

    private static IEnumerable<string> Rules(CaseFacts? facts)
    {
        if (facts?.Why is { } why)
        {
            yield return $"why: {why}";
        }

        foreach (var clause in facts?.Spec ?? [])
        {
            yield return $"rule: \"{clause.Quote}\"";
            yield return $"      {clause.Url}";
        }

        if (facts?.Control is { } control)
        {
            yield return $"control twin, must pass: {control}";
        }
    }

    private static IEnumerable<string> Played(Scenario s)
    {
        if (s.Needs.Count > 0)
        {
            yield return $"needs: {string.Join(", ", s.Needs)}";
        }

        var cells = string.Join(' ', s.Cells.Take(8).Select(c => c == Cell.Default ? "default" : c.ToString()));
        yield return $"played as {Words.Of(s.Protocol)} in {Counted.Of(s.Cells.Count, "cell")}: {cells}{(s.Cells.Count > 8 ? " …" : "")}";
        yield return $"every byte:    edgequake-harness show {s.Id} --hex";
        yield return $"play it:       edgequake-harness serve {s.Id}";
        if (s.Case is not null)
        {
            yield return $"judge with it: edgequake-harness conform --reference --run {s.Id}";
        }
    }
}
