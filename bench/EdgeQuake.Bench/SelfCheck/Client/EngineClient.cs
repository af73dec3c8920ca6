using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The load engine itself as a contender: its reader, its judge, its timelines.</summary>
internal static class EngineClient
{
    public static async Task<IReadOnlyList<ClientStream>> PlayAsync(ClientAsk ask, bool fast, CancellationToken cancellation)
    {
        var zero = TimeSpan.Zero;
        var profile = new LoadProfile
        {
            Target = ask.Url,
            Protocol = Protocol.Edgequake,
            Rate = ClientAsk.Starts,
            Count = ask.Streams,
            WarmUp = TimeSpan.Zero,
            Drain = TimeSpan.FromMinutes(2),
            NoProbe = true,
        };
        var load = await LoadEngine.RunAsync(profile, new LoadOptions
        {
            ClockProbe = false,
            FastPath = fast,
            ExpectedTokens = ask.Tokens,
            Touch = (request, number) => request.Headers.Add(SelfTestServer.StreamHeader, number.ToString(CultureInfo.InvariantCulture)),
            Zero = z => zero = z,
        }, cancellation);
        return [.. load.Streams.Select(s => new ClientStream(s.Number, s.Complete, [.. s.Tokens.Select(t => (t.At + zero).Ticks)]))];
    }
}
