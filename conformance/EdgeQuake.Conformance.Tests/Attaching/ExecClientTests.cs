using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The plain command: stdout is the text as it comes, the exit code is the end.</summary>
public sealed class ExecClientTests
{
    [Fact]
    public async Task Stdout_is_the_text_and_exit_zero_is_complete()
    {
        var transcript = await Client("sh -c 'printf \"%s|%s|%s\" \"$0\" \"$1\" \"$2\"' {url} {origin} {query}").RunAsync(1);

        Text(transcript).Should().Be("http://127.0.0.1:41873/raw?query=a%20b|http://127.0.0.1:41873|What is RAG?");
        transcript.End!.Outcome.Should().Be(Outcome.Complete);
    }

    [Fact]
    public async Task Another_exit_code_is_failed_with_the_last_word_of_stderr()
    {
        var transcript = await Client("sh -c 'printf Edge; echo oops >&2; exit 7' {url}").RunAsync(1);

        Text(transcript).Should().Be("Edge");
        transcript.End!.Outcome.Should().Be(Outcome.Failed);
        transcript.End.Message.Should().Be("exit code 7: oops");
    }

    [Fact]
    public async Task Pieces_are_reported_before_the_command_ends()
    {
        // The second piece is only printed when the first was reported: a file is the gate.
        var gate = Path.Combine(Path.GetTempPath(), $"edgequake-test-{Guid.NewGuid():N}");
        var client = Client($"sh -c 'printf \"\\342\\202\"; printf \"\\254 a\"; while [ ! -e {gate} ]; do sleep 0.02; done; printf b' {{url}}");
        try
        {
            var transcript = await client.RunAsync(
                ShellAdapter.Run(1), item => { if (((TranscriptItem.Token)item).Text.EndsWith('a')) { File.WriteAllText(gate, ""); } }, TestContext.Current.CancellationToken);

            Text(transcript).Should().Be("€ ab");
            transcript.Items.Count.Should().BeGreaterThan(1);
        }
        finally
        {
            File.Delete(gate);
        }
    }

    [Fact]
    public async Task The_file_is_the_text_where_the_command_writes_one()
    {
        var transcript = await Client("sh -c 'echo busy; printf answer > \"$0\"' {out} {url}").RunAsync(1);

        Text(transcript).Should().Be("answer");
    }

    [Fact]
    public async Task A_file_is_told_of_as_it_grows_and_kept_when_the_command_fails()
    {
        // The second piece is only written when the first was told: a file of its own is the gate.
        var gate = Path.Combine(Path.GetTempPath(), $"edgequake-test-{Guid.NewGuid():N}");
        var client = Client($"sh -c 'echo busy; printf \"\\342\\202\" > \"$0\"; printf \"\\254 a\" >> \"$0\"; while [ ! -e {gate} ]; do sleep 0.02; done; printf b >> \"$0\"; exit 4' {{out}} {{url}}");
        var told = "";
        try
        {
            var transcript = await client.RunAsync(
                ShellAdapter.Run(1), item => { if ((told += ((TranscriptItem.Token)item).Text).EndsWith('a')) { File.WriteAllText(gate, ""); } }, TestContext.Current.CancellationToken);

            Text(transcript).Should().Be("€ ab");
            told.Should().StartWith("€ a");
            transcript.End!.Outcome.Should().Be(Outcome.Failed);
        }
        finally
        {
            File.Delete(gate);
        }
    }

    [Fact]
    public async Task The_hang_guard_kills_it_and_keeps_what_was_seen()
    {
        using var guard = new CancellationTokenSource();
        var transcript = await Client("sh -c 'printf a; exec sleep 600' {url}").RunAsync(ShellAdapter.Run(1), _ => guard.Cancel(), guard.Token);

        transcript.Hung.Should().BeTrue();
        Text(transcript).Should().Be("a");
    }

    [Fact]
    public async Task A_cancel_of_the_case_stops_it()
    {
        var transcript = await Client("sh -c 'printf a; exec sleep 600' {url}").RunAsync(1, new CancelAt(CancelMoment.Token, 1));

        transcript.End!.Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task Where_its_reader_goes_away_the_command_has_a_broken_pipe()
    {
        // What it writes on stderr cannot be lost: the shell's own words, and the exit code of its printf.
        var transcript = await Client("sh -c 'trap \"\" PIPE; printf a; while printf b 2>/dev/null; do sleep 0.02; done; exit 9' {url}").RunAsync(1, new CancelAt(CancelMoment.StdoutClosed));

        transcript.End!.Message.Should().StartWith("exit code 9");
    }

    [Theory]
    [InlineData("curl -sN", "names neither {url} nor {origin}")]
    [InlineData("curl {urll} {url}", "unknown placeholder {urll}; expected {url}, {origin}, {query}, {out}; did you mean '{url}'?")]
    [InlineData("curl '{url}", "open ' quote")]
    public void A_wrong_command_is_named(string line, string says) =>
        ExecClient.Create(line).Problem!.What.Should().Contain(says);

    [Fact]
    public async Task A_program_that_does_not_exist_breaks_the_run()
    {
        var (client, _) = ExecClient.Create("no-such-program-at-all {url}");

        (await client!.RunAsync(1)).Errored.Should().StartWith("cannot run 'no-such-program-at-all ");
    }

    private static AttachedClient Client(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        return ExecClient.Create(line).Client!;
    }

    private static string Text(Transcript transcript) => string.Concat(transcript.Items.Cast<TranscriptItem.Token>().Select(t => t.Text));
}
