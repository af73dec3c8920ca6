using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What was done to a stream on the way, from made-up timelines: each with the setting that a user can act on, and nothing where nothing was done.</summary>
public sealed class WayRulesTests
{
    private const string Nginx = "nginx/1.22.1";
    private static readonly StreamHead Head = new("1.1", Nginx, null, null);

    [Fact]
    public void A_stream_that_came_as_it_was_made_says_nothing() => WayRules.Of(Streamed(), secure: false).Should().BeEmpty();

    [Fact]
    public void A_server_that_answers_at_once_is_no_buffer() => WayRules.Of(Some.Stream(ttft: 20, itl: 0, tokens: 50) with { Head = Head }, secure: false).Should().BeEmpty();

    [Theory]
    [InlineData(false, "1.1", null, "proxy_buffer_size, 4k or 8k")]
    [InlineData(true, "1.1", null, "ssl_buffer_size, 16k")]
    [InlineData(true, "2.0", null, "proxy_buffer_size, 4k or 8k")]
    [InlineData(false, "1.1", "gzip", "gzip without a flush does it under proxy_buffering on")]
    public void A_burst_after_a_wait_was_held_back(bool secure, string version, string? coding, string setting)
    {
        var sign = WayRules.Of(Some.Stream(ttft: 2000, itl: 0, tokens: 50) with { Head = Head with { Version = version, Coding = coding } }, secure).Single(s => s.Kind == WaySignKind.HeldBack);

        sign.What.Should().StartWith(Nginx).And.Contain(setting).And.Contain("proxy_buffering off").And.Contain("gzip").And.Contain("X-Accel-Buffering: no");
        sign.Example.Should().Be("50 of 50 tokens (about 2,000 bytes) came at once after 2000 ms");
    }

    [Fact]
    public void Parts_of_a_buffers_size_were_held_back_too()
    {
        // A buffer of nine tens of tokens, filled twice: three parts, none of which is nine tenths of the answer.
        var stream = Parts(40, 40, 20) with { Head = Head };

        Delivery.Of(stream.Tokens).Class.Should().Be(DeliveryClass.Bunched);
        WayRules.Of(stream, secure: false).Should().ContainSingle().Which.Example.Should().Be("40 of 100 tokens (about 1,600 bytes) came at once after 1000 ms");
    }

    [Fact]
    public void A_burst_that_a_busy_machine_reads_in_two_is_one()
    {
        var stream = Some.Stream(tokens: 0) with { Head = Head, Bytes = 4000, Tokens = Some.Tokens([.. Enumerable.Repeat(1500.0, 80), .. Enumerable.Repeat(1502.5, 20)]) };

        Delivery.Of(stream.Tokens).Class.Should().Be(DeliveryClass.Bunched);
        WayRules.Of(stream, secure: false).Should().ContainSingle().Which.Example.Should().StartWith("100 of 100 tokens");
    }

    [Fact]
    public void Pairs_of_tokens_are_no_buffer() => WayRules.Of(Parts(2, 2, 2, 2, 2, 2) with { Head = Head }, secure: false).Should().BeEmpty();

    [Fact]
    public void Without_a_name_in_the_head_nobody_is_named() =>
        WayRules.Of(Some.Stream(ttft: 2000, itl: 0, tokens: 50) with { Head = Head with { Server = "Kestrel" } }, secure: false).Should().ContainSingle().Which.What.Should().StartWith("something holds the answer back");

    [Fact]
    public void Compression_that_is_flushed_is_said_and_blamed_for_nothing()
    {
        var sign = WayRules.Of(Streamed() with { Head = Head with { Coding = "gzip" } }, secure: false).Should().ContainSingle().Subject;

        sign.Kind.Should().Be(WaySignKind.Compressed);
        sign.What.Should().StartWith("content-encoding gzip").And.Contain("gzip_types").And.Contain("no token waits");
    }

    [Theory]
    [InlineData(503, "limit_req")]
    [InlineData(429, "limit_req")]
    [InlineData(504, "no head of an answer came from the application in 2 s: proxy_read_timeout")]
    [InlineData(502, "proxy_pass")]
    [InlineData(413, "client_max_body_size")]
    [InlineData(404, "not passed on")]
    public void A_proxys_own_page_is_not_the_applications(int status, string setting)
    {
        var sign = WayRules.Of(Failed(status is 503 or 429 ? StreamClass.Limited : StreamClass.Http, status, 2012) with { Page = Nginx }, secure: false).Should().ContainSingle().Subject;

        sign.Kind.Should().Be(WaySignKind.ProxyAnswered);
        sign.What.Should().StartWith($"{Nginx} itself answered {status}, not the application: ").And.Contain(setting);
    }

