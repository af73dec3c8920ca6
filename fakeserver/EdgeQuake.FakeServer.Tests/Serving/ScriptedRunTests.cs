using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Which exchange and which attempt answers a request: pure, no socket.</summary>
public sealed class ScriptedRunTests
{
    private static readonly FakeServerOptions Judging = new() { Routing = Routing.KnownRoutes };

    private int connection;

    [Theory]
    [InlineData(Then.RepeatLast, "1,2,2,2,2")]
    [InlineData(Then.Loop, "1,2,1,2,1")]
    [InlineData(Then.NoContent, "1,2,0,0,0")]
    [InlineData(Then.Refuse, "1,2,0,0,0")]
    public void After_the_last_attempt_then_answers(Then then, string entries)
    {
        var run = Run(Judging, Exchange(null, then, Attempt(), Attempt()));
        var decisions = Enumerable.Range(0, 5).Select(_ => Ask(run, "GET /query/stream")).ToArray();
        string.Join(',', decisions.Select(d => d.Attempt)).Should().Be(entries);
        run.Shut.Should().Be(then == Then.Refuse ? OpenFault.Refuse : null);
        if (then == Then.NoContent)
        {
            decisions[4].Plan.Ops[0].Should().BeOfType<PlanOp.Respond>().Which.Status.Should().Be(204);
        }
    }

    [Fact]
    public void The_planner_is_told_the_clients_count_and_the_journal_the_entry()
    {
        var asked = new List<int>();
        var run = new ScriptedRun(Scenario("s", Exchange(null, Then.RepeatLast, Attempt(), Attempt())), Judging, (_, i) => Seen(asked, i), 0);
        var played = Enumerable.Range(0, 4).Select(_ => Ask(run, "GET /query/stream").Attempt).ToArray();
        asked.Should().Equal(1, 2, 3, 4);
        played.Should().Equal(1, 2, 2, 2);
    }

    [Fact]
    public void A_fall_back_is_found_by_its_endpoint_whatever_the_route_and_method()
    {
        var run = Run(Judging, Exchange(Path("/query/stream")), Exchange(Path("/query", "POST")));
        Ask(run, "POST /api/v1/query/stream").Exchange.Should().Be(0);
        Ask(run, "GET /query/stream").Exchange.Should().Be(0);
        Ask(run, "GET /api/v1/query").Exchange.Should().Be(1);
    }

    [Fact]
    public void Two_turns_on_one_route_are_taken_in_order()
    {
        var run = Run(Judging, Exchange(Path("/query/stream"), Then.RepeatLast, Attempt(), Attempt()), Exchange(Path("/query/stream")));
        Enumerable.Range(0, 4).Select(_ => Ask(run, "POST /query/stream")).Select(d => (d.Exchange, d.Attempt)).Should().Equal((0, 1), (0, 2), (1, 1), (1, 1));
    }

    [Fact]
    public void A_query_parameter_is_found_in_the_json_body_too()
    {
        var match = new Match("GET", "/query/stream", new Dictionary<string, string> { ["query"] = "two" });
        var run = Run(Judging, Exchange(match), Exchange(Path("/query/stream")));
        Ask(run, "GET /query/stream?query=two").Exchange.Should().Be(0);
        Ask(run, "POST /api/v1/query/stream", body: """{"query":"one"}""").Exchange.Should().Be(1);
    }

    [Theory]
    [InlineData(Protocol.Edgequake, "GET /v2/ask", false)]
    [InlineData(Protocol.Edgequake, "DELETE /query/stream", false)]
    [InlineData(Protocol.Edgequake, "POST /v1/chat/completions", false)]
    [InlineData(Protocol.Edgequake, "POST /api/v1/chat/completions/stream", true)]
    [InlineData(Protocol.OpenaiChat, "POST /chat/completions", true)]
    [InlineData(Protocol.Sse, "GET /anything/at/all", true)]
    public void While_judging_every_known_route_of_the_protocol_answers_and_no_other(Protocol protocol, string request, bool known)
    {
        var scenario = Scenario("s", Exchange(Path("/query/stream", "GET"))) with { Protocol = protocol };
        var decision = Ask(new ScriptedRun(scenario, Judging, (_, _) => Answer("x"), 0), request);
        decision.Exchange.Should().Be(known ? 0 : -1);
        if (!known)
        {
            decision.Notes.Should().ContainSingle().Which.Should().StartWith($"unmatched {request}; known routes: GET or POST /");
            decision.Plan.Ops[0].Should().BeOfType<PlanOp.Respond>().Which.Status.Should().Be(404);
        }
    }

