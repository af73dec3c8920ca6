using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The self-test as the command runs it: two real processes on one clock.</summary>
public sealed class SelfTestProcessTests
{
    [Fact]
    public async Task Reported_less_true_between_two_processes()
    {
        var cancellation = Scenarios.Guard(TestContext.Current.CancellationToken);
        var command = Path.Combine(AppContext.BaseDirectory, "EdgeQuake.Harness.dll");
        using var probe = Process.Start(new ProcessStartInfo("dotnet", [command, "--help"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        await probe.StandardOutput.ReadToEndAsync(cancellation);
        await probe.WaitForExitAsync(cancellation);
        probe.ExitCode.Should().Be(0, "the self-test starts this command, and a test that skips would hide that it cannot");

        var result = await SelfTest.RunAsync(
            new SelfTestOptions { Server = ["dotnet", command, "selftest-server"], Levels = [2], For = TimeSpan.FromSeconds(1), StreamLength = TimeSpan.FromMilliseconds(500) }, cancellation);

        result.Broken.Should().BeNull();
        var row = result.Rows.Should().ContainSingle().Subject;
        row.Lost.Should().Be(0);
        row.Lateness.P50.Should().BeGreaterThan(0, "the clocks of two processes of one machine agree");
        row.Lateness.P50.Should().BeLessThan(1000);
    }
}
