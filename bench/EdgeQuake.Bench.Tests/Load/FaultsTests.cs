using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>One stream in a hundred each is truncated, errs, has an unreadable frame, says its text twice or stalls: all are found, by stream, and no other is.</summary>
public sealed class FaultsTests
{
    private const int Streams = 10_000;

    [Fact]
    public async Task Of_ten_thousand_streams_every_fault_is_found_and_nothing_else()
    {
        // An answer is one write: a write a token would cost this test five times the processor time and show nothing more.
        var playing = new FakeServerOptions { Lane = LaneKind.Memory, Mix = BuiltInMixes.All["faults-one-percent"], JournalWrites = false, Cell = new Cell(new WriteMode(WriteKind.Whole)) };
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, playing, TestContext.Current.CancellationToken);
        var options = new LoadOptions { ClockProbe = false, Handler = server.CreateHandler, Touch = (request, number) => request.Headers.Add("x-stream", $"{number}") };

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = 128, Count = Streams, NoProbe = true, WarmUp = TimeSpan.Zero }, options, Scenarios.Guard(TestContext.Current.CancellationToken, TimeSpan.FromMinutes(5)));

        (await server.SettleAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        var played = server.Journal.ToDictionary(e => int.Parse(e.Facts.Header("x-stream")!), e => e.Scenario);
        played.Should().HaveCount(Streams, "every stream was asked once");
        run.Streams.Should().HaveCount(Streams);
        run.Streams.Where(s => s.Class != Expected(played[s.Number])).Select(s => $"{s.Number}: {played[s.Number]} was called {s.Class}, {s.Message}").Should().BeEmpty();

        // What the journal counts is what every report shows, and the draws are those of the seed.
        var truth = played.Values.GroupBy(Expected).ToDictionary(g => g.Key, g => g.Count());
        truth.Keys.Should().BeEquivalentTo([StreamClass.Complete, StreamClass.Truncated, StreamClass.Duplicated, StreamClass.Timeout, StreamClass.Protocol, StreamClass.Server]);
        run.Summary.Classes.ToDictionary(c => c.Class, c => c.Streams).Should().BeEquivalentTo(truth);
        truth.Should().BeEquivalentTo(Enumerable.Range(0, Streams).Select(n => Expected(BuiltInMixes.All["faults-one-percent"].Choose(n)!)).GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count()));
        truth.Where(t => t.Key != StreamClass.Complete).Should().OnlyContain(t => t.Value > 60 && t.Value < 140, "one in a hundred, give or take four standard deviations");
        foreach (var report in new[] { LoadConsole.Table(run), LoadMarkdown.Render(run), RunJson.Write(run) })
        {
            report.Should().Contain("truncated").And.Contain("duplicated").And.Contain("timeout").And.Contain("protocol").And.Contain("server");
        }
    }

    private static StreamClass Expected(string scenario) => scenario.Split('/')[1].Split('-')[0] switch
    {
        "whole" => StreamClass.Complete,
        "truncated" => StreamClass.Truncated,
        "error" => StreamClass.Server,
        "malformed" => StreamClass.Protocol,
        "duplicated" => StreamClass.Duplicated,
        "stalled" => StreamClass.Timeout,
        var other => throw new InvalidOperationException(other),
    };
}