    [Fact]
    public void An_application_that_turns_away_behind_a_proxy_is_told_apart() =>
        WayRules.Of(Failed(StreamClass.Limited, 503, 10), secure: false).Should().ContainSingle().Which.What.Should().Be($"the application itself answered 503: the body is not the page of {Nginx}");

    [Fact]
    public void With_no_proxy_to_be_seen_a_limit_is_only_a_limit() =>
        WayRules.Of(Failed(StreamClass.Limited, 429, 10) with { Head = new("1.1", "Kestrel", null, null) }, secure: false).Should().BeEmpty();

    [Theory]
    [InlineData(2004, "cut after 2 s of silence")]
    [InlineData(59_950, "cut after 60 s of silence")]
    [InlineData(60_130, "cut after 60 s of silence")]
    public void A_cut_after_whole_seconds_is_a_timeout(double silence, string said)
    {
        var sign = WayRules.Of(Cut(silence), secure: false).Should().ContainSingle().Subject;

        sign.Kind.Should().Be(WaySignKind.CutInSilence);
        sign.What.Should().StartWith(said).And.Contain("proxy_read_timeout");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(640)]
    [InlineData(2500)]
    public void A_cut_at_any_other_time_is_none(double silence) => WayRules.Of(Cut(silence), secure: false).Should().BeEmpty();

    [Fact]
    public void A_keep_alive_comment_ends_a_silence() => WayRules.Of(Cut(2000) with { LastByte = Some.Ms(640) }, secure: false).Should().BeEmpty("1.5 s went by since the last byte, though 2 since the last token");

    [Fact]
    public void What_was_buffered_is_lost_with_the_timeout_and_its_silence_counts_from_the_request() =>
        WayRules.Of(Failed(StreamClass.Network, 200, 2020), secure: false).Should().ContainSingle().Which.What.Should().StartWith("cut after 2 s of silence");

    [Fact]
    public void Our_own_limit_is_nobodys_timeout() => WayRules.Of(Cut(2000) with { Class = StreamClass.Timeout }, secure: false).Should().BeEmpty();

    [Fact]
    public void A_run_counts_each_thing_once_with_its_streams()
    {
        StreamTimeline[] streams = [Streamed(), Streamed() with { Tls = "TLS 1.3" }, Cut(2004), Cut(1990), Cut(2600), Failed(StreamClass.Limited, 503, 3) with { Page = Nginx }];

        var way = WayFacts.Of(streams, secure: true)!;

        way.Over.Should().Equal("HTTP/1.1", "TLS 1.3");
        way.Servers.Should().Equal(Nginx);
        way.Signs.Select(s => (s.Kind, s.Streams)).Should().Equal((WaySignKind.CutInSilence, 2), (WaySignKind.ProxyAnswered, 1));
    }

    [Fact]
    public void A_run_in_which_nobody_answered_took_no_way() => WayFacts.Of([Some.Stream(kind: StreamClass.Network, tokens: 0)], secure: false).Should().BeNull();

    private static StreamTimeline Streamed() => Some.Stream(ttft: 300, itl: 20, tokens: 50) with { Head = Head };

    private static StreamTimeline Failed(StreamClass kind, int status, double after) =>
        Some.Stream(tokens: 0, kind: kind) with { Head = Head, Status = status, FirstByte = null, End = Some.Ms(after) };

    private static StreamTimeline Cut(double silence) => Some.Stream(ttft: 80, itl: 20, tokens: 4, kind: StreamClass.Network) is var s
        ? s with { Head = Head, LastByte = s.LastToken, End = s.LastToken!.Value + Some.Ms(silence) }
        : null!;

    /// <summary>Bursts, a second apart.</summary>
    private static StreamTimeline Parts(params int[] lengths) =>
        Some.Stream(tokens: 0) with { Bytes = lengths.Sum() * 40, Tokens = Some.Tokens([.. lengths.SelectMany((n, i) => Enumerable.Repeat((i + 1) * 1000.0, n))]) };
}
