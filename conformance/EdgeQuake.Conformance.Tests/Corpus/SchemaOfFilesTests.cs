using EdgeQuake.FakeServer;
using FluentAssertions;
using NJsonSchema;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The published schema of scenario files: it takes every file that we ship, each of them names it for editors, and it refuses what an editor should underline.</summary>
public sealed class SchemaOfFilesTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(CaseFilesOnDisk.Families[0])!, "../.."));

    public static TheoryData<string> Files { get; } = new(
        new[] { "conformance/cases", "fakeserver/scenarios" }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(Root, d), "*.yaml", SearchOption.AllDirectories))
            .Where(f => Path.GetFileName(f) != "vocabulary.yaml" && !f.Contains("/editions/", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_takes_every_file_that_ships(string file)
    {
        var errors = (await SchemaAsync()).Validate(Json(await File.ReadAllTextAsync(Path.Combine(Root, file), TestContext.Current.CancellationToken)));
        errors.Select(e => e.ToString()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_names_it_for_editors(string file)
    {
        var first = File.ReadLines(Path.Combine(Root, file)).First();
        first.Should().StartWith("# yaml-language-server: $schema=");
        var named = Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(file)!, first.Split('=', 2)[1].Trim()));
        named.Should().Be(Path.Combine(Root, "fakeserver", "scenarios", "scenario.schema.json"));
    }

    [Theory]
    [InlineData("stepps: []")]
    [InlineData("steps: [ { tokn: a } ]")]
    [InlineData("steps: [ { wait: 20sec } ]")]
    [InlineData("steps: [ { token: a, done: } ]")]
    [InlineData("steps: [ { trickle: slow } ]")]
    [InlineData("pace: gpt-9")]
    [InlineData("expect: { outcome: complet }")]
    [InlineData("framing: [chunked]")]
    [InlineData("matrix: { eol: [crfl] }")]
    public async Task It_refuses_what_an_editor_should_underline(string keys) =>
        (await SchemaAsync()).Validate(Json($"- scenario: x\n  {keys}\n")).Should().NotBeEmpty();

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromJsonAsync(ScenarioSchema.Text(), TestContext.Current.CancellationToken);

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return YamlToJson.Text(stream.Documents[0].RootNode);
    }
}
