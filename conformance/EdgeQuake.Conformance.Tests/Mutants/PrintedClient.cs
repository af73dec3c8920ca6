namespace EdgeQuake.Conformance.Tests;

/// <summary>What a plain command shows of a reference client: text as it is printed, and whether it succeeded. Judged as a command is, without starting one a case.</summary>
internal sealed class PrintedClient(ClientFacts facts, RunInProcess run) : AttachedClient
{
    private readonly SocketsHttpHandler _sockets = new() { UseProxy = false, UseCookies = false };

    internal static ReferenceClient Reference { get; } = new(
        ReferenceClients.Answer.Facts with { Name = "AnswerStream, printed", Way = WayIn.Exec, Profiles = ["exec"], Capabilities = [] }, ReferenceClients.Answer.Run);

    public override ClientFacts Facts => facts;

    /// <summary>A command or a proxy where the facts say so, a client of this process otherwise.</summary>
    internal static AttachedClient Of(ClientFacts facts, RunInProcess run) => facts.Way switch
    {
        WayIn.Exec => new PrintedClient(facts, run),
        WayIn.Relay => new RelayedClient(facts, run),
        _ => new InProcessClient(facts, run),
    };

    public override async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var printed = new List<TranscriptItem>();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var end = await run(request, _sockets, Print, broken.Token).WaitAsync(cancellation);
            lock (printed)
                return new([.. printed], new(end.At, end.Outcome == FakeServer.Outcome.Complete ? end.Outcome : FakeServer.Outcome.Failed));
        }
        catch (OperationCanceledException)
        {
            lock (printed)
                return new([.. printed], null);
        }

        void Print(TranscriptItem item)
        {
            if (item is not TranscriptItem.Token)
                return;
            lock (printed)
                printed.Add(item);
            report(item);
            if (request.Cancel?.At == FakeServer.CancelMoment.StdoutClosed)
                broken.Cancel();
        }
    }

    public override ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        return ValueTask.CompletedTask;
    }
}
