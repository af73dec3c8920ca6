using System.Diagnostics;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>bandwidth</c>, <c>trickle</c> and <c>head-trickle</c>: slices and their deadlines as data, and as a raw client reads them.</summary>
public sealed class SpeedTests
{
    [Fact]
    public void A_trickle_sends_so_many_bytes_and_then_waits_between_frames_too() =>
        Yaml.Load("protocol: sse\nsteps: [ { trickle: 3B/50ms }, { raw: abcd }, { raw: ef } ]").Plan().Story()
            .Should().Equal("200 chunked", "abc", "wait 50ms", "d", "wait 50ms", "ef", "close");

    [Fact]
    public void A_bandwidth_carries_a_slice_before_it_arrives() =>
        Yaml.Load("protocol: sse\nsteps: [ { bandwidth: 200B/s }, { raw: abcdef } ]").Plan().Story()
            .Should().Equal("200 chunked", "wait 20ms", "abcd", "wait 10ms", "ef", "close");

    [Fact]
    public void Off_ends_it_and_the_later_of_the_two_holds() =>
        Yaml.Load("protocol: sse\nsteps: [ { bandwidth: 1B/s }, { trickle: 1B/5ms }, { raw: ab }, { trickle: off }, { raw: cd } ]").Plan().Story()
            .Should().Equal("200 chunked", "a", "wait 5ms", "b", "cd", "close");

    [Fact]
    public void A_pace_keeps_its_schedule_where_the_link_keeps_up_and_is_delayed_where_it_does_not()
    {
        const string Steps = "protocol: sse\npace: { itl: 100ms }\nsteps: [ { trickle: 4B/10ms }, { tokens: [a, b] } ]";
        // "data: a\n\n" is nine bytes: three slices, 20 ms; the next token is due 100 ms after this one was.
        Yaml.Load(Steps).Plan().Story().Should().Equal("200 chunked", "data", "wait 10ms", ": a␊", "wait 10ms", "␊", "wait 80ms", "data", "wait 10ms", ": b␊", "wait 10ms", "␊", "close");
        Yaml.Load(Steps.Replace("100ms", "15ms", StringComparison.Ordinal)).Plan().Story()
            .Should().Equal("200 chunked", "data", "wait 10ms", ": a␊", "wait 10ms", "␊", "wait 10ms", "data", "wait 10ms", ": b␊", "wait 10ms", "␊", "close");
    }

    [Fact]
    public void A_gate_starts_the_link_again() =>
        Yaml.Load("protocol: sse\nsteps: [ { trickle: 1B/50ms }, { raw: a }, { gate: g }, { raw: b } ]").Plan().Story()
            .Should().Equal("200 chunked", "a", "gate g", "b", "close");

    [Fact]
    public void A_half_chunk_makes_its_promise_with_its_last_slice() =>
        Yaml.Load("protocol: sse\nsteps: [ { trickle: 2B/1ms }, { part: { of: { raw: abcdef }, bytes: 3 } }, { fin: } ]").Plan().Story()
            .Should().Equal("200 chunked", "ab", "wait 1ms", "(4) c", "fin");

    [Fact]
    public async Task On_the_wire_a_trickle_is_one_chunk_a_slice_at_its_time()
    {
        var clock = Stopwatch.StartNew();
        var (_, body, end) = await Played.TextAsync("protocol: sse\nsteps: [ { trickle: 1B/20ms }, { raw: abcdef } ]");
        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(95), "five gaps of 20 ms");
        (body, end).Should().Be(("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n1\r\nf\r\n0\r\n\r\n", "fin"));
    }

    [Fact]
    public async Task On_the_wire_a_bandwidth_holds_over_the_whole_body()
    {
        var clock = Stopwatch.StartNew();
        var (_, body, _) = await Played.BytesAsync("protocol: sse\nsteps: [ { bandwidth: 20KiB/s }, { repeat: { times: 64, steps: [ { raw: \"data: 89abcdef0123456789abcdef0123456789abcdef0123456789abcd\\n\\n\" } ] } } ]");
        Played.Chunks(body).Sum(c => c.Length).Should().Be(64 * 62);
        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(190), "3 968 bytes at 20 480 a second are 194 ms");
    }

    [Fact]
    public async Task A_slow_head_comes_slice_by_slice()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("protocol: sse\nhead-after: 30ms\nhead-trickle: 8B/10ms\nsteps: [ { gate: body }, { token: a } ]"), cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        var clock = Stopwatch.StartNew();
        client.Send(RawClient.Get());
        client.Read().Should().StartWith("HTTP/1.1");
        var rest = client.ReadTo("\r\n\r\n");
        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(30 + (10 * (rest.Length / 8)) - 15));
        server.Open("body");
        client.ReadTo("0\r\n\r\n").Should().StartWith("9\r\ndata: a\n\n");
    }
}
