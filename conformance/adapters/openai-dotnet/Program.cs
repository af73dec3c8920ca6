using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeQuake.Adapters;
using OpenAI;
using OpenAI.Chat;

// OpenAI (NuGet), the official client: ChatClient.CompleteChatStreamingAsync as its README shows it.
// README "Automatically retrying errors": up to three additional times with exponential backoff, on 408, 429, 500, 502, 503 and 504.
// ClientRetryPolicy (System.ClientModel): the first delay is 0.8 s, doubled each time; a network error is retried too.
await Loop.ServeAsync(
    $$"""
    {"name":"openai-dotnet","version":"{{typeof(OpenAIClient).Assembly.GetName().Version!.ToString(3)}}","language":"csharp","homepage":"https://github.com/openai/openai-dotnet",
     "apis":["openai.chat"],"profiles":["core","llm","oai","retry"],"capabilities":["post","cancel","idle-timeout","headers","turns","usage","finish","tool-calls"],"parallel":4,
     "policy":{"retries":3,"countsFirst":false,"base":"800ms","factor":2,"jitter":0,"retryOn":[408,429,500,502,503,504,"network"],
     "retryPost":true,"afterFirstToken":"never","timeout":"idle","malformed":"error"}
    }
    """,
    async (run, caller) =>
    {
        if ((string?)run["cancel"]?["at"] == "headers")
        {
            return new JsonObject { ["skipped"] = "the client has no moment at which only the response's head is there" };
        }

        var (settings, request) = (run["options"]!, run["request"]!);
        var options = new OpenAIClientOptions { Endpoint = new Uri((string)run["origin"]! + "/v1") };
        options.AddPolicy(new Headers(settings["headers"]!.AsObject()), PipelinePosition.PerCall);
        // Three is what it does by itself: then it keeps the policy that its users get.
        options.RetryPolicy = (int?)settings["retries"] is { } retries and not 3 ? new ClientRetryPolicy(retries) : null;
        options.NetworkTimeout = ((int?)settings["idleMs"] ?? (int?)settings["overallMs"]) is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
        var client = new ChatClient("gpt-4", new ApiKeyCredential("sk-test"), options);
        var (text, messages) = ("", new List<ChatMessage>());
        try
        {
            foreach (var turn in run["turns"]!.AsArray().Select(t => (string)t!).DefaultIfEmpty((string?)request["query"] ?? ""))
            {
                messages.Add(new UserChatMessage(turn));
                text = "";
                await foreach (var update in client.CompleteChatStreamingAsync(messages, cancellationToken: caller.Token))
                {
                    Report(update, caller);
                    text += string.Concat(update.ContentUpdate.Select(p => p.Text));
                }
                messages.Add(new AssistantChatMessage(text));
            }

            return new JsonObject { ["end"] = caller.Cancelled ? "cancelled" : "complete", ["text"] = text };
        }
        catch (Exception e)
        {
            var kind = e switch { ClientResultException { Status: > 0 } => "http", OperationCanceledException => "timeout", ClientResultException or HttpRequestException or IOException or AggregateException => "network", _ => "protocol" };
            return caller.Cancelled
                ? new JsonObject { ["end"] = "cancelled", ["text"] = text }
                : new JsonObject { ["end"] = "failed", ["kind"] = kind, ["status"] = (e as ClientResultException)?.Status, ["message"] = e.Message, ["text"] = text };
        }
    });

static void Report(StreamingChatCompletionUpdate update, Caller caller)
{
    caller.All("token", update.ContentUpdate.Where(p => !string.IsNullOrEmpty(p.Text)).Select(p => (JsonNode?)p.Text));
    caller.All("toolCall", update.ToolCallUpdates.Select(c => new JsonObject { ["index"] = c.Index, ["id"] = c.ToolCallId, ["name"] = c.FunctionName, ["arguments"] = c.FunctionArgumentsUpdate?.ToString() }));
#pragma warning disable CS0618 // The older function_call: deprecated, and still sent.
    caller.All("toolCall", update.FunctionCallUpdate is { } call ? [new JsonObject { ["index"] = 0, ["name"] = call.FunctionName, ["arguments"] = call.FunctionArgumentsUpdate?.ToString() }] : []);
#pragma warning restore CS0618
    caller.All("finish", update.FinishReason is { } reason ? [JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString())] : []);
    caller.All("usage", update.Usage is { } usage ? [JsonNode.Parse(ModelReaderWriter.Write(usage))] : []);
}
