using System.Runtime;

namespace EdgeQuake.Bench;

/// <summary>Keeps the garbage collector of this process away while stamps are taken: nothing is collected until so much was allocated, then once, then again not.</summary>
/// <remarks>
/// A collection stops whoever reads, and one that began at an ordinary thread's allocation lasts until that thread was given a processor: on two cores that both ends shared, two
/// collections in eight seconds stopped a real-time reader for a tenth of a second each. Of the whole process; where somebody else already keeps it away, or the memory is not there,
/// nothing is changed.
/// </remarks>
internal sealed class QuietHeap : IDisposable
{
    private const long Most = 128L << 20, ShareOfMemory = 8;
    private static readonly long Size = Math.Min(Most, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory);
    private int _seen;
    private bool _own;
    private volatile bool _over;

    private QuietHeap() => Begin(collect: true);

    /// <summary>What the process has left behind until now is collected first.</summary>
    public static QuietHeap Start() => new();

    /// <summary>Begins again after a collection.</summary>
    /// <returns>Collections that this was counted as by the runtime; none of them stops anybody.</returns>
    public int Look()
    {
        var collections = GC.CollectionCount(0);
        if (_over || collections == _seen || GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            return 0;
        }

        Begin(collect: false);
        return _seen - collections;
    }

    public void Dispose()
    {
        _over = true;
        if (_own && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            try
            {
                GC.EndNoGCRegion();
            }
            catch (InvalidOperationException)
            {
                // A collection, or somebody else, ended it since.
            }
        }
    }

    private void Begin(bool collect)
    {
        (_seen, _own) = (GC.CollectionCount(0), false);
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            return; // to ask for it twice ends it
        }

        try
        {
            _own = GC.TryStartNoGCRegion(Size, disallowFullBlockingGC: !collect);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Somebody was quicker, or the limits of this process are narrower than its memory.
        }

        _seen = GC.CollectionCount(0);
    }
}
