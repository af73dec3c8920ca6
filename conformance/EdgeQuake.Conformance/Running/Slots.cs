namespace EdgeQuake.Conformance;

/// <summary>So many runs at once: a case of several streams takes several slots together, in turn, so that two such cases never wait for each other.</summary>
internal sealed class Slots(int count) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _free = new(count, count);

    internal async Task<IDisposable> TakeAsync(int n, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var taken = 0;
        try
        {
            for (; taken < n; taken++)
                await _free.WaitAsync(cancellation);
            return new Taken(_free, n);
        }
        catch (OperationCanceledException)
        {
            if (taken > 0)
                _free.Release(taken);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _free.Dispose();
    }

    private sealed class Taken(SemaphoreSlim free, int n) : IDisposable
    {
        public void Dispose() => free.Release(n);
    }
}
