using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The mistakes that adapters really make: ten small broken ones, and the sentence by which doctor names each.</summary>
public sealed class BrokenAdapterTests
{
    /// <summary>A right adapter over curl, so that each line below is one change to it.</summary>
    private const string Hello = """{"name":"sh","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"capabilities":[],"parallel":1}""";

    private const string Ask = """
        while read -r line; do
        seq=${line#*\"seq\":}; seq=${seq%%,*}; url=${line#*\"url\":\"}; url=${url%%\"*}
        say() { echo "{\"seq\":$seq,$1}"; }
        """;

    private const string Right = """
        body=$(curl -sNf "$url"); code=$?
        echo "$body" | sed -n 's/^data: //p' | while read -r piece; do say "\"event\":{\"data\":\"$piece\"}"; done
        if [ $code = 0 ]; then say '"end":"complete"'; else say '"end":"failed","kind":"network"'; fi
        """;

    [Fact]
    public async Task The_right_one_is_well() => (await MistakeAsync(Hello, Right)).Should().BeNull();

    [Theory]
    [InlineData("prints to stdout", "echo 'asking now'; " + Right, "stdout carries a line that is not JSON: 'asking now'; print one JSON object a line there and everything else on stderr")]
    [InlineData("wrong JSON", "echo '{\"seq\":1,token:x}'", "stdout carries a line that is not JSON")]
    [InlineData("another run's seq", "seq=99; " + Right, "answers seq 99, which is not in flight; expected the seq of a run that has not ended")]
    [InlineData("never ends", "curl -sN \"$url\" >/dev/null", "the adapter never said how doctor/connects ended")]
    [InlineData("exits early", "curl -sN \"$url\" >/dev/null; echo 'boom' >&2; exit 5", "ended with exit code 5 in the middle of a run; its last word on stderr: boom")]
    [InlineData("ignores the address", "url=http://127.0.0.1:9/; " + Right, "the client never sent a request: it was asked to call /stream")]
    [InlineData("answers without asking", "say '\"end\":\"complete\"'", "the client never sent a request: it was asked to call /stream")]
    [InlineData("reports nothing of the text", "curl -sN \"$url\" >/dev/null; say '\"end\":\"complete\"'", "the server answered \"EdgeQuake\" and the adapter reported \"\": report each piece as it comes, or the text with the end")]
    [InlineData("says complete whatever happened", "curl -sN \"$url\" | sed -n 's/^data: //p' | while read -r piece; do say \"\\\"event\\\":{\\\"data\\\":\\\"$piece\\\"}\"; done; say '\"end\":\"complete\"'", "a status of 400 was reported as complete")]
    [InlineData("an unknown word as its end", "curl -sN \"$url\" >/dev/null; say '\"end\":\"completed\"'", "end: unknown word 'completed'; expected complete, incomplete, cancelled, failed; did you mean 'complete'?")]
    [InlineData("two things in one line", "say '\"token\":\"a\",\"source\":\"b\"'", "expected exactly one of")]
    public async Task Doctor_names_the_mistake(string mistake, string run, string sentence) =>
        (await MistakeAsync(Hello, run)).Should().Contain(sentence, "the adapter's mistake is that it {0}", mistake);

    [Theory]
    [InlineData("a wrong word for its api", """{"name":"sh","version":"1","language":"sh","apis":["openai.caht"],"profiles":["core"]}""", "apis[0]: unknown word 'openai.caht'")]
    [InlineData("a log line before hello", "listening on stdin", "answers hello with 'listening on stdin'; expected one JSON object")]
    public async Task So_is_a_hello_that_is_none(string mistake, string hello, string sentence) =>
        (await MistakeAsync(hello, Right)).Should().Contain(sentence, "its mistake is {0}", mistake);

    private static async Task<string?> MistakeAsync(string hello, string run)
    {
        var command = ShellAdapter.Command($"read -r line; echo '{hello}'\n{Ask}\n{run}\ndone");
        var (client, problem) = await StdioClient.StartAsync(command, cancellation: TestContext.Current.CancellationToken);
        if (client is null)
            return $"{problem}";
        await using (client)
            return (await Doctor.CheckAsync(client, new RunnerOptions { ConnectGuard = TimeSpan.FromSeconds(3) }, TestContext.Current.CancellationToken)).Mistake;
    }
}
