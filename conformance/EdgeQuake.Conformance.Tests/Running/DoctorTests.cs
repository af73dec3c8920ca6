using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Each usual mistake of an adapter is named in one sentence, before it is counted as a client's.</summary>
public sealed class DoctorTests
{
    private static readonly RunnerOptions Options = new() { Lane = LaneKind.Memory, ConnectGuard = TimeSpan.FromMilliseconds(300) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_client_is_well()
    {
        var report = await CheckAsync(Clients.Plain);
        report.Mistake.Should().BeNull();
        report.Checks.Select(c => c.Id).Should().Equal("doctor/connects", "doctor/text", "doctor/complete", "doctor/status", "doctor/cut");
        report.Checks.Should().OnlyContain(c => c.Well);
    }

    [Fact]
    public async Task It_stops_at_the_first_mistake_and_so_does_the_run()
    {
        await using var client = new InProcessClient(Given.Client, Clients.Ends(e => e with { Outcome = Outcome.Failed, Kind = FailureKind.Network }));
        var run = await Runner.RunAsync(client, CaseLibrary.BuiltIn.Cases, Options, cancellation: Stop);
        run.Doctor!.Checks.Should().HaveCount(3);
        run.Broke.Should().Be("doctor: a whole answer with its end mark was reported as failed: report complete when the client returned normally");
        run.Verdicts.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_mistake_has_its_sentence()
    {
        (await MistakeAsync((_, _, _, _) => throw new InvalidOperationException("no module x"))).Should().Contain("the adapter broke on doctor/connects: System.InvalidOperationException: no module x");
        (await MistakeAsync((_, _, _, stop) => Clients.Never(stop))).Should().Contain("never sent a request: it was asked to call /query/stream");
        (await MistakeAsync((r, h, report, stop) => Clients.Plain(r with { Url = new Uri(r.Origin, "/ask") }, h, report, stop))).Should().Contain("your client asked for GET /ask; known routes");
        (await MistakeAsync((r, h, _, stop) => Clients.Plain(r, h, _ => { }, stop))).Should().Contain("the server answered \"EdgeQuake\" and the adapter reported \"\"");
        (await MistakeAsync(Clients.Ends(e => e with { Outcome = Outcome.Complete }))).Should().Contain("a status of 400 was reported as complete");
        (await MistakeAsync(Clients.Ends(e => e.Kind == FailureKind.Network ? e with { Outcome = Outcome.Complete } : e))).Should().Contain("a stream that broke off was reported as complete");
    }

    [Fact]
    public async Task A_client_without_a_known_api_is_told_the_apis()
    {
        await using var client = new InProcessClient(Given.Client with { Apis = ["openai"] }, Clients.Plain);
        (await Doctor.CheckAsync(client, Options, Stop)).Mistake.Should().Contain("no api that we know: openai; expected one of raw, edgequake.query.documented");
    }

    private static async Task<string?> MistakeAsync(RunInProcess adapter) => (await CheckAsync(adapter)).Mistake;

    private static async Task<DoctorReport> CheckAsync(RunInProcess adapter)
    {
        await using var client = new InProcessClient(Given.Client, adapter);
        return await Doctor.CheckAsync(client, Options, Stop);
    }
}
