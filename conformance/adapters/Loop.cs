using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeQuake.Adapters;

/// <summary>The adapter protocol for .NET: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.</summary>
internal static class Loop
{
    private static readonly Lock Gate = new();

    /// <summary>Answers hello with <paramref name="facts"/>, and each run with what <paramref name="perform"/> reports and returns as its end.</summary>
    internal static async Task ServeAsync(string facts, Func<JsonNode, Caller, Task<JsonObject>> perform)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if ((string)message["cmd"]! == "hello")
            {
                Say(JsonNode.Parse(facts)!.AsObject());
            }
            else if ((string)message["cmd"]! == "run")
            {
                _ = Task.Run(() => RunAsync(message, perform));
            }
        }
    }

    private static async Task RunAsync(JsonNode message, Func<JsonNode, Caller, Task<JsonObject>> perform)
    {
        var seq = (int)message["seq"]!;
        using var caller = new Caller(message["cancel"], (key, value) => Say(new JsonObject { ["seq"] = seq, [key] = value }));
        JsonObject end;
        try
        {
            end = await perform(message, caller);
        }
        catch (Exception e)
        {
            end = new JsonObject { ["errored"] = new JsonObject { ["message"] = e.Message, ["trace"] = e.ToString() } };
        }

        end["seq"] = seq;
        Say(end);
    }

    private static void Say(JsonObject answer)
    {
        lock (Gate)
        {
            Console.Out.WriteLine(answer.ToJsonString(JsonSerializerOptions.Default));
            Console.Out.Flush();
        }
    }
}
