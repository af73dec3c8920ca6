using System.Net;
using System.Net.Sockets;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The ways in that start no client: one is only watched, one stands in the middle; and one address for all runs.</summary>
public sealed class BystanderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_an_observed_client_only_what_the_server_sees_is_judged_and_the_rest_is_counted()
    {
        using var http = new HttpClient();
        var asked = new List<Task>();
        var observed = ObservedClient.Create("raw", TimeSpan.FromMilliseconds(200), request => asked.Add(http.GetAsync(request.Url, Stop))).Client!;

        var run = await Runner.RunAsync(observed, Cases("recon/sends-last-id", "bom/start"), new RunnerOptions { Again = false }, cancellation: Stop);

        await Task.WhenAll(asked);
        Of(run, "bom/start").Status.Should().Be(VerdictStatus.NotApplicable);
        Of(run, "recon/sends-last-id").Status.Should().Be(VerdictStatus.Failed, "this client does not connect again");
        Of(run, "recon/sends-last-id").Findings.Should().OnlyContain(f => f.Witness == "server");
        run.Count(VerdictStatus.Broken).Should().Be(0);
    }

    [Fact]
    public async Task A_relay_that_changes_nothing_passes_and_one_that_is_not_there_does_not()
    {
        var port = FreePort();
        var options = new RunnerOptions { Listen = new IPEndPoint(IPAddress.Loopback, port), Again = false };
        await using var nothing = new RelayClient(new Uri($"http://127.0.0.1:{port}/query/stream"));

        var run = await Runner.RunAsync(nothing, Cases("bom/start", "fault/reset-between-frames", "done/missing-both", "guide/relay-newline", "guide/relay-done", "guide/relay-upstream-error"), options, cancellation: Stop);

        run.Verdicts.Where(v => v.Status != VerdictStatus.NotApplicable).Should().HaveCountGreaterThan(1).And.OnlyContain(v => v.Status == VerdictStatus.Passed || v.Status == VerdictStatus.Skipped);

        await using var absent = new RelayClient(new Uri($"http://127.0.0.1:{FreePort()}/query/stream"));
        (await Runner.RunAsync(absent, Cases("bom/start"), options, cancellation: Stop)).Verdicts.Should().OnlyContain(v => v.Status == VerdictStatus.Broken);
    }

    [Fact]
    public async Task What_only_a_relay_can_show_is_not_asked_of_others()
    {
        await using var client = new InProcessClient(ReferenceClients.Answer.Facts with { Profiles = ["relay"] }, ReferenceClients.Answer.Run);
        var run = await Runner.RunAsync(client, Cases("guide/relay-done"), new RunnerOptions { Doctor = false }, cancellation: Stop);
        run.Verdicts.Should().ContainSingle().Which.Should().Match<Verdict>(v => v.Status == VerdictStatus.NotApplicable && v.Reason!.Contains("proxy"));
    }

    [Fact]
    public async Task On_one_origin_the_reference_passes_and_a_fault_before_the_request_line_is_not_applicable()
    {
        await using var origin = OneOrigin.Start();
        await using var client = new InProcessClient(ReferenceClients.Answer.Facts, ReferenceClients.Answer.Run);
        var cases = CaseLibrary.BuiltIn.Cases.Where(c => c.Id.StartsWith("fault/", StringComparison.Ordinal) || c.Id.StartsWith("bom/", StringComparison.Ordinal) || c.Id.StartsWith("cancel/", StringComparison.Ordinal)).ToList();

        var run = await Runner.RunAsync(client, cases, new RunnerOptions { Origin = origin }, cancellation: Stop);

        run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.Broken).Select(v => $"{v.Case}: {v.Reason}").Should().BeEmpty();
        run.Verdicts.Where(v => v.Reason?.StartsWith("on one origin", StringComparison.Ordinal) == true).Should().OnlyContain(v => v.Status == VerdictStatus.NotApplicable);
        run.Count(VerdictStatus.Passed).Should().BeGreaterThan(10);
    }

    private static List<Case> Cases(params string[] ids) => [.. CaseLibrary.BuiltIn.Cases.Where(c => ids.Contains(c.Id))];

    private static Verdict Of(ConformanceRun run, string id) => run.Verdicts.Single(v => v.Case == id);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
