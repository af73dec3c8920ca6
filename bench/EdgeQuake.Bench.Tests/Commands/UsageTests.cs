using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What cannot be used is said in one line, with what was expected and the nearest valid word; exit 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("serv", "unknown verb 'serv'; did you mean 'serve'?")]
    [InlineData("qqqqqqqq", "unknown verb 'qqqqqqqq'; expected one of serve, ")]
    [InlineData("serve --prot 80", "unknown option '--prot'; did you mean '--port'?")]
    [InlineData("serve --port 99999", "--port: '99999' is not a whole number from 0 to 65535")]
    [InlineData("serve --port", "--port")]
    [InlineData("serve --lane sokcet", "--lane: 'sokcet' is not one of memory, socket, testhost, kestrel; did you mean 'socket'?")]
    [InlineData("serve --lane memory", "--lane: memory plays inside one process only; serve needs socket or kestrel")]
    [InlineData("serve --seed minus", "--seed: 'minus' is not a seed")]
    [InlineData("serve no-such-scenario", "there is no scenario or case 'no-such-scenario'")]
    [InlineData("serve missing.yaml", "missing.yaml: there is no such file")]
    [InlineData("serve -- curl", "edgequake-harness serve takes no command after '--'")]
    [InlineData("check", "edgequake-harness check --help")]
    [InlineData("list --profile cor", "--profile: 'cor' is not one of ")]
    [InlineData("show", "edgequake-harness show --help")]
    [InlineData("conform --reference --shard 6/5", "--shard: '6/5' is not a share of the cases; expected i/n")]
    [InlineData("conform --reference --edition 2026.l", "--edition: '2026.l' is not one of 2026.1; did you mean '2026.1'?")]
    [InlineData("compare no/run.json no/run.json", "no/run.json: there is no such file; expected the run.json of a run")]
    [InlineData("baseline writ x", "unknown verb 'writ'; did you mean 'write'?")]
    public async Task Bad_words_get_one_line_and_exit_2(string call, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(expected);
        called.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task Help_is_on_stdout_and_exit_0()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("--help");
        called.Exit.Should().Be(ExitCode.Ok);
        called.Out.Should().Contain("serve").And.Contain("check");
        called.Error.Should().BeEmpty();
    }

    [Fact]
    public void Where_a_verb_is_typed_no_other_is_made()
    {
        foreach (var (name, create) in HarnessCommand.Verbs)
        {
            var session = new Session(TextWriter.Null, TextWriter.Null, [name, "--help"], null);
            create(session).Name.Should().Be(name);
            HarnessCommand.Root(session).Subcommands.Should().ContainSingle().Which.Name.Should().Be(name);
        }

        HarnessCommand.Root(new Session(TextWriter.Null, TextWriter.Null, ["serv"], null)).Subcommands.Should().HaveCount(HarnessCommand.Verbs.Count, "the nearest word is sought among all");
    }

    [Fact]
    public void Of_several_outcomes_the_first_of_the_table_wins()
    {
        ExitCodes.Worst().Should().Be(ExitCode.Ok);
        ExitCodes.Worst(ExitCode.Ok, ExitCode.Inconclusive, ExitCode.Bad).Should().Be(ExitCode.Bad);
        ExitCodes.Worst(ExitCode.Bad, ExitCode.Invalid, ExitCode.Broken).Should().Be(ExitCode.Broken);
        ExitCodes.Worst(ExitCode.Broken, ExitCode.Usage, ExitCode.Interrupted).Should().Be(ExitCode.Interrupted);
    }
}
