using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>HTTP/1.1 bytes of a response: head, framed body, terminator (RFC 9112).</summary>
internal static class Http11
{
    public static byte[] Head(PlanOp.Respond head)
    {
        var text = new StringBuilder($"HTTP/1.1 {head.Status} {head.Status}\r\n");
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
        if (framing != BodyFraming.Chunked)
        {
            return write.Body.ToArray();
        }

        var size = Encoding.ASCII.GetBytes((write.Declared ?? write.Body.Length).ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        return [.. size, .. write.Body.Span, .. write.Declared is null ? "\r\n"u8 : ""u8];
    }

    public static byte[] Terminator(BodyFraming framing) => framing == BodyFraming.Chunked ? "0\r\n\r\n"u8.ToArray() : [];
}
