namespace EdgeQuake.FakeServer;

/// <summary>Sends lines as they come, each at once, until they end or the client leaves.</summary>
internal sealed class LinesPlayer(Wire wire, CancellationToken gone)
{
    public async ValueTask<After> PlayAsync(AdminAnswer.Lines lines, HttpRequest request)
    {
        var head = AdminAnswer.Lines.Head(request.Http10);
        if (!await SendAsync(Http11.Head(head)))
        {
            return After.Gone;
        }

        try
        {
            await foreach (var line in lines.Each.WithCancellation(gone))
            {
                if (!await SendAsync(Http11.Frame(new PlanOp.Write(line), head.Framing)))
                {
                    return After.Gone;
                }
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return After.Gone;
        }

        if (await SendAsync(Http11.Terminator(head.Framing)) && request.KeepAlive && !request.Http10)
        {
            return After.Next;
        }

        wire.Fin(closeNotify: true);
        return After.Linger;
    }

    private async ValueTask<bool> SendAsync(byte[] bytes)
    {
        var sent = wire.TrySend(bytes);
        return sent == bytes.Length || (sent >= 0 && await wire.SendRestAsync(bytes.AsMemory(sent), gone));
    }
}
