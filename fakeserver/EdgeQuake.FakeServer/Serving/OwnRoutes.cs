namespace EdgeQuake.FakeServer;

/// <summary>What clients ask before they ask for an answer, as the real servers say it: health, models, versions. And 405 where a route takes another method.</summary>
internal static class OwnRoutes
{
    private static readonly Dictionary<string, (string Type, string Body)> Known = new(StringComparer.Ordinal)
    {
        ["/health"] = ("application/json", """{"status":"healthy","version":"scripted"}"""),
        ["/ready"] = ("text/plain; charset=utf-8", "OK"),
        ["/live"] = ("text/plain; charset=utf-8", "OK"),
        ["/v1/models"] = ("application/json", """{"object":"list","data":[{"id":"scripted","object":"model","created":1700000000,"owned_by":"scripted"}]}"""),
        ["/api/version"] = ("application/json", """{"version":"0.0.0"}"""),
        ["/api/tags"] = ("application/json", """{"models":[{"name":"scripted","model":"scripted","modified_at":"2024-01-01T00:00:00Z","size":0,"digest":"","details":{}}]}"""),
    };

    /// <summary>The answer, or null where it is for a scenario to give.</summary>
    public static Decision? Of(RequestFacts facts)
    {
        if (Endpoint.MethodOf(facts.Path) is { } method && facts.Method != method)
        {
            var sentence = $"unmatched {facts.Method} {facts.Path}: it takes {method}";
            return Say(new Plan([new PlanOp.Respond(405, [new("allow", method)], BodyFraming.Length, 0), new PlanOp.End(EndKind.Close)], []), sentence);
        }

        return facts.Method == "GET" && Known.TryGetValue(facts.Path, out var answer)
            ? Say(Answers.Whole(200, answer.Type, System.Text.Encoding.UTF8.GetBytes(answer.Body)), $"note the server's own {facts.Path}")
            : null;
    }

    private static Decision Say(Plan plan, string sentence) => new("", -1, 0, false, plan, [sentence], null);
}
