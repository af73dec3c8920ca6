using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>Verify()</c> and the ways to start: one exception that says all, and one line for what cannot start.</summary>
public sealed class VerifyTests
{
    private const string Two = """
        scenario: two
        exchanges:
          - match: { path: /query/stream }
            attempts:
              - { status: 503, body: busy }
              - steps: [ { token: Edge }, { done: } ]
          - match: { path: /query }
            require: { header: { x-trace: "*" } }
            attempts: [ { status: 200, json: { answer: yes } } ]
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LaneKind.Socket)]
    [InlineData(LaneKind.Memory)]
    [InlineData(LaneKind.Testhost)]
    public async Task Everything_is_said_at_once(LaneKind lane)
    {
        await using var fake = await FakeSseServer.FromYamlAsync(Two, new FakeServerOptions { Lane = lane });
        using var client = fake.CreateClient();
        foreach (var path in (string[])["/query/stream", "/query", "/elsewhere"])
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        }

        await fake.SettleAsync(TimeSpan.FromSeconds(30));
        var findings = fake.Invoking(f => f.Verify()).Should().Throw<FakeServerVerificationException>().Which.Findings;
        findings.Should().HaveCount(3);
        findings[0].Should().StartWith("request 2: unmet header x-trace");
        findings[1].Should().StartWith("request 3: unmatched GET /elsewhere");
        findings[2].Should().Be("unused scenario 'two': attempt 2 of 2 of exchange 1 was never asked for");
    }

    [Fact]
    public async Task A_plain_serve_minds_only_scenarios_that_were_asked_for()
    {
        await using var fake = await FakeSseServer.FromYamlAsync("- { scenario: a, attempts: [ { status: 503, body: x }, { body: y } ] }\n- { scenario: b, body: z }\n");
        using var client = fake.CreateClient();
        fake.Verify();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/query/stream") { Headers = { { "x-scenario", "a" } } };
        using var response = await client.SendAsync(request, Ct);
        await fake.SettleAsync(TimeSpan.FromSeconds(30));
        fake.Invoking(f => f.Verify()).Should().Throw<FakeServerVerificationException>().WithMessage("1 finding at the fake server:\n  unused scenario 'a': attempt 2 of 2 was never asked for");
    }

    [Fact]
    public async Task A_mistake_is_one_exception_with_its_place()
    {
        var yaml = () => FakeSseServer.FromYamlAsync("scenario: a\nsteps: [ { tokn: x } ]\n");
        (await yaml.Should().ThrowAsync<FakeServerException>()).Which.Message.Should().StartWith("yaml:2:").And.Contain("did you mean 'token'?");
        var id = () => FakeSseServer.FromBuiltInAsync("silent-truncaton");
        (await id.Should().ThrowAsync<FakeServerException>()).WithMessage("*did you mean 'silent-truncation'?");
        var file = () => FakeSseServer.FromFileAsync("no-such.yaml");
        (await file.Should().ThrowAsync<FakeServerException>()).WithMessage("no-such.yaml: cannot be read*");
    }
}
