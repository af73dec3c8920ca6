using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Every mistake of an adapter is one clear line that names it, and costs only the runs in flight.</summary>
public sealed class BadAdapterTests
{
    private const string Answers = """while read -r line; do seq=${line#*\"seq\":}; seq=${seq%%,*}; echo "{\"seq\":$seq,\"end\":\"complete\"}"; done""";

    [Fact]
    public async Task A_program_that_does_not_exist()
    {
        var problem = await ShellAdapter.RefusedAsync(new AdapterCommand("no-such-program-at-all", ["x"]));

        problem.Fault.Should().Be(AttachFault.NotStarted);
        problem.ToString().Should().StartWith("cannot start 'no-such-program-at-all x': ").And.NotContain("\n");
    }

    [Fact]
    public async Task Rubbish_instead_of_hello()
    {
        var problem = await ShellAdapter.RefusedAsync(ShellAdapter.Command("read -r line; echo 'Server ready!'; cat >/dev/null"));

        problem.Fault.Should().Be(AttachFault.BadHello);
        problem.What.Should().Contain("answers hello with 'Server ready!'; expected one JSON object").And.Contain("print everything else on stderr");
    }

    [Fact]
    public async Task Death_before_hello_names_the_exit_code_and_the_last_word()
    {
        var problem = await ShellAdapter.RefusedAsync(ShellAdapter.Command("echo 'no module named x' >&2; exit 3"));

        problem.ToString().Should().EndWith("ended with exit code 3 before it answered hello; its last word on stderr: no module named x");
    }

    [Fact]
    public async Task Silence_instead_of_hello()
    {
        var problem = await ShellAdapter.RefusedAsync(ShellAdapter.Command("cat >/dev/null"), TimeSpan.FromMilliseconds(200));

        problem.Fault.Should().Be(AttachFault.NoHello);
        problem.What.Should().Contain("did not answer hello within 0.2 s");
    }

