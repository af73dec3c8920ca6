using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A load mix: scenarios by weight, by a hash that repeats, and a limit with its answer, as raw clients see them.</summary>
public sealed class MixedServeTests
{
    private const string Two = "- { scenario: happy, protocol: sse, steps: [ { token: good } ] }\n- { scenario: cut, protocol: sse, steps: [ { token: bad }, { fin: } ] }\n";

    [Fact]
    public async Task Each_request_is_a_stream_and_its_scenario_is_a_hash_of_seed_and_number()
    {
        var mix = Mix("mix: [ { use: happy, weight: 3 }, { use: cut } ]\nseed: 7");
        await using var server = await FakeSseServer.StartAsync(ScenarioFile.Parse(Two, "two.yaml").Scenarios, new FakeServerOptions { Mix = mix }, cancellation: TestContext.Current.CancellationToken);
        var seen = Enumerable.Range(0, 40).Select(_ => Ask(server)).ToList();
        seen.Should().Equal(Enumerable.Range(0, 40).Select(n => mix.Choose(n) == "happy" ? "data: good\n\n" : "data: bad\n\n"));
        seen.Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void Weights_hold_over_many_streams_and_repeat()
    {
        var mix = Mix("mix: [ { use: happy, weight: 97 }, { use: cut, weight: 3 } ]");
        var chosen = Enumerable.Range(0, 10_000).Select(n => mix.Choose(n)).ToArray();
        chosen.Count(c => c == "cut").Should().BeInRange(240, 360, "3 in a hundred of 10 000, give or take 3.5 standard deviations");
        Enumerable.Range(0, 10_000).Reverse().Select(n => mix.Choose(n)).Reverse().Should().Equal(chosen);
        Enumerable.Range(0, 100).Select(n => mix.Choose(n, 2)).Should().NotEqual(chosen.Take(100));
    }

    [Fact]
    public async Task Beyond_the_limit_comes_its_answer_and_the_journal_says_so()
    {
        // A minute a request: what the burst does not cover is over the limit however slow this machine is.
        var mix = Mix("mix: [ { use: happy } ]\nlimit: { requests: 1/m, burst: 2, answer: { status: 429, headers: { retry-after: \"7\" }, body: slow down } }");
        await using var server = await FakeSseServer.StartAsync(ScenarioFile.Parse(Two, "two.yaml").Scenarios, new FakeServerOptions { Mix = mix }, cancellation: TestContext.Current.CancellationToken);
        var heads = Enumerable.Range(0, 4).Select(_ => Raw(server)).ToList();
        heads.Select(h => h[9..12]).Should().Equal("200", "200", "429", "429");
        heads[3].Should().Contain("\r\nretry-after: 7\r\n").And.EndWith("\r\n\r\nslow down");
        (await server.EntriesAsync())[3].Should().Match<JournalEntry>(e => e.Scenario == "limit" && e.Notes[0] == "note limited: 0.017 requests a second, 2 at once");
    }

    [Fact]
    public void A_bucket_fills_with_time_up_to_its_burst()
    {
        var bucket = new TokenBucket(10, 2);
        Take(0, 0, 0).Should().Equal(true, true, false);
        Take(0.05, 0.11, 0.12).Should().Equal(false, true, false);
        Take(60, 60, 60).Should().Equal(true, true, false);

        bool[] Take(params double[] seconds) => [.. seconds.Select(s => bucket.Take(TimeSpan.FromSeconds(s)))];
    }

    [Theory]
    [InlineData("mix: [ { use: hapy } ]", "m.yaml:1:15: no scenario 'hapy'; expected the id of a scenario that is served; did you mean 'happy'?")]
    [InlineData("mix: [ { wait: 3 } ]", "m.yaml:1:10: unknown key 'wait' in mix")]
    [InlineData("mix: [ { use: happy, weight: many } ]", "m.yaml:1:30: 'many' for weight; expected a whole number")]
    [InlineData("limit: { requests: 10 }", "m.yaml:1:20: '10' for requests; expected a rate: 10/s or 90/m")]
    [InlineData("limit: { requests: 10/s, burst: 0 }", "m.yaml:1:33: '0' for burst; expected a whole number of 1 or more")]
    [InlineData("limit: { requests: 10/s, answer: { statsu: 429 } }", "m.yaml:1:36: unknown key 'statsu' in attempt; did you mean 'status'?")]
    [InlineData("mixx: []", "m.yaml:1:1: unknown key 'mixx' in mix-file; did you mean 'mix'?")]
    [InlineData("seed: 3", "m.yaml:1:1: a mix that changes nothing; expected mix: [ { use: …, weight: 97 } ], or limit")]
    public void A_wrong_mix_is_refused_in_one_line(string yaml, string line)
    {
        var (mix, problems) = MixFile.Parse(yaml, "m.yaml", ["happy", "cut"]);
        mix.Should().BeNull();
        problems[0].ToString().Should().StartWith(line);
    }

    private static LoadMix Mix(string yaml)
    {
        var (mix, problems) = MixFile.Parse(yaml, "m.yaml", ["happy", "cut"]);
        problems.Should().BeEmpty();
        return mix!;
    }

    private static string Raw(FakeSseServer server)
    {
        using var client = RawClient.Connect(server.BaseAddress);
        return client.Send(RawClient.Get("/", "Connection: close\r\n")).TextToEnd().Text;
    }

    private static string Ask(FakeSseServer server) => Raw(server) is var text && text.Contains("data: good\n\n", StringComparison.Ordinal) ? "data: good\n\n" : "data: bad\n\n";
}
