// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace AskAsync by calls to your client. As it stands it is a small client of its own, on HttpClient, so that there is a verdict to begin with.
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;

const string Hello =
    """
    {"name":"NAME","version":"0","language":"csharp","apis":["edgequake.query.documented"],"profiles":["core","llm"],"capabilities":["headers","break"],"parallel":1,"policy":{"afterFirstToken":"never","timeout":"none","malformed":"skip"}}
    """;

// Without this, who leaves an answer in the middle waits two seconds for the rest of it before the connection is closed.
using var http = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });
while (await Console.In.ReadLineAsync() is { } line)
{
    var message = JsonNode.Parse(line)!;
    if ((string)message["cmd"]! == "hello")
    {
        Say(JsonNode.Parse(Hello)!.AsObject());
    }
    else if ((string)message["cmd"]! == "run")
    {
        var seq = (int)message["seq"]!;
        var end = await AskAsync(message, (key, value) => Say(new JsonObject { ["seq"] = seq, [key] = value }));
        end["seq"] = seq;
        Say(end);
    }
}

// Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter.
async Task<JsonObject> AskAsync(JsonNode run, Action<string, string> report)
{
    try
    {
        var address = $"{((string)run["url"]!).Split('?')[0]}?query={Uri.EscapeDataString((string)run["request"]!["query"]!)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in run["options"]!["headers"]!.AsObject())
        {
            request.Headers.TryAddWithoutValidation(name, (string)value!);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
        {
            return new JsonObject { ["end"] = "failed", ["kind"] = "http", ["status"] = (int)response.StatusCode };
        }

        var (tokens, leaveAfter) = (0, (int?)run["cancel"]?["n"]); // capability break: so many tokens, and the caller leaves the loop
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            var frame = Parsed(item.Data);
            switch ((string?)frame?["type"])
            {
                case null: report("malformed", item.Data); break;
                case "token":
                    report("token", (string)frame!["chunk"]!);
                    if (++tokens == leaveAfter)
                    {
                        return new JsonObject { ["end"] = "cancelled" };
                    }

                    break;
                case "done": return new JsonObject { ["end"] = "complete" };
                case "error": return new JsonObject { ["end"] = "failed", ["kind"] = "server", ["message"] = (string?)frame!["message"] };
            }
        }

        return new JsonObject { ["end"] = "incomplete" };
    }
    catch (Exception e)
    {
        return new JsonObject { ["end"] = "failed", ["kind"] = "network", ["message"] = e.Message };
    }
}

static JsonObject? Parsed(string data)
{
    try
    {
        return JsonNode.Parse(data) as JsonObject;
    }
    catch (JsonException)
    {
        return null;
    }
}

static void Say(JsonObject answer)
{
    Console.Out.WriteLine(answer.ToJsonString());
    Console.Out.Flush();
}