    [Theory]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["openai.chta"],"profiles":["core"]}""", "apis[0]: unknown word 'openai.chta'", "did you mean 'openai.chat'?")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["cor"]}""", "profiles[0]: unknown word 'cor'", "did you mean 'core'?")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"capabilities":["cancle"]}""", "capabilities[0]: unknown word 'cancle'", "did you mean 'cancel'?")]
    [InlineData("""{"version":"1","language":"sh","apis":["raw"],"profiles":["core"]}""", "name: missing; expected a text", "answers hello wrongly")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":[],"profiles":["core"]}""", "apis: is empty", "answers hello wrongly")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"paralell":2}""", "unknown key 'paralell'", "did you mean 'parallel'?")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"parallel":0}""", "parallel: is 0; expected a whole number of 1 or more", "answers hello wrongly")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"policy":{"base":"5 parsecs"}}""", "policy.base: is \"5 parsecs\"; expected a duration", "answers hello wrongly")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"policy":{"malformed":"skp"}}""", "policy.malformed: unknown word 'skp'", "did you mean 'skip'?")]
    [InlineData("""{"name":"x","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"policy":{"retryOn":["5yx"]}}""", "policy.retryOn[0]: is \"5yx\"; expected a status", "answers hello wrongly")]
    public async Task A_hello_with_a_wrong_word_names_it_and_the_nearest(string hello, string says, string hint)
    {
        var problem = await ShellAdapter.RefusedAsync(ShellAdapter.Command($"read -r line; echo '{hello}'; cat >/dev/null"));

        problem.Fault.Should().Be(AttachFault.BadHello);
        problem.What.Should().Contain(says).And.Contain(hint);
    }

    [Theory]
    [InlineData("Done!", "stdout carries a line that is not JSON: 'Done!'")]
    [InlineData("42", "stdout carries a line that is no JSON object: '42'")]
    [InlineData("""{"token":"x"}""", "an answer without \"seq\"")]
    [InlineData("""{"seq":9,"token":"x"}""", "answers seq 9, which is not in flight")]
    [InlineData("""{"seq":1,"tokne":"x"}""", "run 1: unknown key 'tokne'")]
    [InlineData("""{"seq":1,"token":5}""", "run 1: token is 5; expected a text")]
    [InlineData("""{"seq":1,"token":"a","source":"b"}""", "expected exactly one of")]
    [InlineData("""{"seq":1}""", "found none")]
    [InlineData("""{"seq":1,"end":"completed"}""", "end: unknown word 'completed'; expected complete, incomplete, cancelled, failed; did you mean 'complete'?")]
    [InlineData("""{"seq":1,"end":"failed","kind":"netwrk"}""", "did you mean 'network'?")]
    [InlineData("""{"seq":1,"event":{"data":"x","retry":5}}""", "run 1: unknown key 'retry'; expected type, data, id")]
    public async Task A_wrong_answer_breaks_the_run_in_flight_and_no_other(string answer, string says)
    {
        var mark = Path.Combine(Path.GetTempPath(), $"edgequake-test-{Guid.NewGuid():N}");
        await using var client = await ShellAdapter.StartAsync($"if [ ! -e {mark} ]; then touch {mark}; read -r line; echo '{answer}'; fi; {Answers}");
        try
        {
            var broken = await client.RunAsync(1);
            var next = await client.RunAsync(2);

            broken.End.Should().BeNull();
            broken.Errored.Should().Contain(says);
            next.End!.Outcome.Should().Be(Outcome.Complete, "the adapter is started again");
            client.Problems.Should().ContainSingle().Which.What.Should().Contain(says);
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task A_crash_is_blamed_on_the_run_in_flight_and_the_rest_goes_on()
    {
        await using var client = await ShellAdapter.StartAsync("""read -r line; case "$line" in *'"seq":1,'*) echo '{"seq":1,"token":"a"}'; echo 'boom' >&2; exit 134;; *) echo '{"seq":2,"end":"complete"}'; cat >/dev/null;; esac""");

        var crashed = await client.RunAsync(1);
        var next = await client.RunAsync(2);

        crashed.Items.Should().ContainSingle();
        crashed.Errored.Should().EndWith("ended with exit code 134 in the middle of a run; its last word on stderr: boom");
        next.End!.Outcome.Should().Be(Outcome.Complete);
    }

    [Fact]
    public async Task A_listener_that_throws_ends_the_run_and_does_not_hang_it()
    {
        await using var client = await ShellAdapter.StartAsync("""read -r line; echo '{"seq":1,"token":"a"}'; cat >/dev/null""");

        var broken = await client.RunAsync(ShellAdapter.Run(1), _ => throw new InvalidOperationException("our defect"), TestContext.Current.CancellationToken);

        broken.Errored.Should().Contain("broke in the middle of a run: our defect");
    }

    [Fact]
    public async Task A_hung_run_keeps_what_was_seen_and_the_next_run_gets_a_fresh_adapter()
    {
        await using var client = await ShellAdapter.StartAsync("""read -r line; case "$line" in *'"seq":1,'*) echo '{"seq":1,"token":"a"}'; cat >/dev/null;; *) echo '{"seq":2,"end":"complete"}'; cat >/dev/null;; esac""");
        using var guard = new CancellationTokenSource();

        var hung = await client.RunAsync(ShellAdapter.Run(1), _ => guard.Cancel(), guard.Token);
        var next = await client.RunAsync(2);

        hung.Hung.Should().BeTrue();
        hung.Items.Should().ContainSingle();
        next.End!.Outcome.Should().Be(Outcome.Complete);
        client.Problems.Should().BeEmpty("a hang is the client's, not the adapter's");
    }

    [Fact]
    public async Task An_adapter_that_stays_after_the_end_of_input_is_killed_and_named()
    {
        var client = await ShellAdapter.StartAsync("exec sleep 600");
        await client.DisposeAsync();

        client.Problems.Should().ContainSingle().Which.Fault.Should().Be(AttachFault.Lingers);
    }
}
