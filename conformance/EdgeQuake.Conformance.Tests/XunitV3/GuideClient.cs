using System.Net.ServerSentEvents;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A client as a .NET SDK author writes one: HttpClient, the platform's parser, JsonDocument. The sample that the base class is shown with.</summary>
internal static class GuideClient
{
    public static ClientFacts Facts { get; } = new(
        "GuideClient", "1.0", "C#", null, ["edgequake.query.documented"], ["core", "llm", "eq"], ["break"], Parallel: 1, ClientPolicy.None, WayIn.InProcess);

    public static async Task<TranscriptEnd> AskAsync(RunRequest request, HttpClient http, Action<TranscriptItem> report, CancellationToken stop)
    {
        try
        {
            using var json = JsonDocument.Parse(request.Request);
            var query = json.RootElement.GetProperty("query").GetString()!;
            using var message = new HttpRequestMessage(HttpMethod.Get, $"{request.Url}?query={Uri.EscapeDataString(query)}");
            foreach (var header in request.Options.Headers)
                message.Headers.TryAddWithoutValidation(header.Name, header.Value);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!response.IsSuccessStatusCode)
                return End(Outcome.Failed, FailureKind.Http) with { Status = (int)response.StatusCode };
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                return End(Outcome.Failed, FailureKind.Protocol);
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            var shown = 0;
            await foreach (var e in SseParser.Create(body).EnumerateAsync(stop))
            {
                if (Frame(e.Data, Show) is { } end)
                    return end;
                if (request.Cancel is { How: CancelWay.Break } leaves && shown >= leaves.Token)
                    return End(Outcome.Cancelled, null);
            }

            return End(Outcome.Incomplete, null);

            void Show(TranscriptItem item)
            {
                shown += item is TranscriptItem.Token ? 1 : 0;
                report(item);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return End(Outcome.Failed, FailureKind.Network);
        }
        catch (JsonException)
        {
            return End(Outcome.Failed, FailureKind.Protocol);
        }
    }

    private static TranscriptEnd? Frame(string data, Action<TranscriptItem> report)
    {
        var now = Clock.Real.Now;
        if (!data.StartsWith('{'))
        {
            if (data.Length > 0)
                report(new TranscriptItem.Token(now, data));
            return null;
        }

        using var json = JsonDocument.Parse(data);
        switch (json.RootElement.GetProperty("type").GetString())
        {
            case "token":
                report(new TranscriptItem.Token(now, json.RootElement.GetProperty("chunk").GetString()!));
                return null;
            case "source":
                report(new TranscriptItem.Source(now, json.RootElement.GetProperty("source").GetString()!));
                return null;
            case "error":
                return End(Outcome.Failed, FailureKind.Server);
            default:
                return json.RootElement.GetProperty("type").ValueEquals("done") ? End(Outcome.Complete, null) : null;
        }
    }

    private static TranscriptEnd End(Outcome outcome, FailureKind? kind) => new(Clock.Real.Now, outcome, kind);
}
