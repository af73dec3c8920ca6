using System.Text;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The chunked coding is taken off in place, wherever the reads cut it, and what is none is refused.</summary>
public sealed class ChunkedBodyTests
{
    [Fact]
    public void Every_cut_gives_the_same_content() => Gen.Select(Gen.String[Gen.Char['\n', 'z'], 1, 40].Array[0, 6], Gen.Int[1, 7], Gen.Bool, Gen.Bool).Sample((parts, cut, extension, trailer) =>
    {
        var coded = string.Concat(parts.Select(p => $"{p.Length:X}{(extension ? ";a=b" : "")}\r\n{p}\r\n")) + $"0\r\n{(trailer ? "x: y\r\n" : "")}\r\nnext";

        var (text, ended, left) = Decoded(coded, cut);

        return text == string.Concat(parts) && ended && left == "next";
    });

    [Theory]
    [InlineData("g\r\n")]
    [InlineData("\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("3\r\nabcd\r\n")]
    [InlineData("3\r\nabc\r\r\n")]
    [InlineData("1000000000000000\r\n")]
    public void What_is_no_chunk_is_refused(string coded) =>
        FluentActions.Invoking(() => Decoded(coded, 3)).Should().Throw<HttpIOException>().Which.HttpRequestError.Should().Be(HttpRequestError.InvalidResponse);

    [Fact]
    public void A_body_that_has_not_ended_says_so() => Decoded("3\r\nabc\r\n0\r\n", 100).Should().Be(("abc", false, ""));

    private static (string Text, bool Ended, string Left) Decoded(string coded, int cut)
    {
        var (body, text, left) = (new ChunkedBody(), new StringBuilder(), new StringBuilder());
        foreach (var read in coded.Chunk(cut))
        {
            var bytes = Encoding.Latin1.GetBytes(read);
            text.Append(Encoding.Latin1.GetString(bytes, 0, body.Decode(bytes, out var taken)));
            left.Append(read.AsSpan(taken));
        }

        return (text.ToString(), body.Ended, left.ToString());
    }
}
