using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What is kept of a run: all of it where it is short, a beginning and a count where it is not.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public void A_short_run_is_kept_as_it_is()
    {
        var (run, text) = (Of([new TranscriptItem.Token(default, "Edge")], "Edge"), new string('x', Evidence.MostText));
        Evidence.Of(run).Should().BeSameAs(run);
        run = Of([.. Enumerable.Range(0, Evidence.MostItems - 4).Select(i => new TranscriptItem.Token(default, $"{i}")), new TranscriptItem.Event(default, "e", text, null), new TranscriptItem.Token(default, text), new TranscriptItem.Comment(default, text), new TranscriptItem.Malformed(default, text)], text);
        Evidence.Of(run).Should().BeSameAs(run, "as long as may be is not too long");
    }

    [Fact]
    public void Of_many_items_the_first_are_kept_and_the_rest_is_counted()
    {
        var kept = Evidence.Of(Of([.. Enumerable.Range(0, Evidence.MostItems + 7).Select(i => new TranscriptItem.Token(default, $"{i}"))], null)).Transcript;
        kept.Items.Should().HaveCount(Evidence.MostItems);
        kept.Items[^1].Should().Be(new TranscriptItem.Token(default, $"{Evidence.MostItems - 1}"));
        kept.Omitted.Should().Be(7);
    }

    [Fact]
    public void Of_a_long_text_the_beginning_and_the_length_are_kept()
    {
        var text = new string('x', Evidence.MostText + 1);
        var kept = Evidence.Of(Of([new TranscriptItem.Event(default, "message", text, null), new TranscriptItem.Event(default, "message", "short", "1")], text)).Transcript;
        var said = new string('x', Evidence.MostText) + $"… {text.Length} characters";
        kept.Items.Should().Equal(new TranscriptItem.Event(default, "message", said, null), new TranscriptItem.Event(default, "message", "short", "1"));
        kept.End!.Text.Should().Be(said);
        kept.Omitted.Should().BeNull();
    }

    private static Run Of(IReadOnlyList<TranscriptItem> items, string? text) =>
        new(Cell.Default, 1, 0, Given.Client, new Transcript(items, new TranscriptEnd(default, Outcome.Complete, Text: text)), []);
}
