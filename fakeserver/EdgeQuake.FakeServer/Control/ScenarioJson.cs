using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Scenarios as the admin API shows them.</summary>
internal static class ScenarioJson
{
    /// <param name="root">Where the client found us, for the lines to try.</param>
    public static string List(IReadOnlyList<Scenario> scenarios, string root) => JsonPages.Text(w =>
    {
        w.WriteStartArray();
        foreach (var scenario in scenarios)
        {
            w.WriteStartObject();
            About(w, scenario);
            Try(w, TryRequest.Of(scenario, named: scenarios.Count > 1), root);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });

    /// <summary>One, with the plan of every attempt in words, as <c>show</c> prints it: the default cell, stream 0, no request.</summary>
    public static string One(Scenario scenario, FakeServerOptions options) => JsonPages.Text(w =>
    {
        w.WriteStartObject();
        About(w, scenario);
        w.WriteStartArray("plans");
        for (var exchange = 0; exchange < scenario.Exchanges.Count; exchange++)
        {
            for (var attempt = 1; attempt <= scenario.Exchanges[exchange].Attempts.Count; attempt++)
            {
                w.WriteStartObject();
                w.WriteNumber("exchange", exchange);
                w.WriteNumber("attempt", attempt);
                var plan = Planner.Render(scenario, new PlanInput(options.Cell, exchange, attempt, 0, options.Seed ?? scenario.Seed, null, options.Clock.UtcNow));
                JsonPages.List(w, "plan", PlanDump.Text(plan).TrimEnd('\n').Split('\n'));
                w.WriteEndObject();
            }
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });

    private static void About(Utf8JsonWriter w, Scenario scenario)
    {
        w.WriteString("scenario", scenario.Id);
        w.WriteString("about", scenario.About);
        w.WriteString("protocol", Words.Of(scenario.Protocol));
        w.WriteString("shape", scenario.Shape is { } shape ? Words.Of(shape) : null);
        JsonPages.List(w, "lanes", [.. scenario.Lanes.Select(Words.Of)]);
        JsonPages.List(w, "routes", [.. scenario.Exchanges.Select(e => $"{e.Match.Method ?? "*"} {e.Match.Path ?? "*"}")]);
        w.WriteNumber("attempts", scenario.Exchanges.Sum(e => e.Attempts.Count));
        w.WriteString("where", $"{scenario.Where.File}:{scenario.Where.Line}");
    }

    private static void Try(Utf8JsonWriter w, TryRequest request, string root)
    {
        w.WriteStartObject("try");
        w.WriteString("method", request.Method);
        w.WriteString("target", request.Target);
        w.WriteStartObject("headers");
        foreach (var header in request.Headers)
        {
            w.WriteString(header.Name, header.Value);
        }

        w.WriteEndObject();
        w.WriteString("body", request.Body);
        w.WriteString("curl", request.Curl(root));
        w.WriteEndObject();
    }
}
