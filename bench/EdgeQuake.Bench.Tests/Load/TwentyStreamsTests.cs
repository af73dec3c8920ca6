using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Twenty streams that load tools measure wrongly (fakeserver/scenarios/twenty-streams.yaml): class, text, count of tokens and times of each are right. 20 of 20.</summary>
public sealed class TwentyStreamsTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    /// <param name="Characters">Of the answer: what was read of its text.</param>
    /// <param name="FirstToken">Least milliseconds from the start to the first token: earlier would be something else than a token.</param>
    /// <param name="Linger">Milliseconds that the server keeps the body open after the end mark: the answer's time has none of it.</param>
    private sealed record Row(StreamClass Class, int Tokens, int Characters, int FirstToken = 0, int FirstAnswer = 0, int Linger = 0, int? Usage = null);

    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["twenty/01-baseline"] = new(StreamClass.Complete, 3, 15),
        ["twenty/02-role-chunk-first"] = new(StreamClass.Complete, 3, 15, FirstToken: 500),
        ["twenty/03-comment-ping"] = new(StreamClass.Complete, 3, 15),
        ["twenty/04-no-space"] = new(StreamClass.Complete, 2, 11),
        ["twenty/05-crlf"] = new(StreamClass.Complete, 3, 15),
        ["twenty/06-crlf-one-read"] = new(StreamClass.Complete, 3, 15),
        ["twenty/07-cr"] = new(StreamClass.Complete, 3, 15),
        ["twenty/08-read-ends-at-a-space"] = new(StreamClass.Complete, 1, 15, FirstToken: 20),
        ["twenty/09-read-ends-in-a-character"] = new(StreamClass.Complete, 3, 12),
        ["twenty/10-line-separators-in-json"] = new(StreamClass.Complete, 3, 15),
        ["twenty/11-several-data-lines"] = new(StreamClass.Complete, 2, 11),
        ["twenty/12-fields-before-data"] = new(StreamClass.Complete, 2, 11),
        ["twenty/13-error-in-band"] = new(StreamClass.Server, 2, 9),
        ["twenty/14-cut"] = new(StreamClass.Truncated, 2, 9),
        ["twenty/15-byte-order-mark"] = new(StreamClass.Complete, 3, 15),
        ["twenty/16-reasoning-first"] = new(StreamClass.Complete, 3, 15, FirstAnswer: 300),
        ["twenty/17-usage-in-the-last-choice"] = new(StreamClass.Complete, 3, 15, Usage: 3),
        ["twenty/18-four-tokens-in-a-chunk"] = new(StreamClass.Complete, 1, 20, Usage: 4),
        ["twenty/19-ping-event"] = new(StreamClass.Complete, 3, 15),
        ["twenty/20-lingers"] = new(StreamClass.Complete, 3, 15, Linger: 600),
    };

    [Fact]
    public void There_are_twenty() => BuiltInScenarios.All.Where(s => s.Id.StartsWith("twenty/", StringComparison.Ordinal)).Select(s => s.Id).Should().Equal(Rows.Keys).And.HaveCount(20);

    public static TheoryData<string> Ids { get; } = new(Rows.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_is_measured_right(string id)
    {
        var row = Rows[id];
        await using var server = await FakeSseServer.FromBuiltInAsync(id);
        TimeSpan zero = default;
        var options = new LoadOptions { ClockProbe = false, Zero = at => zero = at };

        var run = await Scenarios.LoadAsync(
            server, p => p with { Protocol = Protocol.OpenaiChat, Concurrency = 1, Count = 1, NoProbe = true, WarmUp = TimeSpan.Zero }, options, Scenarios.Guard(TestContext.Current.CancellationToken));

        var stream = run.Streams.Should().ContainSingle().Subject;
        (stream.Class, stream.Tokens.Count, stream.Tokens.Sum(t => t.Characters), stream.UsageTokens).Should().Be((row.Class, row.Tokens, row.Characters, row.Usage));
        stream.Malformed.Should().Be(0);

        // The server's clock is ours: the last token's stamp is not before the server sent it, and the first is after the wait that its script asks for.
        await server.SettleAsync(TimeSpan.FromSeconds(30));
        var sent = server.Journal.Should().ContainSingle().Subject.Writes.Where(w => w.Tokens > 0).Select(w => w.Sent).DefaultIfEmpty().Last();
        (zero + stream.LastToken!.Value).Should().BeGreaterThanOrEqualTo(sent);
        stream.FirstToken!.Value.Should().BeGreaterThanOrEqualTo(stream.Started + TimeSpan.FromMilliseconds(row.FirstToken) - Tolerance);
        if (row.FirstAnswer > 0)
        {
            stream.FirstAnswer!.Value.Should().BeGreaterThanOrEqualTo(stream.Started + TimeSpan.FromMilliseconds(row.FirstAnswer) - Tolerance);
            stream.FirstToken.Should().BeLessThan(stream.FirstAnswer.Value, "the reasoning was a token already");
        }

        if (row.Linger > 0)
        {
            // The mark's own stamp may be late on a busy machine, so what lies between is less than the script's wait.
            stream.End.Should().BeGreaterThanOrEqualTo(stream.Started + TimeSpan.FromMilliseconds(row.Linger) - Tolerance);
            StreamMetrics.Of(stream)["linger"].Should().BeGreaterThan(row.Linger / 3);
        }
    }
}
