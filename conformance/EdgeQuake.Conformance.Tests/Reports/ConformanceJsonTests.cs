using FluentAssertions;
using NJsonSchema;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>run.json is the fact: what is read back renders every report as before, and it is as its schema says.</summary>
public sealed class ConformanceJsonTests
{
    [Fact]
    public void What_is_read_back_renders_every_report_the_same()
    {
        var (read, problem) = ConformanceJson.Read(ConformanceJson.Render(Sample.Result));

        problem.Should().BeNull();
        ConformanceJson.Render(read!).Should().Be(ConformanceJson.Render(Sample.Result));
        ConsoleReport.Render(read!).Should().Be(ConsoleReport.Render(Sample.Result));
        JunitReport.Render(read!).Should().Be(JunitReport.Render(Sample.Result));
        HtmlReport.Render(read!).Should().Be(HtmlReport.Render(Sample.Result));
    }

    [Fact]
    public void What_is_read_back_holds_every_value()
    {
        var (read, _) = ConformanceJson.Read(ConformanceJson.Render(Sample.Result));

        read.Should().BeEquivalentTo(Sample.Result, o => o.RespectingRuntimeTypes().Excluding(p => p.Path.EndsWith("Facts.Body", StringComparison.Ordinal)));
        read!.Clients[0].Verdicts[1].Worst!.Journal[0].Facts.Body.ToArray().Should().Equal("{}"u8.ToArray());
    }

    [Fact]
    public async Task It_is_as_its_schema_says()
    {
        var schema = await Schemas.ReadAsync("conformance-run.schema.json");

        schema.Validate(ConformanceJson.Render(Sample.Result)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"status\": \"passed\"", "\"status\": \"pased\"")]
    [InlineData("\"kind\": \"conformance\"", "\"kind\": \"load\"")]
    [InlineData("\"hex\":\"485454502f312e31\"", "\"hex\":\"4\"")]
    [InlineData("\"interrupted\": false", "\"interupted\": false")]
    [InlineData("\"cellsRun\": 9", "\"cellsRun\": -1")]
    public async Task The_schema_refuses_what_is_wrong(string right, string wrong)
    {
        var schema = await Schemas.ReadAsync("conformance-run.schema.json");
        var json = ConformanceJson.Render(Sample.Result);
        json.Should().Contain(right);

        schema.Validate(json.Replace(right, wrong, StringComparison.Ordinal)).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("\"status\": \"passed\"", "\"status\": \"pased\"", "unknown word 'pased'; expected one of passed, failed, skipped, not-applicable, broken; did you mean 'passed'?")]
    [InlineData("\"kind\": \"conformance\"", "\"kind\": \"load\"", "this is a run of kind 'load'; expected kind 'conformance'")]
    [InlineData("\"schema\": 1", "\"schema\": 2", "this run has schema 2; expected schema 1")]
    [InlineData("\"interrupted\": false", "\"interupted\": false", "'interupted'")]
    public void Reading_a_wrong_file_names_what_is_wrong(string right, string wrong, string says)
    {
        var (read, problem) = ConformanceJson.Read(ConformanceJson.Render(Sample.Result).Replace(right, wrong, StringComparison.Ordinal));

        read.Should().BeNull();
        problem!.ToString().Should().StartWith("run.json").And.Contain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"header\":")]
    public void Reading_what_is_no_run_is_one_problem(string json) =>
        ConformanceJson.Read(json).Problem!.ToString().Should().Contain("run.json").And.NotContain("\n");
}
