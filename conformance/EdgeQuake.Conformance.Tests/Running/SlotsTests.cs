using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A case of several streams waits for all its slots without holding up another for ever.</summary>
public sealed class SlotsTests
{
    [Fact]
    public async Task Runs_never_outnumber_the_slots_and_all_get_theirs()
    {
        using var slots = new Slots(4);
        var (now, most) = (0, 0);
        var gate = new Lock();
        async Task TakeAsync(int n)
        {
            using var taken = await slots.TakeAsync(n, TestContext.Current.CancellationToken);
            lock (gate)
                most = Math.Max(most, now += n);
            await Task.Yield();
            lock (gate)
                now -= n;
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => TakeAsync(1 + (i % 4)))).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        most.Should().BeLessThanOrEqualTo(4);
        now.Should().Be(0);
    }

    [Fact]
    public async Task A_cancelled_wait_gives_back_what_it_took()
    {
        using var slots = new Slots(2);
        using var stop = new CancellationTokenSource();
        var one = await slots.TakeAsync(1, CancellationToken.None);
        var two = slots.TakeAsync(2, stop.Token);
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => two).Should().ThrowAsync<OperationCanceledException>();
        one.Dispose();
        using var both = await slots.TakeAsync(2, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
