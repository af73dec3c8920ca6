using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Acknowledgements of the peer's kernel, stamped where they are asked for and can be told.</summary>
public sealed class AckTests
{
    private static readonly FakeServerOptions Asked = new() { JournalAcks = true };

    private static readonly Plan Paced = Plan(Ok, Write("one"), new PlanOp.Wait(TimeSpan.FromMilliseconds(100)), Write("two"), End(EndKind.Close));

    [Fact]
    public async Task Each_write_has_its_stamp_in_order_on_linux_and_none_elsewhere()
    {
        await using var server = await StartAsync(Asked, Paced);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        var writes = (await server.OnlyEntryAsync()).Writes;
        if (!OperatingSystem.IsLinux())
        {
            writes.Should().OnlyContain(w => w.Acked == null);
            return;
        }

        writes.Should().OnlyContain(w => w.Acked >= w.Sent);
        writes[0].Acked.Should().BeLessThan(writes[1].Sent, "100 ms are longer than any peer holds an acknowledgement back");
    }

    [Fact]
    public async Task What_a_peer_never_takes_is_never_acknowledged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells");
        await using var server = await StartAsync(Asked, Plan(Ok, Write(new string('x', 32 * 1024 * 1024)), new PlanOp.Stall(null)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).Read();
        while (!client.Read().Contains("xx", StringComparison.Ordinal))
        {
            // Until the body has begun: then all that is left stands in the kernels' buffers, or does not fit.
        }

        client.Reset();
        (await server.OnlyEntryAsync()).Writes.Should().ContainSingle().Which.Acked.Should().BeNull();
    }

    [Fact]
    public async Task Nothing_is_stamped_where_nobody_asked()
    {
        await using var server = await StartAsync(Paced);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        (await server.OnlyEntryAsync()).Writes.Should().OnlyContain(w => w.Acked == null);
    }
}
