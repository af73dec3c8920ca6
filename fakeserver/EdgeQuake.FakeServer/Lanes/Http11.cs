using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeQuake.FakeServer;

/// <summary>HTTP/1.1 bytes of a response: head, framed body, terminator (RFC 9112).</summary>
public static class Http11
{
    public static byte[] Head(PlanOp.Respond head)
    {
        var text = new StringBuilder($"HTTP/1.1 {head.Status} {ReasonPhrases.GetReasonPhrase(head.Status)}\r\n");
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

    public static byte[] Frame(PlanOp.Write write, BodyFraming framing)
    {
        var buffer = new ArrayBufferWriter<byte>(write.Body.Length + 16);
        Frame(write, framing, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same into a buffer that the caller keeps: a paced token then allocates nothing.</summary>
    public static void Frame(PlanOp.Write write, BodyFraming framing, IBufferWriter<byte> into)
    {
        if (framing != BodyFraming.Chunked)
        {
            into.Write(write.Body.Span);
            return;
        }

        _ = Utf8Formatter.TryFormat(write.Declared ?? write.Body.Length, into.GetSpan(8), out var size, 'x');
        into.Advance(size);
        into.Write("\r\n"u8);
        into.Write(write.Body.Span);
        into.Write(write.Declared is null ? "\r\n"u8 : ""u8);
    }

    public static byte[] Terminator(BodyFraming framing) => framing == BodyFraming.Chunked ? "0\r\n\r\n"u8.ToArray() : [];
}
