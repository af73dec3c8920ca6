using EdgeQuake.FakeServer;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Runs a reference client against a script and keeps what it reported.</summary>
internal sealed class Asking(string api = "edgequake.query.documented")
{
    public List<TranscriptItem> Items { get; } = [];

    public ClientPolicy Policy { get; init; } = ReferenceClients.Answer.Facts.Policy with { Base = TimeSpan.FromMilliseconds(2), Jitter = 0 };

    public string Request { get; init; } = """{"query":"What is RAG?"}""";

    public IReadOnlyList<string> Turns { get; init; } = [];

    public RunOptions Options { get; init; } = new([], null, null, null, false, true);

    public CancelAt? Cancel { get; init; }

    public bool FallBack { get; init; }

    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    /// <summary>The items as short words, tokens in quotes: <c>"Edge" source:x restart:2</c>.</summary>
    public string Told => string.Join(' ', Items.Where(i => i is not TranscriptItem.Comment).Select(i => i switch
    {
        TranscriptItem.Token t => $"\"{t.Text}\"",
        TranscriptItem.Source s => $"source:{s.Id}",
        TranscriptItem.Thinking t => $"thinking:{t.Text}",
        TranscriptItem.Usage u => $"usage:{u.Json}",
        TranscriptItem.Finish f => $"finish:{f.Reason}",
        TranscriptItem.Malformed m => $"malformed:{m.Raw}",
        TranscriptItem.Restart r => $"restart:{r.Attempt}",
        TranscriptItem.Event e => $"{e.Type}:{e.Data}#{e.Id}",
        TranscriptItem.ToolCall c => $"call:{c.Index}:{c.Arguments}",
        _ => i.ToString(),
    }));

    public Task<TranscriptEnd> AnswerAsync(HttpMessageHandler handler) => Guarded(
        AnswerStream.RunAsync(Run(), handler, Policy, Items.Add, Clock.Real, Stop, FallBack));

    public Task<TranscriptEnd> EventsAsync(HttpMessageHandler handler) => Guarded(
        EventStream.RunAsync(Run(), handler, Policy, Items.Add, Clock.Real, Stop));

    private RunRequest Run()
    {
        var origin = new Uri("http://127.0.0.1:1");
        return new(1, "test", api, origin, new Uri(origin, Api.Find(api)!.Path), Request, Turns, Options, Cancel);
    }

    /// <summary>A hang guard, never a bound on speed.</summary>
    private static Task<TranscriptEnd> Guarded(Task<TranscriptEnd> run) => run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
