using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The kernel's stamps: read from its control messages, turned into the clock of the run, and no later where the reader is.</summary>
public sealed class ArrivalTests
{
    [Theory]
    [InlineData(100, 5_000_000, 2_000_000, 0, 97)] // 3 ms ago
    [InlineData(100, 5_000_000, 0, 0, 100)] // the kernel does not say
    [InlineData(100, 5_000_000, 5_000_001, 0, 100)] // the wall clock was set back since
    [InlineData(100, 3_600_005_000_000, 5_000_000, 90, 90)] // it was set on by an hour since
    [InlineData(100, 5_000_000, 2_000_000, 98, 98)] // nothing arrives before what came before
    [InlineData(100, 5_000_000, 2_000_000, 101, 100)] // nor after it was read
    public void A_stamp_of_the_wall_clock_becomes_one_of_the_run(int now, long utc, long arrived, int before, int expected) =>
        Arrival.Of(TimeSpan.FromMilliseconds(now), utc, arrived, TimeSpan.FromMilliseconds(before)).Should().Be(TimeSpan.FromMilliseconds(expected));

    [Theory]
    [InlineData(99, 0, 0)] // 1,980 a second: each is read at once
    [InlineData(101, 0, 2000)]
    [InlineData(101, 5, 2000)]
    [InlineData(101, 6, 0)] // so many came near that they would be read together
    [InlineData(501, 501, 250)] // more than 10,000 a second: a short while all the same
    [InlineData(501, 25, 2000)]
    public void Pieces_gather_where_many_come_and_hardly_any_near_another(int pieces, int near, int microseconds)
    {
        var crowd = default(Crowd);
        var now = TimeSpan.FromSeconds(1);
        crowd.Pause(1, now).Should().Be(0, "the first window began long ago");
        for (var i = 0; i < near; i++)
        {
            crowd.CameNear();
        }

        crowd.Pause(pieces - 1, now += TimeSpan.FromMilliseconds(49)).Should().Be(0, "it is judged each fifty milliseconds");
        crowd.Pause(1, now += TimeSpan.FromMilliseconds(1)).Should().Be(microseconds);
        crowd.Pause(1, now += TimeSpan.FromMilliseconds(49)).Should().Be(microseconds);
        crowd.Pause(1, now + TimeSpan.FromMilliseconds(1)).Should().Be(0, "2 in fifty milliseconds");
    }

    [Theory]
    [InlineData(false, false, 5, 1, false)]
    [InlineData(false, false, 3, 1, true)]
    [InlineData(false, false, 20, 2, true)] // two events that came together
    [InlineData(false, true, 0, 1, false)] // the end mark behind the last token
    [InlineData(true, false, 100, 4, false)] // head, context and first token of a slow answer
    [InlineData(true, false, 0, 1, true)]
    [InlineData(true, true, 1, 5, true)] // answered at once and whole: its caller would be held up
    public void What_is_near_another(bool first, bool last, int gap, int events, bool near) =>
        Crowd.IsNear(first, last, TimeSpan.FromMilliseconds(gap), events).Should().Be(near);

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Other_control_messages_are_passed_over_and_broken_ones_end_it()
    {
        byte[] other = [.. Head(20, 41, 50), 1, 2, 3, 4, 0, 0, 0, 0];
        byte[] stamp = [.. Head(32, 1, 35), .. Long(7), .. Long(5)];
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has them");
        LinuxReceive.Stamp([.. other, .. stamp]).Should().Be(7_000_000_005);
        LinuxReceive.Stamp(other).Should().Be(0);
        LinuxReceive.Stamp([]).Should().Be(0);
        LinuxReceive.Stamp(stamp.AsSpan(0, 30)).Should().Be(0, "cut");
        LinuxReceive.Stamp([.. Head(0, 1, 35), .. Long(7), .. Long(5)]).Should().Be(0, "it would never end");

        static byte[] Head(long length, int level, int kind) => [.. Long(length), .. Long(level + ((long)kind << 32))];
        static byte[] Long(long value)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            return bytes;
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_reader_that_comes_late_still_knows_when_it_arrived()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux stamps");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = LinuxSocket.Open(AddressFamily.InterNetwork);
        try
        {
            LinuxSocket.Connect(client, (IPEndPoint)listener.LocalEndPoint!).Should().Be(SocketError.Success);
            using var server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
            var receive = new LinuxReceive(1024);
            receive.Read(client, 0, 1024, out _, out var nothing).Should().Be(-1);
            nothing.Should().Be(SocketError.WouldBlock);
            var (before, after, arrived, error) = (0L, 0L, 0L, SocketError.Success);

            // The kernel begins to stamp some time after the first socket of the machine has asked for it.
            for (var attempt = 0; attempt < 20 && arrived == 0; attempt++)
            {
                before = Utc();
                server.Send("abc"u8);
                after = Utc();
                Later(300);
                receive.Read(client, 0, 1024, out arrived, out error).Should().Be(3);
            }

            error.Should().Be(SocketError.Success);
            receive.Buffer.AsSpan(0, 3).ToArray().Should().Equal("abc"u8.ToArray());
            arrived.Should().BeGreaterThanOrEqualTo(before - 1_000_000).And.BeLessThan(after + 200_000_000, "300 ms later it was read");

            server.Shutdown(SocketShutdown.Send);
            Later(100);
            receive.Read(client, 0, 1024, out arrived, out _).Should().Be(0);
            arrived.Should().Be(0, "an end has no stamp");
        }
        finally
        {
            _ = LinuxSocket.Close(client);
        }

        static void Later(int milliseconds) => Clock.Real.SleepUntil(Clock.Real.Now + TimeSpan.FromMilliseconds(milliseconds));
        static long Utc() => (Clock.Real.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
    }
}
