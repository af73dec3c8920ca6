using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The asking side of the fast path: one server, its kept connections, and the loop that reads them.</summary>
/// <param name="head">Looks at each response's head, on the loop's thread.</param>
[SupportedOSPlatform("linux")]
internal sealed class FastClient(FastLoop loop, LoadProfile profile, Action<HttpResponseMessage, StreamRecorder> head)
{
    private readonly ConcurrentStack<FastConnection> _idle = new();

    public Protocol Protocol => profile.Protocol;

    public void Head(HttpResponseMessage response, StreamRecorder recorder) => head(response, recorder);

    /// <summary>Asks, and reads the stream to its end.</summary>
    /// <returns>Null when it was read; a response that is no stream, with the begin of its body.</returns>
    public async Task<HttpResponseMessage?> AskAsync(byte[] request, StreamRecorder recorder, FrameDecoder decoder, CancellationToken cancellation)
    {
        while (true)
        {
            var connection = _idle.TryPop(out var kept) ? kept : new FastConnection(loop, await AddressesAsync(cancellation), profile.Target.Port, _idle.Push);
            var call = new FastCall(this, request, recorder, decoder);
            loop.Post(connection, call, stop: false);
            using var stop = cancellation.UnsafeRegister(static state => Stop(state!), (loop, connection, call));
            var answer = await call.Answer;
            if (!answer.Gone)
            {
                return answer.Refused;
            }
        }
    }

    private static void Stop(object state)
    {
        var (loop, connection, call) = ((FastLoop, FastConnection, FastCall))state;
        loop.Post(connection, call, stop: true);
    }

    private async ValueTask<IReadOnlyList<IPAddress>> AddressesAsync(CancellationToken cancellation)
    {
        var target = profile.Target;
        if (profile.Resolve.FirstOrDefault(r => r.Port == target.Port && string.Equals(r.Host, target.IdnHost, StringComparison.OrdinalIgnoreCase)) is { } told)
        {
            return [told.Address];
        }

        if (IPAddress.TryParse(target.IdnHost, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(target.IdnHost, cancellation);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, e.Message, e);
        }
    }
}
