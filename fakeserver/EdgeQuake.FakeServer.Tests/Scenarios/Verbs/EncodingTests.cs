using System.IO.Compression;
using System.Text;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>encoding</c> and <c>bad-gzip</c> as a raw client reads them: each event can be decoded as soon as its bytes are there.</summary>
public sealed class EncodingTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Each_event_is_flushed_so_that_it_can_be_decoded_as_it_comes(string coding)
    {
        var (head, body, _) = await Played.BytesAsync($"protocol: sse\nencoding: {coding}\nsteps: [ {{ tokens: [Edge, Quake, fäst] }} ]");
        Encoding.UTF8.GetString(head).Should().Contain($"\r\ncontent-encoding: {coding}\r\n").And.Contain("\r\ncontent-type: text/event-stream\r\n");
        var chunks = Played.Chunks(body);
        chunks.Should().HaveCount(4, "three events and the end of the coding");
        Enumerable.Range(1, 4).Select(n => Decoded(coding, [.. chunks.Take(n).SelectMany(c => c)]).Text)
            .Should().Equal("data: Edge\n\n", "data: Edge\n\ndata: Quake\n\n", "data: Edge\n\ndata: Quake\n\ndata: fäst\n\n", "data: Edge\n\ndata: Quake\n\ndata: fäst\n\n");
        Decoded(coding, [.. chunks.SelectMany(c => c)]).Whole.Should().BeTrue();
        if (coding == "gzip")
        {
            BitConverter.ToUInt32(chunks[^1].AsSpan()[^4..]).Should().Be(38, "the end of the coding carries the length of all three");
        }
    }

    [Theory]
    [InlineData("steps: [ { encoding: gzip }, { token: a } ]")]
    [InlineData("encoding: gzip\nframing: length\nsteps: [ { token: a } ]")]
    [InlineData("encoding: gzip\nwrite: byte\nsteps: [ { token: a } ]")]
    [InlineData("encoding: gzip\nwrite: whole\nsteps: [ { token: a } ]")]
    [InlineData("encoding: gzip\nbody: \"data: a\\n\\n\"")]
    public async Task However_it_is_framed_the_body_decodes_whole(string keys)
    {
        var (head, body, end) = await Played.BytesAsync("protocol: sse\n" + keys);
        var coded = Encoding.UTF8.GetString(head).Contains("chunked", StringComparison.Ordinal) ? [.. Played.Chunks(body).SelectMany(c => c)] : body;
        Decoded("gzip", coded).Should().Be(("data: a\n\n", true));
        end.Should().Be("fin");
    }

    [Fact]
    public async Task A_cut_leaves_the_coding_without_its_end()
    {
        var (_, body, _) = await Played.BytesAsync("protocol: sse\nencoding: gzip\nsteps: [ { token: a }, { fin: } ]");
        // .NET's GZipStream does not miss the end; the last four bytes, the length of what a whole stream carries, tell.
        byte[] coded = [.. Played.Chunks(body).SelectMany(c => c)];
        Decoded("gzip", coded).Text.Should().Be("data: a\n\n");
        BitConverter.ToUInt32(coded.AsSpan()[^4..]).Should().NotBe(9);
    }

    [Fact]
    public async Task Bad_gzip_is_right_http_and_a_broken_coding()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("protocol: sse\nencoding: gzip\nsteps: [ { token: a }, { bad-gzip: } ]"), cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        var (bytes, _) = client.Send(RawClient.Get(more: "Connection: close\r\n")).ReadToEnd();
        Encoding.Latin1.GetString(bytes).Should().EndWith("\r\n0\r\n\r\n");
        var chunks = Played.Chunks(bytes[(bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..]);
        Decoded("gzip", chunks[0]).Text.Should().Be("data: a\n\n", "what came before it was good");
        Decoded("gzip", [.. chunks.SelectMany(c => c)]).Whole.Should().BeFalse();
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "bad-gzip" && e.Done == "bad-gzip");
    }

    [Fact]
    public async Task Open_bad_gzip_ends_when_the_client_leaves()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("protocol: sse\nencoding: gzip\nsteps: [ { token: a }, { bad-gzip: open } ]"), cancellation: TestContext.Current.CancellationToken);
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            // Ends at the block that nobody can read: three of its bytes are no UTF-8.
            client.Send(RawClient.Get()).ReadTo("\a\uFFFD\uFFFD\uFFFD\r\n").Should().Contain("\r\n4\r\n");
        }

        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "stall" && e.Done == "peer-closed");
    }

    /// <summary>What a decoder gets out of these bytes, and whether it was content to the end.</summary>
    private static (string Text, bool Whole) Decoded(string coding, byte[] coded)
    {
        using var from = new MemoryStream(coded);
        using Stream decoder = coding == "gzip" ? new GZipStream(from, CompressionMode.Decompress) : new BrotliStream(from, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var whole = true;
        try
        {
            var one = new byte[1];
            while (decoder.Read(one) > 0)
            {
                plain.Write(one);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            whole = false;
        }

        return (Encoding.UTF8.GetString(plain.ToArray()), whole);
    }
}
