using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Control of a plain serve under <c>/__fake/</c>: the journal, gates, scenarios, connections, counters. <see cref="AdminRoutes"/> lists the routes.</summary>
internal sealed class AdminApi(Stage stage, ScenarioShelf shelf)
{
    public bool Takes(RequestFacts facts) => stage.Options.Admin != AdminAccess.Off
        && (facts.Path.StartsWith(AdminRoutes.Root, StringComparison.Ordinal) || WebPage.Takes(facts, shelf.Current));

    /// <summary>Ask <see cref="Takes"/> and <see cref="AdminGuard"/> first: answering may already be doing.</summary>
    public AdminAnswer Answer(RequestFacts facts)
    {
        if (facts.Path == "/")
        {
            return new AdminAnswer.Whole(WebPage.Answer());
        }

        var rest = facts.Path[AdminRoutes.Root.Length..];
        return (facts.Method, rest.Split('/', 2)) switch
        {
            ("GET", _) => Read(rest, facts),
            ("POST" or "PUT", ["scenarios"]) => new AdminAnswer.Whole(ScenarioUpload.Put(shelf, facts)),
            ("DELETE", ["scenarios", var id]) => shelf.Remove(id) ? Done() : Missing($"there is no scenario '{id}'", id),
            ("POST", ["gates", { Length: > 0 } gate]) => Do(() => stage.Gates.Open(gate, Test(facts))),
            ("POST", ["reported", var word]) when Number(word) is { } n => Do(() => stage.Gates.Reported(n, Test(facts))),
            ("POST", ["connections", var act]) => Connection(act),
            ("POST", ["reset"]) => Do(() => Reset(Test(facts))),
            _ => Unknown(facts),
        };
    }

    private AdminAnswer Read(string rest, RequestFacts facts)
    {
        switch (rest.Split('/', 2))
        {
            case ["journal" or "unmatched"]:
                return JournalQuery.Of(facts, onlyUnmatched: rest == "unmatched") switch
                {
                    (null, var why) => new AdminAnswer.Whole(Answers.Text(400, why)),
                    ({ Follow: true } query, _) => new AdminAnswer.Lines(JournalFollow.Of(stage.Log, query)),
                    (var query, _) => Json(JournalJson.Write([.. stage.Log.Snapshot().Where(query.Takes)], query.Writes)),
                };
            case ["scenarios"]:
                return Json(ScenarioJson.List(shelf.Current, "http://" + facts.Header("host")));
            case ["scenarios", var id]:
                return shelf.Find(id) is { } one ? Json(ScenarioJson.One(one, stage.Options)) : Missing($"there is no scenario '{id}'", id);
            case ["gates"]:
                return Json(ControlJson.Gates(stage.Gates));
            case ["connections"]:
                return Json(ControlJson.Connections(stage.Connections, stage.Clock.Now));
            case ["config"]:
                return Json(ControlJson.Config(stage.Options, stage.Clock, shelf.Current.Count));
            case ["metrics"]:
                if (facts.Query.ContainsKey("collect"))
                {
                    GC.Collect();
                }

                return new AdminAnswer.Whole(Answers.Whole(200, MetricsText.ContentType, Encoding.UTF8.GetBytes(MetricsText.Of(stage.Counters, stage.Log.Playing))));
            default:
                return Unknown(facts);
        }
    }

    private AdminAnswer.Whole Connection(string act)
    {
        if (act.Split('/') is not [var word, "close" or "reset"] || Number(word) is not { } number)
        {
            return Missing("a connection is ended with connections/N/close or connections/N/reset");
        }

        var connection = stage.Connections.FirstOrDefault(c => c.Number == number);
        return connection is null ? Missing($"there is no open connection {number}") : Do(() => connection.End(reset: act.EndsWith("reset", StringComparison.Ordinal)));
    }

    private void Reset(string? test)
    {
        shelf.Restart(test);
        stage.Gates.Reset(test);
        stage.Log.Clear(test);
    }

    private AdminAnswer.Whole Missing(string sentence, string? id = null) => new(Answers.Text(
        404, sentence + (id is not null && Words.Nearest(id, shelf.Current.Select(s => s.Id)) is { } near ? $"; did you mean '{near}'?" : "")));

    private static AdminAnswer.Whole Unknown(RequestFacts facts) => new(Answers.Text(404, $"no {facts.Method} {facts.Path} here; there are{AdminRoutes.Listing}"));

    /// <summary>The test that a call is about: header or parameter; null = all.</summary>
    private static string? Test(RequestFacts facts) => facts.Query.GetValueOrDefault("test-id") ?? TestId.Of(facts);

    private static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static AdminAnswer.Whole Json(string json) => new(Answers.Whole(200, "application/json", Encoding.UTF8.GetBytes(json)));

    private static AdminAnswer.Whole Do(Action act)
    {
        act();
        return Done();
    }

    private static AdminAnswer.Whole Done() => new(new Plan([new PlanOp.Respond(204, [], BodyFraming.Length, null), new PlanOp.End(EndKind.Close)], []));
}
