using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using EdgeQuake.Adapters;

// System.Net.ServerSentEvents.SseParser, the platform's own, over HttpClient as its documentation shows: a parser, so it neither retries nor times out.
// The standard's last event id is its LastEventId; an item's EventId is only what stood in that block.
using var http = new HttpClient();
await Loop.ServeAsync(
    $$"""
    {"name":"sse-parser-dotnet","version":"{{Environment.Version}}","language":"csharp","homepage":"https://learn.microsoft.com/dotnet/api/system.net.serversentevents.sseparser",
     "apis":["raw","edgequake.query"],"profiles":["core"],"capabilities":["post","cancel","headers","thinking","code"],"parallel":4,"policy":{"afterFirstToken":"never","timeout":"none","malformed":"error"}
    }
    """,
    async (run, caller) =>
    {
        try
        {
            var raw = (string)run["api"]! == "raw";
            using var response = await http.SendAsync(Request(run, raw), HttpCompletionOption.ResponseHeadersRead, caller.Token);
            caller.Headers();
            if (!response.IsSuccessStatusCode)
                return End("failed", "http", await response.Content.ReadAsStringAsync(caller.Token), (int)response.StatusCode);
            var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(caller.Token));
            await foreach (var item in parser.EnumerateAsync(caller.Token))
            {
                if (raw)
                    caller.Report("event", new JsonObject { ["type"] = item.EventType, ["data"] = item.Data, ["id"] = parser.LastEventId is { Length: > 0 } id ? id : null });
                else if (Frame(item.Data.StartsWith('{') ? JsonNode.Parse(item.Data)! : new JsonObject { ["type"] = "token", ["content"] = item.Data }, caller) is { } end)
                    return end;
            }

            return End(raw ? "complete" : "incomplete");
        }
        catch (Exception e)
        {
            return caller.Cancelled ? End("cancelled") : End("failed", e is System.Text.Json.JsonException ? "protocol" : "network", e.Message);
        }
    });

static HttpRequestMessage Request(JsonNode run, bool raw)
{
    var request = new HttpRequestMessage(raw ? HttpMethod.Get : HttpMethod.Post, (string)run["url"]!) { Headers = { { "Accept", "text/event-stream" } } };
    request.Content = raw ? null : new StringContent(run["request"]!.ToJsonString(), Encoding.UTF8, "application/json");
    run["options"]!["headers"]!.AsObject().ToList().ForEach(h => request.Headers.TryAddWithoutValidation(h.Key, (string)h.Value!));
    return request;
}

// The protocol on top is this file's own few lines: what one frame brings, or the end that it is.
static JsonObject? Frame(JsonNode frame, Caller caller)
{
    var type = (string?)frame["type"];
    caller.All("source", type == "context" ? frame["sources"]!.AsArray().Select(s => (JsonNode?)(string?)s!["id"]) : []);
    caller.All(type ?? "", type is "token" or "thinking" ? [(string?)frame["content"] ?? ""] : []);
    return type switch { "done" => End("complete"), "error" => End("failed", "server", (string?)frame["message"], null, (string?)frame["code"]), _ => null };
}

static JsonObject End(string end, string? kind = null, string? message = null, int? status = null, string? code = null) =>
    new() { ["end"] = end, ["kind"] = kind, ["message"] = message, ["status"] = status, ["code"] = code };
