using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Through which api a client is asked, in which protocol, and every reason for not being asked.</summary>
public sealed class CaseBindingTests
{
    private static readonly ClientFacts Everything = Given.Client with
    {
        Apis = ["edgequake.query", "openai.chat", "raw", "edgequake.query.documented"],
        Profiles = ["core", "es", "llm", "oai", "eq", "retry"],
        Parallel = 2,
    };

    private static readonly Case Llm = Yaml.Cases("- { scenario: a/b, profile: llm, level: MUST, protocol: edgequake, steps: [ { token: x }, { done: } ], expect: { outcome: complete, text: x } }")[0];

    private static readonly Case Core = Yaml.Cases("""
        - scenario: core/x
          profile: core
          level: MUST
          protocol: sse
          steps: [ { raw: "data: ${token:a}\n\n\ndata: ${token: b}\n\n" }, { done: } ]
          expect: { outcome: complete, events: [ { data: a }, { data: " b" } ], tokens: 2 }
        """)[0];

    [Fact]
    public void Once_for_each_family_through_the_clients_first_api_of_it()
    {
        var bound = CaseBinding.Bind(Llm, Everything);
        bound.Select(b => (b.Api, b.Scenario.Protocol, b.Scenario.Shape)).Should().Equal(
            ("edgequake.query", Protocol.Edgequake, Shape.V2), ("openai.chat", Protocol.OpenaiChat, null));
    }

    [Fact]
    public void Core_is_judged_on_text_and_outcome_where_it_is_said_in_the_clients_own_protocol()
    {
        var bound = CaseBinding.Bind(Core, Everything);
        bound.Select(b => (b.Profile, b.TextOnly)).Should().BeEquivalentTo([("core", false), ("core@edgequake", true), ("core@openai", true)]);
        bound.Where(b => b.TextOnly).Should().OnlyContain(b => b.Scenario.Expect.Text == "a b" && b.Scenario.Expect.Outcome == Outcome.Complete && b.Scenario.Expect.Events == null);
    }

    [Fact]
    public void What_is_not_declared_is_skipped_with_its_reason()
    {
        Refused(Llm, Everything with { Profiles = ["core"] }).Should().Be((VerdictStatus.Skipped, "the client does not declare profile llm"));
        var needs = Llm with { Scenario = Llm.Scenario with { Needs = ["cancel"] } };
        Refused(needs, Everything).Should().Be((VerdictStatus.Skipped, "it needs cancel, which the client does not declare"));
        var many = Llm with { Scenario = Llm.Scenario with { Client = ClientSpec.Default with { Streams = 3 } } };
        Refused(many, Everything).Should().Be((VerdictStatus.Skipped, "it needs 3 streams at once; the client takes 2"));
    }

    [Fact]
    public void What_cannot_be_shown_is_not_applicable_with_its_reason()
    {
        Refused(Llm, Everything with { Apis = ["raw"] }).Status.Should().Be(VerdictStatus.NotApplicable);
        Refused(Llm with { Facts = Llm.Facts with { Profile = "exec" } }, Everything with { Profiles = ["exec"] }).Reason.Should().Be("only a plain command can show it");
        Refused(Llm with { Facts = Llm.Facts with { InProcess = true } }, Everything with { Way = WayIn.Stdio }).Reason.Should().Contain("this process");
        Refused(Core with { Facts = Core.Facts with { Api = ["raw"] } }, Everything with { Apis = ["openai.chat"] }).Reason.Should().Be("it is asked through raw; the client has openai.chat");
    }

    [Fact]
    public void A_shape_is_asked_through_the_api_that_speaks_it_and_v1_is_asked_for()
    {
        var v1 = Yaml.Cases("- { scenario: v/1, profile: eq, level: MUST, protocol: edgequake, shape: v1, steps: [ { text: x } ], expect: { outcome: complete, text: x } }")[0];
        var bound = CaseBinding.Bind(v1, Everything).Should().ContainSingle().Which;
        (bound.Api, bound.Path).Should().Be(("edgequake.query", "/api/v1/query/stream"));
        bound.Request.Should().Contain("\"stream_format\":\"v1\"");
        Refused(v1, Everything with { Apis = ["edgequake.query.documented"] }).Status.Should().Be(VerdictStatus.NotApplicable);
    }

    private static (VerdictStatus? Status, string? Reason) Refused(Case c, ClientFacts client)
    {
        var bound = CaseBinding.Bind(c, client).Should().ContainSingle().Which;
        return (bound.Refused, bound.Reason);
    }
}
