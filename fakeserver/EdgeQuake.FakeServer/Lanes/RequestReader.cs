using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Reads one request after another from a connection; what a pipelining client sent ahead stays for the next.</summary>
/// <param name="proceed">Sends <c>100 Continue</c>.</param>
internal sealed class RequestReader(Inbox inbox, Action proceed)
{
    /// <summary>A prompt with pasted documents is megabytes; more is a mistake.</summary>
    public const int MaxBody = 16 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> fresh = new(256);
    private readonly ByteQueue bytes = new();
    private TimeSpan? lineAt;

    public async ValueTask<RequestRead> ReadAsync()
    {
        lineAt = null;
        int end;
        while ((end = HeadEnd()) < 0)
        {
            if (bytes.Length > RequestHead.MaxBytes)
            {
                return Bad(431, $"a request head of more than {RequestHead.MaxBytes} bytes");
            }

            if (!await MoreAsync())
            {
                return bytes.Length == 0 ? new RequestRead.Ended() : Bad(400, "the connection ended inside the request head");
            }
        }

        if (end > RequestHead.MaxBytes)
        {
            return Bad(431, $"a request head of {end} bytes; at most {RequestHead.MaxBytes}");
        }

        var (head, status, why) = RequestHead.Parse(bytes.Span[..end]);
        return head is null ? Bad(status, why) : await BodyAsync(head, end);
    }

    private async ValueTask<RequestRead> BodyAsync(RequestHead head, int end)
    {
        var line = $"{head.Method} {head.Target}";
        var (length, status, why) = head.BodyLength();
        if (status == 0 && !head.Http10 && head.Header("host") is null)
        {
            (status, why) = (400, "no Host header (RFC 9112, 3.2)");
        }

        if (status != 0)
        {
            return Bad(status, why, line);
        }

        bytes.Consume(end);
        if (length != 0 && bytes.Length == 0 && string.Equals(head.Header("expect"), "100-continue", StringComparison.OrdinalIgnoreCase))
        {
            proceed();
        }

        var body = length is { } n ? await ExactAsync(n) : await ChunkedAsync();
        return body.Why is { } wrong
            ? Bad(body.Bytes.Length > MaxBody ? 413 : 400, wrong, line)
            : new RequestRead.Got(new HttpRequest(head.Facts(body.Bytes), lineAt!.Value, head.Http10, head.KeepAlive));
    }

    private async ValueTask<(byte[] Bytes, string? Why)> ExactAsync(long length)
    {
        if (length > MaxBody)
        {
            return (new byte[MaxBody + 1], $"a body of {length} bytes; at most {MaxBody}");
        }

        while (bytes.Length < length)
        {
            if (!await MoreAsync())
            {
                return ([], $"the connection ended after {bytes.Length} of {length} body bytes");
            }
        }

        var body = bytes.Span[..(int)length].ToArray();
        bytes.Consume((int)length);
        return (body, null);
    }

    private async ValueTask<(byte[] Bytes, string? Why)> ChunkedAsync()
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            if (await LineAsync() is not { } line)
            {
                return ([], "the connection ended inside a chunked body");
            }

            if (!int.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                return ([], $"'{line}' is no chunk size");
            }

            if (size == 0)
            {
                return await TrailersAsync() ? (body.WrittenSpan.ToArray(), null) : ([], "the connection ended inside the trailers");
            }

            var (chunk, why) = await ExactAsync((long)size + body.WrittenCount > MaxBody ? MaxBody + 1L : size);
            if (why is not null)
            {
                return (chunk, why);
            }

            body.Write(chunk);
            if (await LineAsync() is not "")
            {
                return ([], "a chunk longer than its size");
            }
        }
    }

    private async ValueTask<bool> TrailersAsync()
    {
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<string?> LineAsync()
    {
        int lf;
        while ((lf = bytes.Span.IndexOf((byte)'\n')) < 0)
        {
            if (bytes.Length > RequestHead.MaxBytes || !await MoreAsync())
            {
                return null;
            }
        }

        var line = Encoding.Latin1.GetString(bytes.Span[..lf]).TrimEnd('\r');
        bytes.Consume(lf + 1);
        return line;
    }

    /// <summary>Skips the empty lines that some clients send after a body (RFC 9112, 2.2) and stamps the request line.</summary>
    private int HeadEnd()
    {
        var skip = 0;
        while (skip < bytes.Length && bytes.Span[skip] is (byte)'\r' or (byte)'\n')
        {
            skip++;
        }

        bytes.Consume(skip);
        if (lineAt is null && bytes.Span.Contains((byte)'\n'))
        {
            lineAt = inbox.LastArrival;
        }

        return RequestHead.LengthIn(bytes.Span);
    }

    private RequestRead.Bad Bad(int status, string why, string? line = null)
    {
        var lf = bytes.Span.IndexOf((byte)'\n');
        var first = line ?? Encoding.Latin1.GetString(bytes.Span[..Math.Min(200, lf < 0 ? bytes.Length : lf)]).TrimEnd('\r');
        return new RequestRead.Bad(status, why, first, lineAt ?? inbox.LastArrival);
    }

    private async ValueTask<bool> MoreAsync()
    {
        if (!await inbox.TakeAsync(fresh))
        {
            return false;
        }

        bytes.Append(fresh.WrittenSpan);
        fresh.ResetWrittenCount();
        return true;
    }
}
