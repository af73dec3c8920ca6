using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about HTTP: heads, framings, redirects and the request itself.</summary>
internal static class WireMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Sends("stays-at-the-redirect", "A redirect is not followed.", Answer, h => new ChangedHandler(h) { Response = Unfollowed }),
        Mutant.Sends("events-take-any-type", "Whatever is answered is read as an event stream.", ReferenceClients.Events, h => new ChangedHandler(h) { Response = AnswerMutants.StreamType }),
        Mutant.Sends("close-is-a-cut", "A body that the connection ends is always taken for broken.", Answer, h => new ChangedHandler(h) { BreaksUnframed = true }),
        Mutant.Asks("drops-the-parameters", "Only the question is sent, not the mode and the rest.", Answer, r => r with { Request = OnlyQuery(r.Request) }),
        Mutant.Asks("takes-seconds-for-milliseconds", "A limit of twenty seconds fires after twenty milliseconds.", Answer, r => r with { Options = r.Options with { Overall = Shrunk(r.Options.Overall, 1000) } }),
        Mutant.Asks("impatient", "Half a second of silence and more is cut to a quarter.", Answer, r => r with { Options = r.Options with { Idle = Shrunk(r.Options.Idle, 4) } }),
        Mutant.Asks("stops-unasked", "Stops after the third token though nobody asked.", Answer, r => r.Cancel is null ? r with { Cancel = new(CancelMoment.Token, 3) } : r),
    ];

    private static void Unfollowed(HttpResponseMessage response)
    {
        if (response.RequestMessage is { RequestUri.Query: var q } && q.Contains("moved", StringComparison.Ordinal))
            response.StatusCode = System.Net.HttpStatusCode.TemporaryRedirect;
    }

    private static string OnlyQuery(string request)
    {
        using var json = System.Text.Json.JsonDocument.Parse(request);
        return json.RootElement.TryGetProperty("query", out var query) ? $"{{\"query\":{query.GetRawText()}}}" : request;
    }

    private static TimeSpan? Shrunk(TimeSpan? limit, int by) => limit >= TimeSpan.FromMilliseconds(500) ? limit / by : limit;
}
