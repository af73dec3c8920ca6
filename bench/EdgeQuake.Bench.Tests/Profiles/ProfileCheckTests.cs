using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Each wrong option is named as on the command line, with what was expected.</summary>
public sealed class ProfileCheckTests
{
    public static TheoryData<string, Func<LoadProfile, LoadProfile>, string> Wrong => new()
    {
        { "scheme", p => p with { Target = new Uri("ftp://x/") }, "URL: 'ftp://x/' is no address*" },
        { "relative", p => p with { Target = new Uri("localhost", UriKind.Relative) }, "URL: 'localhost' is no address*; expected http://*" },
        { "raw", p => p with { Protocol = Protocol.Raw }, "--protocol: raw bytes have no tokens*" },
        { "header", p => p with { Headers = [new("a b", "c")] }, "--header: 'a b' is no header name*" },
        { "header value", p => p with { Headers = [new("x-a", "b\nc")] }, "--header: the value of 'x-a' holds what a header cannot carry; expected printable ASCII" },
        { "no load", p => p with { Concurrency = null }, "--concurrency: neither*" },
        { "two loads", p => p with { Rate = 3 }, "--rate: both*" },
        { "three loads", p => p with { Rate = 3, Stages = StageText.Parse("3/s:10s").Stages }, "--rate: --concurrency, --rate, --stages are given*" },
        { "units", p => p with { Concurrency = null, For = null, Stages = StageText.Parse("3/s:10s,3:10s").Stages }, "--stages: some levels are streams a second*" },
        { "flat", p => p with { Concurrency = null, For = null, Stages = StageText.Parse("0/s:10s").Stages }, "--stages: every level is 0*" },
        { "no stage", p => p with { Concurrency = null, For = null, Stages = StageText.Parse("1/s:10s,5/s:0s").Stages }, "--stages: the stage 5/s:0s; expected*" },
        { "for and stages", p => p with { Concurrency = null, Stages = StageText.Parse("1/s:9s").Stages }, "--for: 10 s, but the stages last 9 s*" },
        { "levels", p => p with { Concurrency = null, Sweep = new(LoadUnit.AtOnce, [3, 2]) }, "--sweep: levels 3, 2; expected levels that ascend*" },
        { "no streams", p => p with { Concurrency = 0 }, "--concurrency: 0 streams at once; expected 1 to 100000" },
        { "no rate", p => p with { Concurrency = null, Rate = 0 }, "--rate: 0 streams a second*" },
        { "nan rate", p => p with { Concurrency = null, Rate = double.NaN }, "--rate: NaN*" },
        { "endless", p => p with { For = null }, "--for: the run has no end*" },
        { "no time", p => p with { For = TimeSpan.Zero }, "--for: 0 s*" },
        { "no count", p => p with { Count = 0 }, "--count: 0 streams*" },
        { "warm-up", p => p with { WarmUp = TimeSpan.FromSeconds(10) }, "--warm-up: 10 s of a run of 10 s*" },
        { "drain", p => p with { Drain = TimeSpan.FromSeconds(-1) }, "--drain: -1 s*" },
        { "failed", p => p with { MaxFailed = 1.5 }, "--max-failed: 1.5*" },
        { "turns", p => p with { Turns = 2 }, "--turns: this request cannot carry what was said before; expected openai-chat*" },
        { "think", p => p with { Think = new(TimeSpan.Zero, TimeSpan.FromSeconds(1)) }, "--think: there is no second turn*" },
        { "weight", p => p with { Parameters = [new("mode", "a*0,b")] }, "--param: '0' is no weight of mode; expected a whole number*" },
        { "combinations", p => p with { Parameters = [new("a", "1*200,2"), new("b", "1*200,2")] }, "--param: more than 10000 combinations*" },
        { "cost", p => p with { MaxCost = 1 }, "--max-cost: there is no price*--price INPUT/OUTPUT*" },
        { "reader", p => p with { ReaderSpeed = 0 }, "--reader-speed: 0*" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_one_problem(string name, Func<LoadProfile, LoadProfile> change, string line)
    {
        _ = name;
        ProfileCheck.Problems(change(Some.Profile())).Where(p => !p.ToString().StartsWith("--warm-up: 0 s", StringComparison.Ordinal)).Should().ContainSingle().Which.ToString().Should().Match(line);
    }

    [Fact]
    public void A_good_profile_has_none() => ProfileCheck.Problems(Some.Profile()).Should().BeEmpty();
}
