using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Reads one request after another from a connection; what a pipelining client sent ahead stays for the next.</summary>
/// <param name="proceed">Sends <c>100 Continue</c>.</param>
internal sealed class RequestReader(Inbox inbox, RequestLimits limits, Action proceed)
{
    private readonly ArrayBufferWriter<byte> fresh = new(256);
    private readonly ByteQueue bytes = new();
    private TimeSpan? lineAt;

    /// <summary>When the first byte came of a request that is not yet whole; else when the wait for it began. Zero while nothing is read.</summary>
    private long since;
    private volatile bool inside;

    /// <summary>Whether the peer has had longer than it may: for the rest of a request, or to begin one.</summary>
    public bool IsOverdue(TimeSpan now) =>
        Volatile.Read(ref since) is var at and > 0 && now.Ticks - at > (inside ? limits.ReadTime : limits.IdleTime).Ticks;

    public async ValueTask<RequestRead> ReadAsync()
    {
        inside = bytes.Length > 0;
        Volatile.Write(ref since, Clock.Real.Now.Ticks);
        var read = await OneAsync();
        Volatile.Write(ref since, 0);
        return read;
    }

    private async ValueTask<RequestRead> OneAsync()
    {
        lineAt = null;
        int end;
        while ((end = HeadEnd()) < 0)
        {
            if (bytes.Length > limits.HeadBytes)
            {
                return Bad(431, $"a request head of more than {limits.HeadBytes} bytes");
            }

            if (!await MoreAsync())
            {
                return bytes.Length == 0 ? new RequestRead.Ended() : Cut("the connection ended inside the request head");
            }
        }

        if (end > limits.HeadBytes)
        {
            return Bad(431, $"a request head of {end} bytes; at most {limits.HeadBytes}");
        }

        var (head, status, why) = RequestHead.Parse(bytes.Span[..end], limits.Headers);
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
            ? inbox.Expired ? Cut(wrong, line) : Bad(body.Bytes.Length > limits.BodyBytes ? 413 : 400, wrong, line)
            : new RequestRead.Got(new HttpRequest(head.Facts(body.Bytes), lineAt!.Value, head.Http10, head.KeepAlive));
    }

    private async ValueTask<(byte[] Bytes, string? Why)> ExactAsync(long length)
    {
        if (length > limits.BodyBytes)
        {
            return (new byte[limits.BodyBytes + 1], $"a body of {length} bytes; at most {limits.BodyBytes}");
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

            var (chunk, why) = await ExactAsync((long)size + body.WrittenCount > limits.BodyBytes ? limits.BodyBytes + 1L : size);
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
            if (bytes.Length > limits.HeadBytes || !await MoreAsync())
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

    /// <summary>The peer ended inside a request, or took longer over it than it may.</summary>
    private RequestRead.Bad Cut(string why, string? line = null) =>
        inbox.Expired ? Bad(408, $"the request was not complete after {limits.ReadTime.TotalSeconds:0.###} s", line) : Bad(400, why, line);

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

        if (!inside)
        {
            Volatile.Write(ref since, Clock.Real.Now.Ticks);
            inside = true;
        }

        bytes.Append(fresh.WrittenSpan);
        fresh.ResetWrittenCount();
        return true;
    }
}
