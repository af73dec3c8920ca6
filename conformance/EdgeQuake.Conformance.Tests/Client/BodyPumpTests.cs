using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Bytes that came before a broken chunk header are shown, although they arrive in the same packet as it.</summary>
public sealed class BodyPumpTests
{
    private const string Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "6\r\ndata: \r\n7\r\nEdge\n\n\n\r\nzz\r\n";

    [Fact]
    public async Task Nothing_read_is_lost_to_a_bad_chunk_after_it()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new OnePacket(Encoding.ASCII.GetBytes(Answer))) };
        var asking = new Asking("edgequake.query") { Options = new([], 0, null, null, false, true) };
        var end = await asking.AnswerAsync(handler);
        (end.Outcome, end.Text).Should().Be((Outcome.Failed, "Edge"));
    }

    /// <summary>A connection whose whole answer comes in one read.</summary>
    private sealed class OnePacket(byte[] answer) : MemoryStream
    {
        private bool _given;

        public override bool CanWrite => true;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (_given || buffer.IsEmpty)
                return 0;
            _given = true;
            answer.CopyTo(buffer);
            return answer.Length;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
