using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The catalogue of malformed frames: the bytes of each, and its form in each protocol.</summary>
public sealed class MalformedBytesTests
{
    /// <summary>The table of the README: what its reader sees is what is sent, and what it has no row for has no test.</summary>
    public static TheoryData<string, string> Catalogue => new(Rows());

    [Theory]
    [MemberData(nameof(Catalogue))]
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
    public void Every_entry_of_the_catalogue_has_a_row() => Rows().Select(r => r.Name.Split('(')[0]).Should().Equal(Words.All<MalformedFrame>());

    private static IEnumerable<(string Name, string Bytes)> Rows() =>
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "../../README.md")).SkipWhile(l => !l.StartsWith("| malformed |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('`')).Select(c => (c[1], Regex.Unescape(c[^2])));

    private static string Here([CallerFilePath] string file = "") => file;

    private static string Bytes(string keys, string name) =>
        Encoding.Latin1.GetString([.. Yaml.Load($"{keys}\nsteps: [ {{ malformed: {name} }} ]").Plan().Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())]);
}
