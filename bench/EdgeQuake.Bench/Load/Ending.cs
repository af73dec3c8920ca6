using System.Globalization;
using System.Net.Sockets;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How a stream ended → its class and one line. The judgement is the decoder's, the same that conformance uses.</summary>
internal static class Ending
{
    public static (StreamClass Class, string? Message) Of(FrameDecoder decoder, TransportEnd transport, StreamRecorder recorder, string? why)
    {
        var end = decoder.Conclude(transport);
        var after = string.Create(CultureInfo.InvariantCulture, $"after {recorder.TokenCount} tokens");
        return end switch
        {
            { Outcome: Outcome.Complete } when recorder.MalformedCount > 0 => (StreamClass.Protocol, $"{recorder.MalformedCount} frames could not be read"),
            { Outcome: Outcome.Complete } when recorder.BeganAgain is { } characters => (StreamClass.Duplicated, string.Create(CultureInfo.InvariantCulture, $"the answer began again after {characters} characters: its text came twice")),
            { Outcome: Outcome.Complete } => (StreamClass.Complete, null),
            { Outcome: Outcome.Incomplete } => (StreamClass.Truncated, $"the body ended without the end mark {after}"),
            { Kind: FailureKind.Server } => (StreamClass.Server, $"error frame {after}: {end.Code} {end.Message}".TrimEnd()),
            { Kind: FailureKind.Timeout } => (StreamClass.Timeout, $"{why} {after}"),
            { Kind: FailureKind.Protocol } => (StreamClass.Protocol, $"{why} {after}"),
            _ => (StreamClass.Network, recorder.Status == 0 ? why ?? "the connection broke" : $"{why ?? "the connection broke"} {after}"),
        };
    }

    /// <summary>We stopped it.</summary>
    public static (StreamClass Class, string? Message) Stopped(StopReason reason, FrameDecoder decoder, StreamRecorder recorder, LoadProfile profile) => reason switch
    {
        StopReason.Idle => Of(decoder, TransportEnd.Timeout, recorder, $"no byte for {Figures.Seconds(profile.Idle)}"),
        StopReason.Overall => Of(decoder, TransportEnd.Timeout, recorder, $"not over in {Figures.Seconds(profile.Overall)}"),
        StopReason.Lingers => Of(decoder, TransportEnd.CleanEof, recorder, null),
        StopReason.Drained when !decoder.Done => (StreamClass.Cut, "still running when the drain ended"),
        StopReason.Interrupted when !decoder.Done => (StreamClass.Interrupted, null),
        _ => Of(decoder, TransportEnd.Cancelled, recorder, null),
    };

    /// <summary>The client threw. A response that is no HTTP is a protocol failure, everything else the network's.</summary>
    public static (StreamClass Class, string? Message) Broken(Exception e, FrameDecoder decoder, StreamRecorder recorder)
    {
        var innermost = e;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        // Our machine's limits are not the server's failure.
        if (innermost is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.AddressNotAvailable or SocketError.NoBufferSpaceAvailable } ours && recorder.Status == 0)
        {
            return (StreamClass.NotStarted, $"this machine had no socket left for it: {ours.Message}");
        }

        var error = e switch { HttpRequestException r => r.HttpRequestError, HttpIOException io => io.HttpRequestError, _ => HttpRequestError.Unknown };
        var why = error == HttpRequestError.Unknown ? innermost.Message : $"{Words.Of(error)}: {innermost.Message}";
        return Of(decoder, TransportEnd.Broken, recorder, why.ReplaceLineEndings(" ").TrimEnd('.'));
    }
}
