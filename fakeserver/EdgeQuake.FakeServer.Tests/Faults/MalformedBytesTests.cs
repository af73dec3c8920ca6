using System.Runtime.CompilerServices;
using System.Text;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The catalogue of malformed frames: the bytes of each, and its form in each protocol.</summary>
public sealed class MalformedBytesTests
{
    [Theory]
    [InlineData("truncated-json", "data: {\"chunk\":\"Qua\n\n")]
    [InlineData("not-json", "data: {not json}\n\n")]
    [InlineData("wrong-type", "data: {\"chunk\":7,\"type\":\"token\"}\n\n")]
    [InlineData("bad-utf8", "data: \u00ff\u00fe\n\n")]
    [InlineData("lone-surrogate", "data: {\"chunk\":\"\\ud83d\",\"type\":\"token\"}\n\n")]
    [InlineData("nul-in-id", "id: a\0b\ndata: {\"chunk\":\"?\",\"type\":\"token\"}\n\n")]
    [InlineData("bom", "\u00ef\u00bb\u00bf")]
    [InlineData("lone-cr", "data: {\"chunk\":\"?\",\"type\":\"token\"}\r\r")]
    [InlineData("no-final-blank-line", "data: {\"chunk\":\"?\",\"type\":\"token\"}\n")]
    [InlineData("huge-line(3)", "data: {\"chunk\":\"xxx\",\"type\":\"token\"}\n\n")]
    [InlineData("duplicate-done", "data: {\"type\":\"done\"}\n\ndata: {\"type\":\"done\"}\n\n")]
    [InlineData("after-done", "data: {\"type\":\"done\"}\n\ndata: {\"chunk\":\"?\",\"type\":\"token\"}\n\n")]
    public void Documented(string name, string latin1) => Bytes("shape: documented", name).Should().Be(latin1);

    [Theory]
    [InlineData("shape: v2", "truncated-json", "data: {\"type\":\"token\",\"content\":\"Qua\n\n")]
    [InlineData("shape: v2", "wrong-type", "data: {\"type\":\"token\",\"content\":7}\n\n")]
    [InlineData("protocol: sse", "truncated-json", "data: {\"text\":\"Qua\n\n")]
    [InlineData("protocol: sse", "lone-cr", "data: ?\r\r")]
    [InlineData("shape: v1", "huge-line(2)", "data: xx\n\n")]
    public void Other_wires(string keys, string name, string latin1) => Bytes(keys, name).Should().Be(latin1);

    [Theory]
    [InlineData("huge-line", 1 << 20)]
    [InlineData("huge-line(2KiB)", 2048)]
    public void A_huge_line_has_the_size_that_it_names(string name, int size) => Bytes("protocol: sse", name).Should().HaveLength(size + "data: \n\n".Length);

    [Fact]
    public void Every_entry_of_the_catalogue_has_a_row_above() =>
        typeof(MalformedBytesTests).GetMethod(nameof(Documented))!.GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!.ToString()!.Split('(')[0])
            .Should().BeEquivalentTo(Words.All<MalformedFrame>());

    [Fact]
    public void Every_entry_of_the_catalogue_is_in_the_readme()
    {
        var readme = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "../../README.md"));
        readme.SkipWhile(l => !l.StartsWith("| malformed |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('`')[1].Split('(')[0]).Should().Equal(Words.All<MalformedFrame>());
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private static string Bytes(string keys, string name) =>
        Encoding.Latin1.GetString([.. Yaml.Load($"{keys}\nsteps: [ {{ malformed: {name} }} ]").Plan().Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())]);
}
