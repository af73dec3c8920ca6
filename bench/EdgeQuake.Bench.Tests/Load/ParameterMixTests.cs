using System.Text;
using CsCheck;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Parameters that vary: balanced in every block, drawn from seed and number alone, and shown apart.</summary>
public sealed class ParameterMixTests
{
    [Theory]
    [InlineData("hybrid", "hybrid")]
    [InlineData("5,10,20", "5|10|20")]
    [InlineData("a*3,b", "a|a|a|b")]
    [InlineData("a*3", "a*3")]
    [InlineData(@"a\,b", "a,b")]
    [InlineData(@"x\*2,y", "x*2|y")]
    [InlineData(@"c:\dir", @"c:\dir")]
    [InlineData("a,", "a|")]
    [InlineData("", "")]
    public void A_list_has_slots(string text, string slots) => ParameterMix.Slots(text).Should().Equal(slots.Split('|'));

    [Fact]
    public void Every_block_holds_every_combination_as_often_as_its_weight()
    {
        var mix = Mix(9, ("top_k", "5,10"), ("mode", "hybrid*3,local"), ("model", "m"));

        mix.Block.Should().Be(8);
        for (var block = 0; block < 50; block++)
        {
            Enumerable.Range(block * 8, 8).Select(mix.Name).CountBy(n => n).OrderBy(c => c.Key, StringComparer.Ordinal).Should().Equal(
                KeyValuePair.Create("top_k=10 mode=hybrid", 3), KeyValuePair.Create("top_k=10 mode=local", 1), KeyValuePair.Create("top_k=5 mode=hybrid", 3), KeyValuePair.Create("top_k=5 mode=local", 1));
        }
    }

    [Fact]
    public void A_number_has_its_variant_whatever_was_asked_before() => Gen.Select(Gen.ULong, Gen.Int[0, 100_000], Gen.Int[0, 100_000]).Sample((seed, a, b) =>
    {
        var mix = Mix(seed, ("x", "1,2,3"), ("y", "p*2,q"));
        var first = mix.Name(a);
        mix.Name(b);
        return mix.Name(a) == first && Mix(seed, ("x", "1,2,3"), ("y", "p*2,q")).Name(a) == first;
    });

    [Fact]
    public void Orders_differ_by_block_and_seed_and_favour_no_place()
    {
        var mix = Mix(1, ("x", "a,b,c,d"));
        var blocks = Enumerable.Range(0, 4000).Select(i => string.Join(' ', Enumerable.Range(i * 4, 4).Select(mix.Name))).CountBy(o => o).ToArray();

        blocks.Should().HaveCount(24, "every order of four comes");
        blocks.Select(b => b.Value).Should().OnlyContain(n => n > 110 && n < 230, "167 each are expected, with a deviation of 13");
        Enumerable.Range(0, 100).Select(mix.Name).Should().NotEqual(Enumerable.Range(0, 100).Select(Mix(2, ("x", "a,b,c,d")).Name));
    }

    [Fact]
    public async Task A_load_asks_each_variant_and_shows_it_apart()
    {
        await using var server = await Scenarios.ServeAsync("scenario: v2\nprotocol: edgequake\nshape: v2\nsteps: [ { tokens: [a, b] }, { done: } ]");

        var run = await Scenarios.LoadAsync(
            server, p => p with { Shape = Shape.V2, Count = 40, NoProbe = true, Parameters = [new("top_k", "5,10"), new("mode", "mix")] }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        var asked = server.Journal.CountBy(e => Encoding.UTF8.GetString(e.Facts.Body.Span).Contains("\"top_k\":10", StringComparison.Ordinal));
        asked.Should().BeEquivalentTo([KeyValuePair.Create(true, 20), KeyValuePair.Create(false, 20)]);
        run.Variants!.Select(v => (v.Name, v.Streams, v.Complete)).Should().Equal(("top_k=10", 20, 20), ("top_k=5", 20, 20));
        LoadConsole.Table(run).Should().Contain("top_k=5 ").And.Contain("20 streams, 20 complete · ttft p50");
    }

    [Fact]
    public async Task Answers_from_the_servers_cache_are_shown_apart()
    {
        await using var server = await Scenarios.ServeAsync("scenario: cached\nprotocol: edgequake\nshape: v2\nsteps: [ { tokens: [a, b] }, { done: { stats: { answer_cache_hit: true } } } ]");

        var run = await Scenarios.LoadAsync(server, p => p with { Shape = Shape.V2 }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Variants.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = VariantSummary.Cached, Streams = 6 });
    }

    private static ParameterMix Mix(ulong seed, params (string Name, string Value)[] parameters) =>
        new(Some.Profile() with { Seed = seed, Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))] });
}
