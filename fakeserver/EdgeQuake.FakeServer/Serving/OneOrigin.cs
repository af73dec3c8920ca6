using System.Globalization;
using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>One address for many servers, told apart by the first segment of the path: for clients that reach no other port (pages, phones, containers).</summary>
/// <remarks>
/// <c>GET /r7/stream ─→ server 7 sees GET /stream</c>. A server here has no connection of its own before the request line: faults on accept cannot be played.
/// </remarks>
public sealed class OneOrigin : IAsyncDisposable
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, Stage> stages = new(StringComparer.Ordinal);
    private readonly Stage lobby;
    private readonly Lane lane;
    private int joined;

    private OneOrigin(IPEndPoint listen, Uri? publicUrl)
    {
        lobby = new Stage(new FakeServerOptions { Address = listen.Address, Port = listen.Port }, new Lobby(), null) { Router = Route };
        lane = SocketLane.Start(lobby);
        BaseAddress = publicUrl ?? lane.BaseAddress;
    }

    /// <summary>As clients reach it, without the segment of a server.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Listens.</summary>
    /// <param name="listen">Null = any free port of the loopback address. Anything but loopback is a decision: scripted servers have no access control.</param>
    /// <param name="publicUrl">How clients reach it, where that is not the address that it listens on.</param>
    /// <exception cref="FakeServerException">The address is taken.</exception>
    public static OneOrigin Start(IPEndPoint? listen = null, Uri? publicUrl = null) => new(listen ?? new IPEndPoint(IPAddress.Loopback, 0), publicUrl);

    public ValueTask DisposeAsync()
    {
        lane.Dispose();
        lobby.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Lane Join(Stage stage)
    {
        lock (sync)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"r{++joined}");
            stages.Add(name, stage);
            return new Segment(this, name);
        }
    }

    /// <summary>Whose request it is, and the request as that server sees it; the lobby's own 404 when it is nobody's.</summary>
    private (Stage Stage, HttpRequest Request) Route(HttpRequest request)
    {
        var facts = request.Facts;
        var end = facts.Target.IndexOfAny(['/', '?'], 1);
        var name = facts.Target.Length < 2 ? "" : facts.Target[1..(end < 0 ? facts.Target.Length : end)];
        lock (sync)
        {
            if (!stages.TryGetValue(name, out var stage))
            {
                return (lobby, request);
            }

            var target = end < 0 ? "/" : facts.Target[end] == '?' ? "/" + facts.Target[end..] : facts.Target[end..];
            var path = facts.Path.Length > name.Length + 1 ? facts.Path[(name.Length + 1)..] : "/";
            return (stage, request with { Facts = facts with { Target = target, Path = path } });
        }
    }

    private void Leave(string name)
    {
        lock (sync)
        {
            stages.Remove(name);
        }
    }

    private sealed class Segment(OneOrigin origin, string name) : Lane
    {
        public override Uri BaseAddress { get; } = new(origin.BaseAddress.AbsoluteUri.TrimEnd('/') + $"/{name}/");

        public override HttpMessageHandler CreateHandler() => origin.lane.CreateHandler();

        public override void Dispose() => origin.Leave(name);
    }

    /// <summary>Answers what no server of the origin is asked.</summary>
    private sealed class Lobby : Script
    {
        public override IEnumerable<string> Unused => [];

        public override Decision Decide(RequestFacts facts, Arrival arrival)
        {
            var sentence = $"unmatched {facts.Method} {facts.Path}; here runs are told apart by the first segment of the path: keep all of the base URL that you were given";
            return new Decision("", -1, 0, false, Answers.Text(404, sentence), [sentence], null);
        }
    }
}
