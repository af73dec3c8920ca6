using System.Buffers;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The line to an adapter that asks over HTTP: what we say waits in a queue until the page fetches it.</summary>
internal sealed class PageLink : AdapterLink
{
    private readonly AdapterPage _page;
    private readonly TaskCompletionSource<int?> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal PageLink(AdapterPage page, Action<ReadOnlySequence<byte>> hear)
    {
        _page = page;
        Exit = _over.Task;
        page.Attach(hear, Unfetched);
    }

    internal override bool Restartable => false;

    internal override void Say(byte[] line) => _page.Say(line);

    internal override void Kill() => _over.TrySetResult(null);

    internal override Task<bool> FinishAsync()
    {
        _page.Finish();
        Kill();
        return Task.FromResult(true);
    }

    public override async ValueTask DisposeAsync() => await FinishAsync();

    private void Unfetched()
    {
        Fault = $"nobody fetched the next message for {ServerWitness.Seconds(AdapterPage.Fetched)}: is the page still open, and does it ask again while a run is on?";
        Kill();
    }
}
