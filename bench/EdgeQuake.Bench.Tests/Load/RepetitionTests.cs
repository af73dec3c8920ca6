using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>An answer that begins again is found, wherever it broke off; texts that repeat themselves are not.</summary>
public sealed class RepetitionTests
{
    private const string Answer = "A knowledge graph links what documents say. Entités are its nodes; 漢字 and 🦀 too.\n\nVector search finds passages, and the graph says how they hang together.";

    [Fact]
    public void A_retry_is_found_at_whatever_place_the_first_answer_broke_off()
    {
        for (var at = Repetition.Least; at <= Answer.Length; at++)
        {
            if (char.IsLowSurrogate(Answer, at - 1) || !char.IsHighSurrogate(Answer, at - 1))
            {
                var said = Answer[..at];
                var separated = " \n,;".Contains(said[^1], StringComparison.Ordinal);
                Found(said + Answer).Should().Be(separated ? null : at, "it broke off after '{0}'", said);
            }
        }
    }

    [Fact]
    public void After_a_separator_it_takes_a_longer_text()
    {
        var said = string.Concat(Enumerable.Range(0, 60).Select(i => $"word{i} "));
        var early = said[..(said.LastIndexOf(' ', Repetition.LeastAfterSeparator - 2) + 1)];
        Found(early + said).Should().BeNull("the first {0} characters end in a space", early.Length);
        Found(said + said + "and on").Should().Be(said.Length);
    }

    [Fact]
    public void A_third_copy_is_found_as_the_second_is() => Found(Answer + Answer + Answer).Should().Be(Answer.Length);

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("shortshort")]
    [InlineData("Row, row, row your boat, gently down the stream. Merrily, merrily, merrily. Row, row, row your boat, gently down the stream.")]
    [InlineData("The graph is what links them. The graph is what links them. The graph is what links them.")]
    [InlineData("{\"label\":\"positive\",\"score\":0.98}\n{\"label\":\"positive\",\"score\":0.98}\n{\"label\":\"negative\",\"score\":0.2}\n")]
    [InlineData("| a table | of rows | alike |\n| a table | of rows | alike |\n|---|---|---|\n")]
    [InlineData("positive-and-quite-certain,positive-and-quite-certain,negative")]
    [InlineData("--------------------------------------------------------------------------------")]
    [InlineData("=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=")]
    [InlineData("ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha")]
    [InlineData("你好世界。你好世界。你好世界。你好世界。你好世界。你好世界。你好世界。你好世界。")]
    public void Texts_that_repeat_themselves_are_ordinary(string text) => Found(text).Should().BeNull();

    [Fact]
    public void No_text_of_random_words_begins_again_and_each_does_once_it_is_sent_twice()
    {
        var random = new Random(20261126);
        string[] words = ["the", "graph", "links", "of", "a", "answer", "is", "Edge", "Quake", "。", "entités", "🦀"];
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(20, 200)).Select(_ => words[random.Next(words.Length)])) + ".";
            Found(text).Should().BeNull(text);
            Found(text + text).Should().Be(text.Length, text);
        }
    }

    [Fact]
    public void What_is_kept_of_an_answer_has_an_end()
    {
        var text = new AnswerText();
        for (var i = 0; i < 3000; i++)
        {
            text.Add("0123456789abcdefghijklmnopqrstuvwxyz"u8);
        }

        text.Kept.Length.Should().Be(AnswerText.Most);
        text.Kept[^1].Should().Be((byte)"0123456789abcdefghijklmnopqrstuvwxyz"[(AnswerText.Most - 1) % 36]);
        text.Release();
        text.Kept.Length.Should().Be(0);
    }

    private static int? Found(string text) => Repetition.Of(Encoding.UTF8.GetBytes(text));
}
