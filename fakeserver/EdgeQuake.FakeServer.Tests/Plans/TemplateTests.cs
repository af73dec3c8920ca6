using System.Text;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The names between <c>${</c> and <c>}</c>, and what a plan that uses them may share.</summary>
public sealed class TemplateTests
{
    private static readonly RequestFacts Request = new(
        "GET", "/query/stream?query=a%22b", "/query/stream", new Dictionary<string, string> { ["query"] = "a\"b" },
        [new HttpField("Host", "127.0.0.1:9"), new HttpField("Last-Event-ID", "7")], Encoding.UTF8.GetBytes("{}"));

    [Theory]
    [InlineData("${query.query}", "a\"b")]
    [InlineData("${query.nothing}", "")]
    [InlineData("${last_event_id}", "7")]
    [InlineData("${base}", "http://127.0.0.1:9")]
    [InlineData("${attempt}", "3")]
    [InlineData("${token:x}", "x")]
    [InlineData("plain $ {x}", "plain $ {x}")]
    public void Names_are_filled_from_the_request(string text, string filled) =>
        Yaml.Load($"protocol: sse\nbody: '{text}'").Plan(attempt: 3, request: Request).Body().Should().Be(filled);

    [Fact]
    public void Inside_json_a_value_is_escaped()
    {
        Yaml.Load("steps: [ { json: { asked: \"${query.query}\" } } ]").Plan(request: Request).Body().Should().Be("data: {\"asked\":\"a\\\"b\"}\n\n");
        Yaml.Load("steps: [ { token: \"${query.query}\" } ]").Plan(request: Request).Body().Should().Be("data: {\"chunk\":\"a\\\"b\",\"type\":\"token\"}\n\n");
    }

    [Fact]
    public void A_name_that_is_not_closed_is_text_and_ends_with_its_string()
    {
        Yaml.Load("steps: [ { json: { id: \"${uuid\", b: \"x}\", c: \"${attempt}\" } } ]").Plan(attempt: 3, request: Request).Body().Should().Be("data: {\"id\":\"${uuid\",\"b\":\"x}\",\"c\":\"3\"}\n\n");
        Yaml.Load("shape: chat\nsteps: [ { conversation: { conversation_id: \"${uuid}\", user_message_id: \"${uuid\" } }, { done: } ]").Plan(request: Request).Body().Should().Contain("\"user_message_id\":\"${uuid\"");
    }

    [Fact]
    public void The_counter_is_that_of_the_innermost_repeat()
    {
        var s = Yaml.Load("protocol: sse\nsteps: [ { repeat: { times: 2, steps: [ { token: \"a${i}\" }, { repeat: { times: 2, steps: [ { token: \"b${i}\" } ] } }, { token: \"c${i}\" } ] } } ]");
        s.Plan().Body().Replace("data: ", "", StringComparison.Ordinal).Replace("\n\n", " ", StringComparison.Ordinal).Should().Be("a0 b0 b1 c0 a1 b0 b1 c1 ");
    }

    [Fact]
    public void A_date_is_rounded_up_to_its_second()
    {
        var s = Yaml.Load("headers: { retry-after: \"${http-date+3s}\" }\nsteps: []");
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, 1, TimeSpan.Zero);
        Planner.Render(s, new PlanInput(Cell.Default, 0, 1, 0, 1, Request, now)).Head().Headers.Should().Contain(new HttpField("retry-after", "Thu, 01 Jan 2026 00:00:04 GMT"));
    }

    [Theory]
    [InlineData("rfc850-date+3s", "Thursday, 01-Jan-26 00:00:04 GMT")]
    [InlineData("asctime-date+3s", "Thu Jan  1 00:00:04 2026")]
    [InlineData("asctime-date+864003s", "Sun Jan 11 00:00:04 2026")]
    public void A_date_is_written_in_the_old_forms_too(string name, string date)
    {
        var s = Yaml.Load("headers: { retry-after: \"${" + name + "}\" }\nsteps: []");
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, 1, TimeSpan.Zero);
        Planner.Render(s, new PlanInput(Cell.Default, 0, 1, 0, 1, Request, now)).Head().Headers.Should().Contain(new HttpField("retry-after", date));
    }

    [Fact]
    public void A_uuid_is_drawn_for_each_stream()
    {
        var s = Yaml.Load("headers: { x-request-id: \"${uuid}\" }\nsteps: []");
        string Id(int stream) => s.Plan(stream: stream).Head().Headers.Single(h => h.Name == "x-request-id").Value;
        Guid.TryParse(Id(1), out _).Should().BeTrue();
        Id(1).Should().Be(Id(1)).And.NotBe(Id(2));
    }

    [Theory]
    [InlineData("{ token: a }", true)]
    [InlineData("{ repeat: { times: 2, steps: [ { token: \"${i}\" } ] } }", true)]
    [InlineData("{ raw: \"${token:a}\" }", true)]
    [InlineData("{ token: \"${attempt}\" }", false)]
    [InlineData("{ token: \"${query.query}\" }", false)]
    [InlineData("{ wait: \"exp(1ms)\" }", false)]
    [InlineData("{ write: random(1..3) }, { token: abcdef }", false)]
    public void A_plan_is_shared_where_nothing_of_the_stream_is_in_it(string steps, bool shared)
    {
        var s = Yaml.Load($"protocol: sse\nsteps: [ {steps} ]");
        ReferenceEquals(s.Plan(attempt: 1, stream: 1), s.Plan(attempt: 2, stream: 2)).Should().Be(shared);
    }
}
