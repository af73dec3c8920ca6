using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A load on a terminal: its live rows follow the window's size, and a terminal that hangs up costs no figure.</summary>
public sealed partial class TerminalTests
{
    private const string Reason = "terminals are opened as Linux does, by setsid of util-linux";

    private static bool Here => OperatingSystem.IsLinux() && (File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid"));

    [Fact]
    public async Task The_window_may_change_its_size_while_a_load_is_shown()
    {
        Assert.SkipUnless(Here, Reason);
        await using var server = await ServerAsync();
        using var terminal = new Terminal(120, 30);
        using var tool = new Tool();
        await using var call = tool.OnTerminal(terminal.Name, ["load", $"{server.BaseAddress}", "--concurrency", "2", "--for", "1m", "--warm-up", "0s", "--out", "run"]);
        await DrawnAsync(terminal, 0, "validity");
        foreach (var (columns, rows) in ((ushort, ushort)[])[(40, 10), (200, 50), (8, 2), (1, 1), (30, 8)])
        {
            terminal.Resize(columns, rows);
            var from = terminal.Drawn.Length;
            await DrawnAsync(terminal, from + 20, "");
        }

        var narrow = terminal.Drawn.Length;
        await DrawnAsync(terminal, narrow + 2000, "");
        var drawn = terminal.Drawn[narrow..];
        await call.InterruptAsync();
        await terminal.Over.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted, terminal.Drawn);
        terminal.Drawn.Should().NotContain("defect").And.NotContain("Unhandled").And.Contain("INTERRUPTED").And.Contain("verdict");
        tool.Has("run/run.json").Should().BeTrue();

        // Whole lines only: the first and the last may be cut by when we looked.
        Control().Replace(drawn, "").Split(['\n', '\r'])[1..^1].Should().OnlyContain(l => l.Length <= 30, "the rows follow the window");
    }

    [Fact]
    public async Task A_terminal_that_hangs_up_costs_no_figure()
    {
        Assert.SkipUnless(Here, Reason);
        await using var server = await ServerAsync();
        using var terminal = new Terminal(120, 30);
        using var tool = new Tool();
        await using var call = tool.OnTerminal(terminal.Name, ["load", $"{server.BaseAddress}", "--concurrency", "2", "--for", "1m", "--warm-up", "0s", "--out", "run"]);
        await DrawnAsync(terminal, 0, "validity");
        terminal.Dispose();
        await call.EndAsync();
        RunJson.Read(tool.Read("run/run.json"), out _)!.Interrupted.Should().BeTrue();
    }

    private static async Task DrawnAsync(Terminal terminal, int length, string words)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (terminal.Drawn.Length < length || !terminal.Drawn.Contains(words, StringComparison.Ordinal))
        {
            if (guard.IsCancellationRequested)
            {
                throw new InvalidOperationException($"nothing more was drawn than {terminal.Drawn.Length} characters, to {length} and '{words}': …{terminal.Drawn[Math.Max(0, terminal.Drawn.Length - 300)..]}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Task<FakeSseServer> ServerAsync() => Scenarios.ServeAsync("scenario: shown\nprotocol: edgequake\npace: { ttft: 10ms, itl: 10ms }\nsteps: [ { tokens: [a, b, c] }, { done: } ]");

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Control();
}
