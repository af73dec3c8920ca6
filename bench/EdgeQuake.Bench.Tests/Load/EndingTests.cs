using System.Net.Sockets;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Whose fault an end was, from what the client threw or why we stopped it.</summary>
public sealed class EndingTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused, StreamClass.Network)]
    [InlineData(SocketError.ConnectionReset, StreamClass.Network)]
    [InlineData(SocketError.HostNotFound, StreamClass.Network)]
    [InlineData(SocketError.TooManyOpenSockets, StreamClass.NotStarted)]
    [InlineData(SocketError.AddressNotAvailable, StreamClass.NotStarted)]
    public void A_limit_of_our_own_machine_is_not_the_servers_failure(SocketError error, StreamClass kind)
    {
        var (found, message) = Ending.Broken(new HttpRequestException("x", new SocketException((int)error)), FrameDecoder.For(Protocol.Edgequake), Recorder());

        found.Should().Be(kind);
        message.Should().NotBeNullOrEmpty().And.NotContain("\n");
    }

    [Fact]
    public void After_the_end_mark_a_broken_connection_changes_nothing()
    {
        var decoder = FrameDecoder.For(Protocol.Edgequake);
        using var reader = new SseReader();
        var sink = new FrameSink(Recorder(), decoder);
        reader.Read("data: {\"type\":\"done\"}\n\n"u8, ref sink);

        Ending.Broken(new IOException("reset"), decoder, Recorder()).Class.Should().Be(StreamClass.Complete);
        Ending.Stopped(StopReason.Lingers, decoder, Recorder(), Some.Profile()).Class.Should().Be(StreamClass.Complete);
        Ending.Stopped(StopReason.Drained, decoder, Recorder(), Some.Profile()).Class.Should().Be(StreamClass.Complete);
        Ending.Stopped(StopReason.Interrupted, decoder, Recorder(), Some.Profile()).Class.Should().Be(StreamClass.Complete);
    }

    [Fact]
    public void A_server_that_lingers_after_its_end_mark_is_complete_at_the_mark()
    {
        var recorder = Recorder();
        var sink = new FrameSink(recorder, FrameDecoder.For(Protocol.Edgequake));
        using var reader = new SseReader();
        recorder.Read(Some.Ms(40), 9);
        reader.Read("data: {\"chunk\":\"a\",\"type\":\"token\"}\n\ndata: {\"type\":\"done\"}\n\n"u8, ref sink);

        var stream = recorder.Finish(Some.Ms(5040), StreamClass.Complete, null);

        (stream.EndMark, stream.End).Should().Be((Some.Ms(40), Some.Ms(5040)));
        StreamMetrics.Of(stream)["linger"].Should().Be(5000);
    }

    private static StreamRecorder Recorder()
    {
        var recorder = new StreamRecorder(0, TimeSpan.Zero, TimeSpan.Zero);
        recorder.Start(TimeSpan.Zero);
        return recorder;
    }
}
