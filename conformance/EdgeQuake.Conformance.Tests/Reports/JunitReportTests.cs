using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>JUnit: valid, and each standing is the element that a CI system counts as such.</summary>
public sealed class JunitReportTests
{
    private readonly XDocument _report = XDocument.Parse(JunitReport.Render(Sample.Result));

    [Fact]
    public void It_is_valid()
    {
        var schemas = new XmlSchemaSet();
        using var xsd = typeof(JunitReportTests).Assembly.GetManifestResourceStream("junit.xsd")!;
        schemas.Add(XmlSchema.Read(XmlReader.Create(xsd), null)!);
        var mistakes = new List<string>();

        _report.Validate(schemas, (_, e) => mistakes.Add(e.Message));

        mistakes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("bom/twice", null, null)]
    [InlineData("bom/start", "failure", "the client reported text \"ab\"; expected \"a\"")]
    [InlineData("eof/warn", "skipped", "SHOULD failed: </script><b>&\"'\\u0001\u2028🦀")]
    [InlineData("eof/known", "skipped", "known failure: it says so")]
    [InlineData("retry/skip", "skipped", "skipped: because")]
    [InlineData("retry/na", "skipped", "n/a: because")]
    [InlineData("retry/broke", "error", "the adapter died")]
    public void Each_standing_has_its_element(string id, string? element, string? message)
    {
        var test = _report.Descendants("testcase").First(t => (string?)t.Attribute("name") == $"{id} [raw]");

        test.Elements().SingleOrDefault()?.Name.LocalName.Should().Be(element);
        test.Elements().SingleOrDefault()?.Attribute("message")?.Value.Should().Be(message);
        test.Elements().Any().Should().Be(element is not null);
    }

    [Fact]
    public void What_stopped_a_run_and_a_stale_baseline_are_errors_of_their_own()
    {
        var suites = _report.Descendants("testsuite").ToArray();

        suites[0].Elements("testcase").First().Element("error")!.Attribute("message")!.Value.Should().Be("bom/gone matches nothing");
        suites[1].Elements("testcase").First().Element("error")!.Attribute("message")!.Value.Should().Be("stopped early");
    }

    [Fact]
    public void The_counts_are_the_counts()
    {
        foreach (var suite in _report.Descendants("testsuite"))
        {
            ((int)suite.Attribute("tests")!).Should().Be(suite.Elements("testcase").Count());
            ((int)suite.Attribute("failures")!).Should().Be(suite.Descendants("failure").Count());
            ((int)suite.Attribute("errors")!).Should().Be(suite.Descendants("error").Count());
            ((int)suite.Attribute("skipped")!).Should().Be(suite.Descendants("skipped").Count());
        }
    }
}
