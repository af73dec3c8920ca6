using System.ClientModel;
using System.ClientModel.Primitives;
using System.Reflection;
using System.Text.Json.Nodes;
using EdgeQuake.Adapters;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

// Microsoft.Extensions.AI (NuGet) over OpenAI: chatClient.AsIChatClient().GetStreamingResponseAsync as its README shows it.
// It adds no retry of its own: the policy is that of the client below, ClientRetryPolicy (System.ClientModel).
var version = typeof(OpenAIClientExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
await Loop.ServeAsync(
    $$"""
    {"name":"meai-openai","version":"{{version}}","language":"csharp","homepage":"https://github.com/dotnet/extensions",
     "apis":["openai.chat"],"profiles":["core","llm","oai","retry"],"capabilities":["post","cancel","idle-timeout","headers","turns","finish"],"parallel":4,
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
        using var client = new ChatClient("gpt-4", new ApiKeyCredential("sk-test"), options).AsIChatClient();
        var (text, messages) = ("", new List<Microsoft.Extensions.AI.ChatMessage>());
        try
        {
            foreach (var turn in run["turns"]!.AsArray().Select(t => (string)t!).DefaultIfEmpty((string?)request["query"] ?? ""))
            {
                messages.Add(new(ChatRole.User, turn));
                text = "";
                await foreach (var update in client.GetStreamingResponseAsync(messages, cancellationToken: caller.Token))
                {
                    caller.All("token", update.Text.Length > 0 ? [update.Text] : []);
                    caller.All("finish", update.FinishReason is { } reason ? [reason.Value] : []);
                    text += update.Text;
                }

                messages.Add(new(ChatRole.Assistant, text));
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
