using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What a way in cannot show is not judged, and a case of which nothing is left is not applicable, never passed.</summary>
public sealed class ShowsTests
{
    private static readonly ClientFacts Command = Given.Client with { Way = WayIn.Exec, Capabilities = [] };

    [Fact]
    public void A_plain_command_is_judged_on_text_and_success_and_the_server()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Incomplete, Kind = FailureKind.Network, Text = "ab", Tokens = 2, Attempts = new(1, 1) });
        Judge.Decide(bound, [Given.Run(Given.Tokens("ab\n"), Given.End(Outcome.Failed), client: Command)]).Status.Should().Be(VerdictStatus.Passed);
        Judge.Decide(bound, [Given.Run(Given.Tokens("ab\n"), Given.End(), client: Command)]).Findings.Should().ContainSingle(f => f.Harm == Harm.FalseSuccess);
        Judge.Decide(bound, [Given.Run(Given.Tokens("ab\n\n"), Given.End(Outcome.Failed), client: Command)]).Status.Should().Be(VerdictStatus.Failed);
        Judge.Decide(bound, [Given.Run(Given.Tokens("ab"), Given.End(Outcome.Failed), [Given.Entry(1, 0), Given.Entry(2, 50)], Command)]).Status.Should().Be(VerdictStatus.Failed);
    }

    [Fact]
    public void A_trailing_newline_is_forgiven_to_commands_only() =>
        Judge.Decide(Given.Case(new() { Text = "ab" }), [Given.Run(Given.Tokens("ab\n"))]).Status.Should().Be(VerdictStatus.Failed);

    [Fact]
    public void What_nobody_declared_is_not_judged_and_alone_is_not_applicable()
    {
        var silent = Given.Client with { Capabilities = [] };
        Judge.Decide(Given.Case(new() { Outcome = Outcome.Complete, Thinking = "x" }), [Given.Run(client: silent)]).Status.Should().Be(VerdictStatus.Passed);
        Judge.Decide(Given.Case(new() { Thinking = "x" }), [Given.Run(client: silent)]).Status.Should().Be(VerdictStatus.NotApplicable);
        Judge.Decide(Given.Case(new() { Events = [new(null, "a", null)] }), [Given.Run(client: Command)]).Status.Should().Be(VerdictStatus.NotApplicable);
    }

    [Fact]
    public void Core_in_the_clients_own_protocol_is_judged_on_text_and_outcome()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Complete, Text = "a", Events = [new(null, "a", null)], Tokens = 7 }, textOnly: true);
        Judge.Decide(bound, [Given.Run(Given.Tokens("a"))]).Status.Should().Be(VerdictStatus.Passed);
        Judge.Decide(bound, [Given.Run(Given.Tokens("b"))]).Status.Should().Be(VerdictStatus.Failed);
    }

    [Fact]
    public void A_conversation_shows_earlier_answers_too()
    {
        var client = ClientSpec.Default with { Turns = ["first", "second"] };
        var bound = Given.Case(new() { Text = "two" }, client);
        Judge.Decide(bound, [Given.Run(Given.Tokens("one", "two"))]).Status.Should().Be(VerdictStatus.Passed);
        Judge.Decide(bound, [Given.Run(Given.Tokens("two", "one"))]).Status.Should().Be(VerdictStatus.Failed);
    }
}
