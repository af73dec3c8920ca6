using System.Text;
using EdgeQuake.Conformance;

namespace EdgeQuake.Bench;

/// <summary>The answer of the call that does not stream: one JSON document, read as the reference client reads it.</summary>
internal static class WholeAnswer
{
    /// <summary>Reads and stamps it; the whole text is one token.</summary>
    public static async Task<(StreamClass Class, string? Message)> ReadAsync(Stream body, StreamRecorder recorder, Func<TimeSpan> now, CancellationToken cancellation)
    {
        using var document = new MemoryStream();
        var buffer = new byte[4096];
        int n;
        while ((n = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            recorder.Read(now(), n);
            document.Write(buffer, 0, n);
        }

        if (AnswerBody.Text(document.ToArray()) is not { } text)
        {
            return (StreamClass.Protocol, "the call that does not stream brought no answer");
        }

        recorder.Event();
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length > 0)
        {
            recorder.Token(Characters(utf8), utf8);
        }

        recorder.EndMark();
        return (StreamClass.Complete, null);
    }

    /// <summary>Code points: every byte that does not continue a UTF-8 sequence.</summary>
    public static int Characters(ReadOnlySpan<byte> utf8)
    {
        var n = 0;
        foreach (var b in utf8)
        {
            n += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return n;
    }
}
