using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Scenarios that come in while the server runs: checked as a file is, taken all or not at all.</summary>
internal static class ScenarioUpload
{
    /// <summary>200 with the ids; 422 with the problems, the very lines that a file would get.</summary>
    public static Plan Put(ScenarioShelf shelf, RequestFacts facts)
    {
        var set = ScenarioFile.Parse(Encoding.UTF8.GetString(facts.Body.Span), "request");
        var problems = set.Problems.Count > 0 ? set.Problems : [.. set.Scenarios.SelectMany(s => shelf.Check(s))];
        if (problems.Count > 0)
        {
            return Answers.Whole(422, "application/json", Encoding.UTF8.GetBytes(Problems(problems)));
        }

        var replaced = shelf.Put(set.Scenarios);
        return Answers.Whole(200, "application/json", Encoding.UTF8.GetBytes(JsonPages.Text(w =>
        {
            w.WriteStartObject();
            JsonPages.List(w, "added", [.. set.Scenarios.Select(s => s.Id).Except(replaced)]);
            JsonPages.List(w, "replaced", replaced);
            w.WriteEndObject();
        })));
    }

    private static string Problems(IReadOnlyList<Problem> problems) => JsonPages.Text(w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            w.WriteStartObject();
            w.WriteString("file", problem.File);
            w.WriteNumber("line", problem.Line);
            w.WriteNumber("column", problem.Column);
            w.WriteString("what", problem.What);
            w.WriteString("expected", problem.Expected);
            w.WriteString("nearest", problem.Nearest);
            w.WriteString("sentence", problem.ToString());
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });
}
