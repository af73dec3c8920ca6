using System.Buffers;

namespace EdgeQuake.FakeServer;

/// <summary>Watches an answer go by: where its head ends, where its body ends, and what of each read belongs to the body.</summary>
/// <param name="method">HEAD has no body.</param>
internal sealed class HeadWatch(string method)
{
    private readonly ByteQueue head = new();
    private ResponseHead? parsed;
    private BodyTracker? body;

    /// <summary>Takes a read; the end of the answer when it holds it.</summary>
    public BodyEnd? Take(ReadOnlySpan<byte> read, RecordedAnswer answer, TimeSpan at)
    {
        if (body is null)
        {
            head.Append(read);
            read = Head(answer, at);
        }

        if (body is null)
        {
            return head.Length > RequestLimits.Default.HeadBytes ? new BodyEnd(RecordedEnding.Fin, "what came is no response head") : null;
        }

        if (read.Length > 0)
        {
            answer.Read(at, read.ToArray());
            body.Take(read);
        }

        return body.Complete ? new BodyEnd(RecordedEnding.Clean, null, parsed!.KeepAlive) : null;
    }

    /// <summary>The upstream's FIN.</summary>
    public BodyEnd AtEnd() =>
        body is null ? new BodyEnd(RecordedEnding.Fin, head.Length == 0 ? "no response" : "what came is no response head")
        : body.Broken is { } broken ? new BodyEnd(RecordedEnding.Fin, $"'{broken}' where a chunk size or line end belongs")
        : ResponseHead.Framing(parsed!.Headers) == BodyFraming.Close ? new BodyEnd(RecordedEnding.Clean, null)
        : new BodyEnd(RecordedEnding.Fin, null);

    /// <summary>Parses a head that is complete and returns what follows it. Interim heads (1xx) were passed on and are forgotten.</summary>
    private ReadOnlySpan<byte> Head(RecordedAnswer answer, TimeSpan at)
    {
        while (RequestHead.LengthIn(head.Span) is var end && end > 0)
        {
            if (ResponseHead.Parse(head.Span[..end]) is not { } found)
            {
                break;
            }

            head.Consume(end);
            if (found.Status >= 200)
            {
                parsed = found;
                body = ResponseHead.Body(method, found.Status, found.Headers);
                answer.Head(at, found);
                return head.Span;
            }
        }

        return default;
    }
}

/// <summary>How an answer ended, and whether the connection can be used again.</summary>
internal readonly record struct BodyEnd(RecordedEnding How, string? Why, bool Reusable = false);
