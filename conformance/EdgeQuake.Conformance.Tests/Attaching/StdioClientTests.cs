using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The stdio protocol as a well-behaved adapter speaks it.</summary>
public sealed class StdioClientTests
{
    private const string Seq = "seq=${line#*\\\"seq\\\":}; seq=${seq%%,*}";

    [Fact]
    public async Task Hello_becomes_the_facts_of_the_client()
    {
        await using var client = await ShellAdapter.StartAsync("cat >/dev/null");

        client.Facts.Name.Should().Be("sh");
        client.Facts.Parallel.Should().Be(4);
        client.Facts.Way.Should().Be(WayIn.Stdio);
        client.Facts.Policy.Should().BeEquivalentTo(new ClientPolicy(
            2, Base: TimeSpan.FromMilliseconds(500), Cap: TimeSpan.FromSeconds(8), Jitter: 0.25, RetryOn: ["429", "5xx", "network"], Timeout: "idle"));
    }

    [Fact]
    public async Task Everything_reported_is_kept_in_order_and_handed_on_at_once()
    {
        await using var client = await ShellAdapter.StartAsync(
            """
            read -r line
            cat <<'END'
            {"seq":7,"event":{"type":"x","data":"d","id":null}}
            {"seq":7,"token":"Edge \ud83e\udd80 \ud800 \\u0041"}
            END
            echo '{"seq":7,"source":"s"}'
            echo '{"seq":7,"usage":{"n":1}}'
            echo '{"seq":7,"toolCall":{"index":1,"id":"i","name":"f","arguments":"{}"}}'
            echo '{"seq":7,"restart":2}'
            echo '{"seq":7,"end":"failed","kind":"http","status":503,"code":"C","message":"m","text":"t","attempts":2,"retryAfterMs":7000}'
            cat >/dev/null
            """);
        var reported = new List<TranscriptItem>();

        var transcript = await client.RunAsync(ShellAdapter.Run(7), reported.Add, TestContext.Current.CancellationToken);

        transcript.Items.Should().Equal(reported);
        transcript.Items.Select(i => i with { At = default }).Should().Equal(
            new TranscriptItem.Event(default, "x", "d", null), new TranscriptItem.Token(default, "Edge 🦀 \ud800 \\u0041"), new TranscriptItem.Source(default, "s"),
            new TranscriptItem.Usage(default, """{"n":1}"""), new TranscriptItem.ToolCall(default, 1, "i", "f", "{}"), new TranscriptItem.Restart(default, 2));
        (transcript.End! with { At = default }).Should().Be(
            new TranscriptEnd(default, Outcome.Failed, FailureKind.Http, 503, "C", "m", "t", 2, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public async Task The_run_message_carries_all_that_the_design_names()
    {
        await using var client = await ShellAdapter.StartAsync("""read -r line; printf '{"seq":3,"token":%s}\n' "$(printf '%s' "$line" | sed 's/["\\]/\\&/g; s/^/"/; s/$/"/')"; echo '{"seq":3,"end":"complete"}'; cat >/dev/null""");

        var transcript = await client.RunAsync(3, new CancelAt(CancelMoment.After, After: TimeSpan.FromMilliseconds(300)));

        transcript.Items.Should().ContainSingle().Which.Should().BeOfType<TranscriptItem.Token>().Which.Text.Should().Be(
            """{"cmd":"run","seq":3,"case":"case/3","api":"raw","origin":"http://127.0.0.1:41873","url":"http://127.0.0.1:41873/raw?query=a%20b","request":{"query":"What is RAG?"},"turns":["one","two"],"options":{"headers":{"x-trace":"abc"},"retries":2,"idleMs":500,"overallMs":null,"limitBytes":null,"resume":false,"keep":true},"cancel":{"at":"after","n":null,"ms":300}}""");
    }

    [Fact]
    public async Task Answers_of_parallel_runs_may_come_in_any_order()
    {
        await using var client = await ShellAdapter.StartAsync(
            """
            read -r line; read -r line; read -r line
            for s in 3 1 2; do echo "{\"seq\":$s,\"token\":\"t$s\"}"; done
            for s in 2 3 1; do echo "{\"seq\":$s,\"end\":\"complete\"}"; done
            cat >/dev/null
            """);

        var all = await Task.WhenAll(client.RunAsync(1), client.RunAsync(2), client.RunAsync(3));

        all.Select(t => ((TranscriptItem.Token)t.Items.Single()).Text).Should().Equal("t1", "t2", "t3");
        all.Should().OnlyContain(t => t.End!.Outcome == Outcome.Complete);
    }

    [Fact]
    public async Task Cancel_is_sent_after_the_token_that_the_case_names_where_only_the_message_can_do_it()
    {
        await using var client = await ShellAdapter.StartAsync(
            """
            read -r line
            echo '{"seq":1,"token":"a"}'; echo '{"seq":1,"token":"b"}'
            read -r line
            case "$line" in '{"cmd":"cancel","seq":1}') echo '{"seq":1,"end":"cancelled","text":"ab"}';; esac
            cat >/dev/null
            """);

        var transcript = await client.RunAsync(1, new CancelAt(CancelMoment.Token, 2));

        transcript.End!.Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task Skipped_and_errored_are_not_ends_of_the_client()
    {
        await using var client = await ShellAdapter.StartAsync(
            """
            read -r line; echo '{"seq":1,"skipped":"no such feature","issue":"https://example.org/1"}'
            read -r line; echo '{"seq":2,"errored":{"message":"my bug","trace":"at x"}}'
            cat >/dev/null
            """);

        (await client.RunAsync(1)).Should().BeEquivalentTo(new Transcript([], null, Skipped: "no such feature (https://example.org/1)"));
        (await client.RunAsync(2)).Errored.Should().Be("my bug\nat x");
    }

    [Fact]
    public async Task An_adapter_that_leaves_at_the_end_of_input_has_no_problems()
    {
        var client = await ShellAdapter.StartAsync($$"""while read -r line; do {{Seq}}; echo "{\"seq\":$seq,\"end\":\"complete\"}"; done""");
        await client.RunAsync(1);
        await client.DisposeAsync();

        client.Problems.Should().BeEmpty();
    }
}
