using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Gates open by what was told: events and tokens one by one; of a plain command, by the characters that are there.</summary>
public sealed class ToldTests
{
    [Fact]
    public void Events_and_tokens_count_and_the_rest_does_not()
    {
        var told = new List<int>();
        var t = new Told(told.Add, null);
        t.Add(new TranscriptItem.Comment(default, "x"));
        t.Add(new TranscriptItem.Token(default, "a"));
        t.Add(new TranscriptItem.Source(default, "s"));
        t.Add(new TranscriptItem.Token(default, ""));
        t.Add(new TranscriptItem.Event(default, null, "", null));
        told.Should().Equal(1, 2);
    }

    [Fact]
    public void Of_a_command_a_token_counts_when_all_of_it_is_there()
    {
        var told = new List<int>();
        var t = new Told(told.Add, ["Edge", "Quake"]);
        foreach (var piece in new[] { "Ed", "geQ", "uake" })
            t.Add(new TranscriptItem.Token(default, piece));
        told.Should().Equal(0, 1, 2);
    }
}
