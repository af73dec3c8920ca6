using System.Runtime;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The collector is kept away for a while, comes once, and is kept away again. Of the whole process, so nothing else runs beside it.</summary>
[Collection(nameof(Alone))]
public sealed class QuietHeapTests
{
    private const int MB = 1 << 20;
    private static readonly byte[]?[] Kept = new byte[256][];

    [CollectionDefinition(DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public void Nothing_is_collected_until_so_much_was_allocated()
    {
        var watch = new GcWatch();
        using (var heap = QuietHeap.Start())
        {
            watch.Restart();
            Allocate(48 * MB);
            watch.Count.Should().Be(0);
            heap.Look().Should().Be(0, "there was none");

            Allocate(300 * MB);
            watch.Count.Should().BePositive("its room is used up");
            GCSettings.LatencyMode.Should().NotBe(GCLatencyMode.NoGCRegion);
            var before = watch.Count;
            watch.Overlook(heap.Look());
            GCSettings.LatencyMode.Should().Be(GCLatencyMode.NoGCRegion);
            watch.Count.Should().Be(before, "to begin again is no collection");
            Allocate(48 * MB);
            watch.Count.Should().Be(before);
        }

        GCSettings.LatencyMode.Should().NotBe(GCLatencyMode.NoGCRegion);
        Allocate(300 * MB);
        watch.Count.Should().BeGreaterThan(2);
    }

    [Fact]
    public void Who_keeps_it_away_already_is_let_be()
    {
        using var first = QuietHeap.Start();
        using (QuietHeap.Start())
        {
            GCSettings.LatencyMode.Should().Be(GCLatencyMode.NoGCRegion);
        }

        using var third = QuietHeap.Start();
        GCSettings.LatencyMode.Should().Be(GCLatencyMode.NoGCRegion);
    }

    [Fact]
    public void What_is_over_begins_no_more()
    {
        var heap = QuietHeap.Start();
        heap.Dispose();
        GC.Collect();
        heap.Look().Should().Be(0);
        GCSettings.LatencyMode.Should().NotBe(GCLatencyMode.NoGCRegion);
    }

    private static void Allocate(int bytes)
    {
        for (var i = 0; i < bytes / 10_000; i++)
        {
            Kept[i % Kept.Length] = new byte[10_000];
        }
    }
}
