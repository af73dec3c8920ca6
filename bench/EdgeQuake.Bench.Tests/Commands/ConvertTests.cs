using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>record</c>, <c>convert</c>, <c>check</c> and <c>serve</c> in a row as a user types them; and what cannot be converted.</summary>
public sealed class ConvertTests
{
    private const string Header = """{"kind":"recording","schema":1,"tool":"t","upstream":"http://x/","startedUtc":"2026-01-01T00:00:00+00:00"}""" + "\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_served_and_recorded_is_served_again(bool exact)
    {
        using var tool = new Tool();
        var first = await AskAsync(tool, "what-is-edgequake", record: true);
        string[] convert = ["convert", "run.jsonl", "-o", "again.yaml", .. exact ? ["--exact"] : Array.Empty<string>()];
        var converted = await tool.RunAsync(convert);
        (converted.Exit, string.Join('\n', converted.ErrorLines)).Should().Be((ExitCode.Ok, ""));
        tool.Read("again.yaml").Contains("token:", StringComparison.Ordinal).Should().Be(!exact);
        (await tool.RunAsync("check", "again.yaml")).Exit.Should().Be(ExitCode.Ok);
        (await AskAsync(tool, "again.yaml", record: false)).Should().Be(first);
    }

    [Theory]
    [InlineData("none.jsonl", "cannot be read")]
    [InlineData("bad.jsonl", "bad.jsonl:2:1: ")]
    [InlineData("empty.jsonl", "holds no exchange")]
    public async Task What_is_no_recording_is_one_line_and_exit_2(string file, string says)
    {
        using var tool = new Tool();
        tool.Write("bad.jsonl", Header + "data: x\n");
        tool.Write("empty.jsonl", Header);
        var called = await tool.RunAsync("convert", file, "-o", "x.yaml");
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(says);
        tool.Has("x.yaml").Should().BeFalse();
    }

    /// <summary>Serves a scenario, asks it, if so through the recorder, and gives the body.</summary>
    private static async Task<string> AskAsync(Tool tool, string scenario, bool record)
    {
        await using var serve = tool.Start("serve", scenario, "--port", "0");
        var root = (await serve.Out.LineAsync("listening on")).Split(' ')[2].TrimEnd(',');
        await using var recorder = record ? tool.Start("record", "--upstream", root, "-o", "run.jsonl", "--port", "0") : null;
        var ask = recorder is null ? root : (await recorder.Out.LineAsync("recording ")).Split(' ')[3];
        using var client = new HttpClient();
        var body = await client.GetStringAsync(new Uri($"{ask}/query/stream?query=What+is+EdgeQuake"), TestContext.Current.CancellationToken);
        foreach (var call in new[] { recorder, serve }.OfType<Call>())
        {
            await call.InterruptAsync();
            (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted);
        }

        return body;
    }
}