    [Fact]
    public void Served_plainly_match_is_literal()
    {
        var run = Run(FakeServerOptions.Default, Exchange(Path("/query/stream", "GET")));
        Ask(run, "POST /query/stream").Exchange.Should().Be(-1);
        Ask(run, "GET /api/v1/query/stream").Exchange.Should().Be(-1);
        Ask(run, "GET /query/stream?x=1").Exchange.Should().Be(0);
    }

    [Theory]
    [InlineData("last-event-id", "2", "Last-Event-ID: 2", null)]
    [InlineData("last-event-id", "2", "Last-Event-ID: 3", "unmet header last-event-id: expected '2', got '3'")]
    [InlineData("last-event-id", "2", null, "unmet header last-event-id: expected '2', got none")]
    [InlineData("last-event-id", null, null, null)]
    [InlineData("last-event-id", null, "Last-Event-ID: 3", "unmet header last-event-id: expected none, got '3'")]
    [InlineData("accept", "*", "Accept: text/event-stream", null)]
    public void A_required_header_that_is_missing_is_412_and_named(string name, string? value, string? sent, string? note)
    {
        var require = new Requirement(new Dictionary<string, string?> { [name] = value }, new Dictionary<string, string>());
        var decision = Ask(Run(Judging, Exchange(null, Then.RepeatLast, Attempt(null, require))), "GET /query/stream", header: sent);
        decision.Notes.Should().Equal(note is null ? [] : [note]);
        decision.Plan.Ops[0].Should().BeOfType<PlanOp.Respond>().Which.Status.Should().Be(note is null ? 200 : 412);
    }

    [Theory]
    [InlineData("$.stream", "true", """{"stream":true}""", null)]
    [InlineData("$.messages[1].role", "\"user\"", """{"messages":[{},{"role":"user"}]}""", null)]
    [InlineData("$.a", "1.0", """{"a":1}""", null)]
    [InlineData("$.stream", "true", """{"stream":"true"}""", "unmet json $.stream: expected true, got \"true\"")]
    [InlineData("$.stream", "true", "{}", "unmet json $.stream: expected true, got nothing")]
    [InlineData("$.stream", "true", "rubbish", "unmet json: the body is no JSON: 'rubbish'")]
    public void A_required_json_value_is_compared_by_value(string path, string value, string body, string? note)
    {
        var require = new Requirement(new Dictionary<string, string?>(), new Dictionary<string, string> { [path] = value });
        var decision = Ask(Run(Judging, Exchange(null, Then.RepeatLast, Attempt(null, require))), "POST /query/stream", body: body);
        decision.Notes.Should().Equal(note is null ? [] : [note]);
    }

    private static Plan Seen(List<int> asked, PlanInput input)
    {
        asked.Add(input.Attempt);
        return Answer("x");
    }

    private static ScriptedRun Run(FakeServerOptions options, params Exchange[] exchanges) =>
        new(Scenario("s", exchanges), options, (_, _) => Answer("x"), 0);

    private Decision Ask(ScriptedRun run, string request, string? header = null, string body = "")
    {
        var headers = header is null ? Array.Empty<HttpField>() : [new HttpField(header.Split(": ")[0], header.Split(": ")[1])];
        var parts = request.Split(' ');
        return run.Decide(RequestHead.Facts(parts[0], parts[1], headers, Encoding.UTF8.GetBytes(body)), new Arrival(++connection, TimeSpan.FromSeconds(connection), "::1"));
    }
}
