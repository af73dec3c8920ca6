using System.Text;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A question is taken out of what a server says, however it repeats it; what is not the question stays.</summary>
public sealed class QuestionEchoTests
{
    private const string Question = "Why does the \"heron\" stand on one leg? 日本";

    [Theory]
    [InlineData("no answer to Why does the \"heron\" stand on one leg? 日本 today", "no answer to *** today")]
    [InlineData("{\"error\":\"bad: Why does the \\\"heron\\\" stand on one leg? 日本\"}", "{\"error\":\"bad: ***\"}")]
    [InlineData("{\"error\":\"bad: Why does the \\u0022heron\\u0022 stand on one leg? \\u65E5\\u672C\"}", "{\"error\":\"bad: ***\"}")]
    [InlineData("GET /q?query=Why+does+the+%22heron%22+stand+on+one+leg%3F+%E6%97%A5%E6%9C%AC failed", "GET /q?query=*** failed")]
    [InlineData("cut off: Why does the \"her…", "cut off: ***…")]
    [InlineData("a piece of it: stand on one leg, twice: stand on one leg", "a piece of it:***, twice:***")]
    [InlineData("the heron stands", "the heron stands")]
    [InlineData("short", "short")]
    [InlineData(null, null)]
    public void What_was_asked_is_masked(string? said, string? masked) => QuestionEcho.Masked(said, Question).Should().Be(masked);

    [Fact]
    public void A_short_question_is_a_word_like_others() => QuestionEcho.Masked("hi there, hi", "hi").Should().Be("hi there, hi");

    /// <summary>No run of 16 characters of a question is left, wherever it stands and whatever stands around it.</summary>
    [Fact]
    public void No_longer_piece_is_left() =>
        (from question in Gen.String[Gen.Char['a', 'h'], 16, 60]
         from before in Gen.String[Gen.Char['A', 'Z'], 0, 20]
         from after in Gen.String[Gen.Char['A', 'Z'], 0, 20]
         from cut in Gen.Int[16, question.Length]
         select (question, said: before + question[..cut] + after)).Sample(x =>
         {
             var masked = QuestionEcho.Masked(x.said, x.question)!;
             Enumerable.Range(0, x.question.Length - 15).Where(i => masked.Contains(x.question.AsSpan(i, 16).ToString(), StringComparison.Ordinal)).Should().BeEmpty();
             masked.EnumerateRunes().Count(r => Rune.IsUpper(r)).Should().Be(x.said.EnumerateRunes().Count(r => Rune.IsUpper(r)), "what is not the question stays");
         });
}
