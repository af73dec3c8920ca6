using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Many streams read as cheaply as .NET can: raw sockets, no HTTP client, no parser, nothing allocated per event.</summary>
/// <param name="target">Where the contender listens.</param>
/// <param name="chat">Ask as an OpenAI client does; else as one of EdgeQuake's.</param>
internal sealed class Readers(Uri target, bool chat, ReadCount count, Clock clock)
{
    private static readonly byte[] Get = "GET /query/stream?query=x HTTP/1.1\r\nhost: localhost\r\n\r\n"u8.ToArray();
    private static readonly byte[] Post = Asked("""{"model":"gpt-4","stream":true,"messages":[{"role":"user","content":"hello"}]}""");

    private volatile bool _enough;

    private byte[] Request => chat ? Post : Get;

    /// <summary>
    /// One answer on each connection, begun evenly over <paramref name="ramp"/>. Completes when all have begun; the inner task, when all have ended.
    /// </summary>
    public Task<Task> PlayAsync(int streams, TimeSpan ramp, CancellationToken cancellation) =>
        OperatingSystem.IsLinux() ? LazilyAsync(streams, ramp, cancellation) : EagerlyAsync(streams, ramp, cancellation);

    /// <summary>Answer after answer on each connection, until <see cref="Enough"/>.</summary>
    public Task LoopAsync(int connections, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ReadAsync(again: true, 65_536, cancellation), cancellation)));

    /// <summary>The answers in flight are the last.</summary>
    public void Enough() => _enough = true;

    [SupportedOSPlatform("linux")]
    private async Task<Task> LazilyAsync(int streams, TimeSpan ramp, CancellationToken cancellation)
    {
        var reader = new LazyReader(count, clock, streams);
        var ended = Task.Factory.StartNew(reader.Run, cancellation, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await BeginAsync(streams, ramp, reader.Begin(target.Port, Request), cancellation);
        return ended;
    }

    private async Task<Task> EagerlyAsync(int streams, TimeSpan ramp, CancellationToken cancellation)
    {
        var playing = new Task[streams];
        await BeginAsync(streams, ramp, i => playing[i] = ReadAsync(again: false, 2048, cancellation), cancellation);
        return Task.WhenAll(playing.OfType<Task>());
    }

    private static byte[] Asked(string body) =>
        Encoding.ASCII.GetBytes($"POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n{body}");

    /// <summary>On a thread of its own and with the precise sleep: the phases of the streams are the experiment.</summary>
    private Task BeginAsync(int streams, TimeSpan ramp, Action<int> begin, CancellationToken cancellation) => Task.Factory.StartNew(
        () =>
        {
            var first = clock.Now;
            for (var i = 0; i < streams && !cancellation.IsCancellationRequested; i++)
            {
                clock.SleepUntil(first + (ramp * ((double)i / streams)));
                begin(i);
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task ReadAsync(bool again, int buffer, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Port), cancellation);
            var into = new byte[buffer];
            do
            {
                await socket.SendAsync(Request, cancellation);
                var whole = await AnswerAsync(socket, into, cancellation);
                count.Ended(whole);
                again &= whole && !_enough;
            }
            while (again);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            count.Ended(whole: false);
        }
    }

    private async ValueTask<bool> AnswerAsync(Socket socket, byte[] into, CancellationToken cancellation)
    {
        var answer = new AnswerCount();
        while (!answer.Ended)
        {
            var read = await socket.ReceiveAsync(into, SocketFlags.None, cancellation);
            if (read == 0)
            {
                return false;
            }

            count.Read(answer.Add(into.AsSpan(0, read)));
        }

        return count.IsWhole(answer.Events);
    }
}
