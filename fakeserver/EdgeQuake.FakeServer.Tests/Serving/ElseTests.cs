using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>What is answered when a request does not carry what it must: the scenario's own word, else 412.</summary>
public sealed class ElseTests
{
    private const string Tenant = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData(Tenant, null, 401)]
    [InlineData("t1", Tenant, 400)]
    [InlineData(Tenant, Tenant, 200)]
    public async Task Edgequakes_chat_wants_a_tenant_and_a_user(string? tenant, string? user, int status)
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, new FakeServerOptions { Lane = LaneKind.Memory }, Ct);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/chat/completions/stream", UriKind.Relative)) { Content = new StringContent("{\"message\":\"x\"}") };
        if (tenant is not null)
        {
            message.Headers.Add("X-Tenant-ID", tenant);
        }

        if (user is not null)
        {
            message.Headers.Add("X-User-ID", user);
        }

        using var client = server.CreateClient();
        using var response = await client.SendAsync(message, Ct);
        ((int)response.StatusCode).Should().Be(status);
        (await response.Content.ReadAsStringAsync(Ct)).Should().StartWith(status == 200 ? "data: {\"type\":\"conversation\"" : "{\"code\":");
    }

    [Theory]
    [InlineData("*/*", 200)]
    [InlineData("application/json, */*;q=0.1", 200)]
    [InlineData("application/json", 412)]
    [InlineData("text/*", 412)]
    public async Task A_star_behind_a_backslash_is_the_star_itself(string accept, int status)
    {
        const string Script = "- { scenario: any-type, protocol: sse, require: { header: { accept: '*\\*/\\**' } }, steps: [ { event: { data: a } } ] }\n";
        await using var server = await FakeSseServer.FromYamlAsync(Script, new FakeServerOptions { Lane = LaneKind.Memory });
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri("/stream", UriKind.Relative));
        message.Headers.TryAddWithoutValidation("Accept", accept);
        using var client = server.CreateClient();
        using var response = await client.SendAsync(message, Ct);
        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData("authorization", "Bearer abc", 200)]
    [InlineData("authorization", "Basic abc", 401)]
    [InlineData("x-api-key", "abc", 200)]
    [InlineData("x-other", "abc", 401)]
    public async Task A_key_comes_in_one_of_two_headers(string name, string value, int status)
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All.Single(s => s.Id == "edgequake-needs-a-key"), new FakeServerOptions { Lane = LaneKind.Memory }, Ct);
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri("/query/stream", UriKind.Relative));
        message.Headers.TryAddWithoutValidation(name, value);
        using var client = server.CreateClient();
        using var response = await client.SendAsync(message, Ct);
        ((int)response.StatusCode).Should().Be(status);
        if (status == 401)
        {
            (await response.Content.ReadAsStringAsync(Ct)).Should().Be("{\"error\":\"unauthorized\",\"message\":\"Authentication required\"}");
            response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
            (await server.OnlyEntryAsync()).Notes.Should().ContainSingle().Which.Should().StartWith("unmet header authorization: ");
        }
    }

    [Theory]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*c", "ac", true)]
    [InlineData("ab*bc", "abc", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("*x*", "abc", false)]
    public void A_star_stands_for_any_part_of_a_value(string wanted, string actual, bool met)
    {
        var facts = new RequestFacts("GET", "/", "/", new Dictionary<string, string>(), [new HttpField("x", actual)], default);
        RequirementCheck.Of([new Requirement(new Dictionary<string, string?> { ["x"] = wanted }, new Dictionary<string, string>())], facts).Unmet.Count.Should().Be(met ? 0 : 1);
    }

    [Theory]
    [InlineData("require: { else: { json: {} } }", "an else without a status code of three digits")]
    [InlineData("require: { header: { a: b }, else: { status: 401, body: x, json: {} } }", "'body' beside 'json'")]
    public void An_else_that_says_nothing_is_refused(string require, string what) => Yaml.OnlyProblem($"{require}\nsteps: []").What.Should().Be(what);
}
