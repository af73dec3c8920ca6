using EdgeQuake.FakeServer;
using NBomber.Contracts;
using NBomber.CSharp;
using Scenario = NBomber.CSharp.Scenario;
using Step = NBomber.CSharp.Step;

namespace EdgeQuake.Bench.NBomber;

/// <summary>A stream as a scenario of NBomber: our client reads it and our judge decides whether it was one; what it took is told as steps, for NBomber knows no other measure.</summary>
internal static class StreamScenario
{
    public const string Name = "stream";
    public const string Ttft = "time to first token";
    public const string Itl = "inter-token latency";
    public const string Tokens = "tokens";

    /// <summary>As many copies as streams at once, each playing one after the other.</summary>
    public static ScenarioProps Of(StreamPlayer player, HostOptions options) => Scenario.Create(Name, context => PlayAsync(player, context))
        .WithoutWarmUp()
        .WithLoadSimulations(Simulation.KeepConstant(options.Concurrency, options.For));

    private static async Task<IResponse> PlayAsync(StreamPlayer player, IScenarioContext context)
    {
        var stream = await player.PlayAsync();
        var took = (stream.End - stream.Started).TotalMilliseconds;
        if (!stream.Complete)
        {
            return Response.Fail(statusCode: Words.Of(stream.Class), message: stream.Message ?? "", sizeBytes: stream.Bytes, latencyMs: took);
        }

        var metrics = StreamMetrics.Of(stream);
        await TellAsync(context, Ttft, metrics["ttft-actual"]);
        await TellAsync(context, Itl, metrics["itl-stream"]);
        await TellAsync(context, Tokens, stream.Tokens.Count);
        return Response.Ok(statusCode: Words.Of(stream.Class), sizeBytes: stream.Bytes, latencyMs: took);
    }

    /// <summary>A step whose time is not measured but said. NBomber takes 0 for not said, so a microsecond stands for less.</summary>
    private static async Task TellAsync(IScenarioContext context, string step, double? value)
    {
        if (value is { } v)
        {
            await Step.Run(step, context, () => Task.FromResult(Response.Ok<object>(latencyMs: Math.Max(0.001, v))));
        }
    }
}
