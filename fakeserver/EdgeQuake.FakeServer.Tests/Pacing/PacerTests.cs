using System.Collections.Concurrent;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The pacer on a stepped clock: nothing early, order by deadline, resumed on its own thread, and stopped for good.</summary>
public sealed class PacerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Streams_resume_in_order_of_their_deadlines_and_never_early()
    {
        var clock = new SteppedClock();
        using var pacer = new Pacer(clock);
        var seen = new BlockingCollection<int>();
        int[] deadlines = [30, 10, 20, 10, 40];
        var waits = deadlines.Select(ms => WaitAsync(new Waiter(pacer), ms, seen)).ToArray();
        seen.Should().BeEmpty();
        clock.Step(TimeSpan.FromMilliseconds(9));
        clock.Step(TimeSpan.FromMilliseconds(1));
        (Take(seen), Take(seen)).Should().Be((10, 10));
        clock.Step(TimeSpan.FromMilliseconds(30));
        (Take(seen), Take(seen), Take(seen)).Should().Be((20, 30, 40));
        await Task.WhenAll(waits).WaitAsync(Guard, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_paced_stream_stays_on_the_pacers_thread()
    {
        using var pacer = new Pacer(Clock.Real);
        var waiter = new Waiter(pacer);
        var stream = Task.Run(async () =>
        {
            var inline = new List<bool>();
            var line = Clock.Real.Now;
            for (var i = 1; i <= 100; i++)
            {
                await waiter.Until(line += TimeSpan.FromMilliseconds(1));
                inline.Add(pacer.OnThread);
            }

            return inline;
        });

        // On the pool a wait may be over before it is awaited; from the first resumption on the stream never leaves the thread.
        (await stream.WaitAsync(Guard, TestContext.Current.CancellationToken)).SkipWhile(onThread => !onThread).Should().NotBeEmpty().And.OnlyContain(onThread => onThread);
    }

    [Fact]
    public async Task An_earlier_deadline_wakes_a_pacer_that_sleeps_for_a_later_one()
    {
        using var pacer = new Pacer(Clock.Real);
        var late = new Waiter(pacer);
        var later = late.Until(Clock.Real.Now + TimeSpan.FromHours(1)).AsTask();
        var due = Clock.Real.Now + TimeSpan.FromMilliseconds(5);
        (await new Waiter(pacer).Until(due).AsTask().WaitAsync(Guard, TestContext.Current.CancellationToken)).Should().BeTrue();
        Clock.Real.Now.Should().BeGreaterThanOrEqualTo(due);
        late.Stop();
        (await later).Should().BeFalse();
    }

    [Fact]
    public async Task Stop_ends_the_wait_and_every_later_one()
    {
        var clock = new SteppedClock();
        using var pacer = new Pacer(clock);
        var waiter = new Waiter(pacer);
        var wait = waiter.Until(TimeSpan.FromMilliseconds(5)).AsTask();
        waiter.Stop();
        (await wait).Should().BeFalse();
        (await waiter.Until(TimeSpan.Zero)).Should().BeFalse();
        (await waiter.Opened(_ => throw new InvalidOperationException("nothing is registered any more"))).Should().BeFalse();
        clock.Step(TimeSpan.FromSeconds(1));
        waiter.IsStopped.Should().BeTrue();
    }

    [Fact]
    public void A_token_that_is_paced_allocates_nothing()
    {
        using var pacer = new Pacer(Clock.Real);
        using var done = new ManualResetEventSlim();
        long allocated = 0;
        _ = Task.Run(async () =>
        {
            var waiter = new Waiter(pacer);
            var line = Clock.Real.Now;
            for (var i = 0; i < 300; i++)
            {
                // The first rounds compile the loop and grow the heap.
                allocated = i == 200 ? GC.GetAllocatedBytesForCurrentThread() : allocated;
                await waiter.Until(line += TimeSpan.FromMicroseconds(100));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            done.Set();
        }, TestContext.Current.CancellationToken);
        done.Wait(Guard, TestContext.Current.CancellationToken).Should().BeTrue();
        allocated.Should().BeLessThan(100, "100 waits: less than a byte each");
    }

    [Fact]
    public void The_real_clock_sleeps_to_the_deadline_and_not_less()
    {
        for (var i = 0; i < 20; i++)
        {
            var deadline = Clock.Real.Now + TimeSpan.FromMicroseconds(100 * i);
            Clock.Real.SleepUntil(deadline);
            Clock.Real.Now.Should().BeGreaterThanOrEqualTo(deadline);
        }
    }

    [Fact]
    public async Task A_stepped_clock_wakes_a_sleeper_when_its_time_has_come()
    {
        var clock = new SteppedClock();
        var sleeper = Task.Run(() => clock.SleepUntil(TimeSpan.FromSeconds(2)), TestContext.Current.CancellationToken);
        clock.Step(TimeSpan.FromSeconds(1));
        sleeper.IsCompleted.Should().BeFalse();
        clock.Step(TimeSpan.FromSeconds(1));
        await sleeper.WaitAsync(Guard, TestContext.Current.CancellationToken);
        clock.UtcNow.Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 2, TimeSpan.Zero));
    }

    private static int Take(BlockingCollection<int> seen) => seen.TryTake(out var one, Guard) ? one : throw new TimeoutException();

    private static async Task WaitAsync(Waiter waiter, int ms, BlockingCollection<int> seen)
    {
        await waiter.Until(TimeSpan.FromMilliseconds(ms));
        seen.Add(ms);
    }
}
