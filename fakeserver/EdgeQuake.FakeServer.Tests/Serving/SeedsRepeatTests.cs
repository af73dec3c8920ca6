using CsCheck;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Draws are a function of seed, scenario, attempt and stream: whatever runs beside, in whatever order, the same come out.</summary>
public sealed class SeedsRepeatTests
{
    private static readonly string[] Forms = ["uniform(1ms, 3ms)", "normal(2ms, 1ms)", "lognormal(2ms, p99=4ms)", "exp(1ms)", "gamma(2ms, cv=2)", "rate(900/s)", "[1ms, 2ms]"];

    private static readonly Gen<(ulong Seed, string Ttft, string Itl, string Write, int Streams)> Runs =
        Gen.Select(Gen.ULong, One(Forms), One(Forms), One("event", "random(1..5)"), Gen.Int[2, 24]);

    [Fact]
    public void Rendered_side_by_side_plans_are_those_rendered_alone() => Runs.Sample(
        run =>
        {
            var s = Load(run);
            var alone = Enumerable.Range(0, run.Streams).Select(n => Story(s, n)).ToArray();
            var beside = new string[run.Streams];
            Parallel.For(0, run.Streams, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n => beside[run.Streams - 1 - n] = Story(s, run.Streams - 1 - n));
            return beside.SequenceEqual(alone);
        },
        iter: 60);

    [Fact]
    public void Played_at_once_by_many_clients_each_attempt_draws_what_it_draws_alone() => Runs.Sample(
        run =>
        {
            var s = Load(run);
            using var server = new Stopped(FakeSseServer.StartAsync(s, cancellation: TestContext.Current.CancellationToken).GetAwaiter().GetResult());
            Parallel.For(0, run.Streams, new ParallelOptions { MaxDegreeOfParallelism = 24 }, _ =>
            {
                using var client = RawClient.Connect(server.Server.BaseAddress);
                client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
            });
            var drawn = server.Server.EntriesAsync().GetAwaiter().GetResult().Select(e => string.Join(' ', e.Draws)).Order(StringComparer.Ordinal);
            var alone = Enumerable.Range(1, run.Streams).Select(n => string.Join(' ', s.Plan(attempt: n).Draws)).Order(StringComparer.Ordinal);
            return drawn.SequenceEqual(alone);
        },
        iter: 12);

    private static Scenario Load((ulong Seed, string Ttft, string Itl, string Write, int Streams) run) => Yaml.Load(
        $"protocol: sse\nseed: {run.Seed}\nwrite: {run.Write}\npace: {{ ttft: {Quoted(run.Ttft)}, itl: {Quoted(run.Itl)} }}\nsteps: [ {{ tokens: [a, b, c, d] }}, {{ wait: \"exp(1ms)\" }} ]");

    private static Gen<string> One(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static string Quoted(string form) => form.StartsWith('[') ? form : $"\"{form}\"";

    private static string Story(Scenario s, int stream) => s.Plan(stream: stream) is var plan ? string.Join('|', plan.Story()) + string.Join(' ', plan.Draws) : "";

    private sealed class Stopped(FakeSseServer server) : IDisposable
    {
        public FakeSseServer Server => server;

        public void Dispose() => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
