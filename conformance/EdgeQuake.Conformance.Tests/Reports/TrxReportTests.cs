using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>TRX: every reference leads somewhere, the counters count, and each standing is the outcome that a reader counts as such.</summary>
public sealed class TrxReportTests
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private readonly XElement _run = XDocument.Parse(TrxReport.Render(Sample.Result)).Root!;

    [Fact]
    public void It_has_the_parts_of_a_test_run_in_the_order_of_the_schema() =>
        _run.Elements().Select(e => e.Name).Should().Equal(Trx + "Times", Trx + "Results", Trx + "TestDefinitions", Trx + "TestEntries", Trx + "TestLists", Trx + "ResultSummary");

    [Fact]
    public void Results_definitions_and_entries_name_each_other()
    {
        var results = _run.Descendants(Trx + "UnitTestResult").Select(r => (Id(r, "testId"), Id(r, "executionId"))).ToArray();

        results.Should().HaveCount(10).And.OnlyHaveUniqueItems();
        _run.Descendants(Trx + "UnitTest").Select(t => (Id(t, "id"), Id(t.Element(Trx + "Execution")!, "id"))).Should().Equal(results);
        _run.Descendants(Trx + "TestEntry").Select(t => (Id(t, "testId"), Id(t, "executionId"))).Should().Equal(results);
        _run.Descendants(Trx + "TestEntry").Concat(_run.Descendants(Trx + "UnitTestResult")).Select(e => Id(e, "testListId"))
            .Should().AllBeEquivalentTo(Id(_run.Descendants(Trx + "TestList").Single(), "id"));
    }

    [Theory]
    [InlineData("client-a.core: bom/twice [raw]", "Passed", null)]
    [InlineData("client-a.core: bom/start [raw]", "Failed", "the client reported text \"ab\"; expected \"a\"")]
    [InlineData("client-a.core: eof/warn [raw]", "NotExecuted", "SHOULD failed: </script><b>&\"'\\u0001\u2028🦀")]
    [InlineData("client-a.core: eof/known [raw]", "NotExecuted", "known failure: it says so")]
    [InlineData("client-a.retry: retry/na [raw]", "NotExecuted", "n/a: because")]
    [InlineData("client-a.retry: retry/broke [raw]", "Error", "the adapter died")]
    [InlineData("client-a: baseline 1", "Error", "bom/gone matches nothing")]
    [InlineData("client-b: attach 1", "Error", "stopped early")]
    public void Each_standing_has_its_outcome(string name, string outcome, string? message)
    {
        var result = _run.Descendants(Trx + "UnitTestResult").Single(r => (string)r.Attribute("testName")! == name);

        ((string)result.Attribute("outcome")!).Should().Be(outcome);
        ((string?)result.Descendants(Trx + "Message").SingleOrDefault()).Should().Be(message);
    }

    [Fact]
    public void The_counters_are_the_counts()
    {
        var outcomes = _run.Descendants(Trx + "UnitTestResult").CountBy(r => (string)r.Attribute("outcome")!).ToDictionary();
        var counters = _run.Descendants(Trx + "Counters").Single();

        int Counter(string name) => (int)counters.Attribute(name)!;
        Counter("total").Should().Be(outcomes.Values.Sum());
        Counter("executed").Should().Be(outcomes.Values.Sum() - outcomes["NotExecuted"]);
        (Counter("passed"), Counter("failed"), Counter("error"), Counter("notExecuted")).Should().Be((outcomes["Passed"], outcomes["Failed"], outcomes["Error"], outcomes["NotExecuted"]));
        ((string)counters.Parent!.Attribute("outcome")!).Should().Be("Failed");
    }

    [Fact]
    public void The_same_run_is_the_same_file() => TrxReport.Render(Sample.Result).Should().Be(TrxReport.Render(Sample.Result));

    private static Guid Id(XElement element, string name) => Guid.Parse((string)element.Attribute(name)!);
}
