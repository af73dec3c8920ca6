using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The asking side of the fast path: one server, its kept connections, and the loop that reads them.</summary>
/// <param name="head">Looks at each response's head, on the loop's thread.</param>
[SupportedOSPlatform("linux")]
internal sealed class FastClient(FastLoop loop, LoadProfile profile, Action<HttpResponseMessage, StreamRecorder> head)
{
    private readonly ConcurrentStack<FastConnection> _idle = new();
    private readonly IReadOnlyList<IPAddress>? _literal = Known(profile);

    public int Port => profile.Target.Port;

    public Protocol Protocol => profile.Protocol;

    public void Head(HttpResponseMessage response, StreamRecorder recorder) => head(response, recorder);

    public FastLoop Loop => loop;

    /// <summary>A connection that waits to be asked, or a new one.</summary>
    public ValueTask<FastConnection> ConnectionAsync(StreamTask task) =>
        _idle.TryPop(out var kept) ? new(kept) : _literal is { } address ? new(new FastConnection(this, address)) : LookedUpAsync(task.Token);

    /// <summary>An answer was read, and the connection may be asked again.</summary>
    public void Idle(FastConnection connection) => _idle.Push(connection);

    private async ValueTask<FastConnection> LookedUpAsync(CancellationToken cancellation)
    {
        try
        {
            return new FastConnection(this, await Dns.GetHostAddressesAsync(profile.Target.IdnHost, cancellation));
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, e.Message, e);
        }
    }

    private static IReadOnlyList<IPAddress>? Known(LoadProfile profile)
    {
        var target = profile.Target;
        var told = profile.Resolve.FirstOrDefault(r => r.Port == target.Port && string.Equals(r.Host, target.IdnHost, StringComparison.OrdinalIgnoreCase));
        return told is not null ? [told.Address] : IPAddress.TryParse(target.IdnHost, out var literal) ? [literal] : null;
    }
}
