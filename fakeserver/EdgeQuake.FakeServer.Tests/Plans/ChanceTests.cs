using CsCheck;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Draws are a hash of seed, scenario, attempt, stream and number: they repeat, differ where one of these differs, and are uniform.</summary>
public sealed class ChanceTests
{
    private static readonly Gen<(ulong Seed, string Id, int Attempt, int Stream)> Keys = Gen.Select(Gen.ULong, Gen.String[1, 9], Gen.Int[1, 99], Gen.Int[0, 9999]);

    [Fact]
    public void The_same_key_draws_the_same_numbers() => Keys.Sample(k => Draws(k, 20).SequenceEqual(Draws(k, 20)));

    [Fact]
    public void Another_seed_scenario_attempt_or_stream_draws_others() => Keys.Sample(k =>
    {
        var own = Draws(k, 4);
        return new[] { (k.Seed + 1, k.Id, k.Attempt, k.Stream), (k.Seed, k.Id + "x", k.Attempt, k.Stream), (k.Seed, k.Id, k.Attempt + 1, k.Stream), (k.Seed, k.Id, k.Attempt, k.Stream + 1) }
            .All(other => !Draws(other, 4).SequenceEqual(own));
    });

    [Fact]
    public void They_are_uniform()
    {
        // 100 000 draws in 10 cells: chi-square with 9 degrees of freedom is above 27.9 once in a thousand; the seed is fixed.
        var cells = Draws((7, "x", 1, 0), 100_000).CountBy(d => (int)(d * 10)).ToDictionary();
        cells.Keys.Should().BeSubsetOf(Enumerable.Range(0, 10));
        cells.Values.Sum(n => Math.Pow(n - 10_000, 2) / 10_000).Should().BeLessThan(27.9);
    }

    [Fact]
    public void First_draws_of_neighbouring_streams_are_uniform_too()
    {
        var cells = Enumerable.Range(0, 100_000).Select(stream => Draws((7, "x", 1, stream), 1)[0]).CountBy(d => (int)(d * 10)).ToDictionary();
        cells.Values.Sum(n => Math.Pow(n - 10_000, 2) / 10_000).Should().BeLessThan(27.9);
    }

    [Fact]
    public void A_named_pace_stays_in_the_guides_bands()
    {
        foreach (var (name, least, most) in new[] { ("ollama-local", 20.0, 100.0), ("gpt-4", 12.5, 1000 / 30.0), ("gpt-3.5", 1000 / 150.0, 12.5) })
        {
            var waits = Yaml.Load($"protocol: sse\npace: {name}\nsteps: [ {{ repeat: {{ times: 500, steps: [ {{ token: a }} ] }} }} ]").Plan().Ops.OfType<PlanOp.Wait>().Select(w => w.For.TotalMilliseconds).ToArray();
            waits.Should().HaveCount(500);
            waits.Skip(1).Should().OnlyContain(w => w >= least - 0.001 && w <= most + 0.001, name);
        }
    }

    [Theory]
    [InlineData("localhost", 10, 50)]
    [InlineData("same-datacenter", 50, 200)]
    [InlineData("cross-region", 200, 500)]
    public void First_tokens_stay_in_the_guides_bands(string name, double least, double most)
    {
        var s = Yaml.Load($"protocol: sse\npace: {name}\nsteps: [ {{ token: a }} ]");
        var waits = Enumerable.Range(0, 500).Select(stream => s.Plan(stream: stream).Ops.OfType<PlanOp.Wait>().Single().For.TotalMilliseconds).ToArray();
        waits.Should().OnlyContain(w => w >= least && w <= most);
        (waits.Max() - waits.Min()).Should().BeGreaterThan((most - least) * 0.9, "the whole band is used");
    }

    [Fact]
    public void Every_draw_is_named_for_the_journal()
    {
        var draws = Yaml.Load("protocol: sse\npace: { ttft: \"uniform(1ms, 2ms)\", itl: [5ms, 9ms] }\nsteps: [ { tokens: [a, b, c] }, { wait: \"exp(1ms)\" } ]").Plan().Draws;
        draws.Select(d => d.Split('=')[0]).Should().Equal("ttft#1", "itl#1", "itl#2", "wait#1");
        draws.Skip(1).Take(2).Should().Equal("itl#1=5ms", "itl#2=9ms");
    }

    [Fact]
    public void A_lognormal_has_its_median_and_its_99th_percentile()
    {
        var waits = Yaml.Load("protocol: sse\nsteps: [ { repeat: { times: 20000, steps: [ { wait: \"lognormal(20ms, p99=60ms)\" } ] } } ]").Plan().Ops.OfType<PlanOp.Wait>().Select(w => w.For.TotalMilliseconds).Order().ToArray();
        waits[10_000].Should().BeApproximately(20, 0.5);
        waits[19_800].Should().BeApproximately(60, 4);
    }

    private static double[] Draws((ulong Seed, string Id, int Attempt, int Stream) key, int n)
    {
        var chance = new Chance(key.Seed, key.Id, key.Attempt, key.Stream);
        return [.. Enumerable.Range(0, n).Select(_ => chance.Next())];
    }
}
