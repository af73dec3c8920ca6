using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The plan that <c>--dry-run</c> prints.</summary>
public sealed class DryRunTests
{
    [Fact]
    public void An_open_loop_prints_its_starts_and_what_they_can_say()
    {
        var text = DryRun.Text(Some.Profile() with { Concurrency = null, Rate = 20, WarmUp = TimeSpan.FromSeconds(1) }, 1024);

        text.Should().Contain("200 planned, 180 of them after the warm-up").And.Contain("0 s, 9.95 s").And.Contain("p50, p90, p95 of one value")
            .And.Contain("1,024 allowed: too few for 10,000").And.Contain("GET http://127.0.0.1:8080/query/stream?query=What+is+EdgeQuake%3F").And.Contain("accept: text/event-stream");
    }

    [Fact]
    public void A_body_is_shown_with_every_key_masked()
    {
        const string Key = "canary-8a61b20f";
        var text = DryRun.Text(
            Some.Profile() with
            {
                Target = new Uri($"http://h/v1/chat/completions?api_key={Key}"),
                Protocol = Protocol.OpenaiChat,
                Count = 100,
                For = null,
                Price = new(1, 10),
                Prompts = ["12345678"],
                Headers = [new("authorization", $"Bearer {Key}"), new("x-mine", Key)],
                Parameters = [new("max_tokens", "50"), new("user_token", Key)],
            }, null);

        text.Should().NotContain(Key).And.Contain("authorization: ***").And.Contain("x-mine: ***").And.Contain("\"user_token\":\"***\"").And.Contain("api_key=***")
            .And.Contain("at most 100\n").And.Contain("at most 5,000 of answers").And.Contain("about 0.0502 at most").And.Contain("\"content\":\"[1-0] 12345678\"");
    }

    [Fact]
    public void What_has_no_limit_says_so()
    {
        var text = DryRun.Text(Some.Profile(), 100_000);

        text.Should().Contain("as many as the answers allow").And.Contain("without a limit: --max-tokens-total").And.Contain("100,000 allowed\n");
    }

    [Fact]
    public void A_plan_without_end_is_counted_no_further_than_needed() =>
        DryRun.Text(Some.Profile() with { Concurrency = null, Rate = 100_000, For = TimeSpan.FromDays(1) }, null).Should().Contain("more than 5,000,000");
}
