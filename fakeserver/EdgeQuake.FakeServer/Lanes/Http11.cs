using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeQuake.FakeServer;

/// <summary>HTTP/1.1 bytes of a response, or HTTP/1.0 where its head says so: head, framed body, terminator (RFC 9112).</summary>
public static class Http11
{
    public static byte[] Head(PlanOp.Respond head)
    {
        var text = new StringBuilder($"HTTP/{(head.Http10 ? "1.0" : "1.1")} {head.Status} {ReasonPhrases.GetReasonPhrase(head.Status)}\r\n");
        foreach (var h in head.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{h.Name}: {h.Value}\r\n");
        }

        if (head.Status is not (204 or 304))
        {
            text.Append(head.Framing switch
            {
                BodyFraming.Chunked => "Transfer-Encoding: chunked\r\n",
                BodyFraming.Length => $"Content-Length: {head.Length}\r\n",
                _ => "",
            });
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    public static byte[] Frame(PlanOp.Write write, BodyFraming framing, ChunkParts? chunks = null)
    {
        var buffer = new ArrayBufferWriter<byte>(write.Body.Length + 16);
        Frame(write, framing, buffer, chunks);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same into a buffer that the caller keeps: a paced token then allocates nothing.</summary>
    public static void Frame(PlanOp.Write write, BodyFraming framing, IBufferWriter<byte> into, ChunkParts? chunks = null)
    {
        var body = write.Body.Span;
        var extension = chunks?.Extension ?? "";
        var span = into.GetSpan(body.Length + extension.Length + 13); // eight digits, a semicolon and two line ends
        var at = 0;
        if (framing == BodyFraming.Chunked)
        {
            _ = Utf8Formatter.TryFormat(write.Declared ?? body.Length, span, out at, 'x');
            if (extension.Length > 0)
            {
                span[at++] = (byte)';';
                at += Encoding.ASCII.GetBytes(extension, span[at..]);
            }

            "\r\n"u8.CopyTo(span[at..]);
            at += 2;
        }

        body.CopyTo(span[at..]);
        at += body.Length;
        if (framing == BodyFraming.Chunked && write.Declared is null)
        {
            "\r\n"u8.CopyTo(span[at..]);
            at += 2;
        }

        into.Advance(at);
    }

    public static byte[] Terminator(BodyFraming framing, ChunkParts? chunks = null) =>
        framing != BodyFraming.Chunked ? []
        : chunks is null ? "0\r\n\r\n"u8.ToArray()
        : Encoding.UTF8.GetBytes($"0\r\n{string.Concat(chunks.Trailers.Select(t => $"{t.Name}: {t.Value}\r\n"))}\r\n");
}
