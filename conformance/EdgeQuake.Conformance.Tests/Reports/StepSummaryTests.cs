using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The step summary: the Markdown report where it fits, else whole lines of it and a note, never a byte too much.</summary>
public sealed class StepSummaryTests
{
    private readonly string _whole = MarkdownReport.Render(Sample.Result);

    [Fact]
    public void What_fits_is_the_report() => StepSummary.Of(Sample.Result, Encoding.UTF8.GetByteCount(_whole)).Should().Be(_whole);

    [Fact]
    public void What_does_not_fit_is_cut_at_a_line_at_every_size()
    {
        for (var room = 0; room < Encoding.UTF8.GetByteCount(_whole); room++)
        {
            var text = StepSummary.Of(Sample.Result, room);

            Encoding.UTF8.GetByteCount(text).Should().BeLessThanOrEqualTo(room);
            var cut = text.IndexOf("\n… cut here", StringComparison.Ordinal);
            (cut >= 0 || text.Length == 0).Should().BeTrue();
            (cut <= 0 || (_whole.StartsWith(text[..cut], StringComparison.Ordinal) && text[cut - 1] == '\n')).Should().BeTrue("room {0}", room);
        }
    }
}
