using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>
/// An edition stands for ever: none of its cases is taken out, and none plays or expects something else without saying what was put right.
/// A new edition is written by <c>edgequake-harness list --hashes</c> into <c>conformance/cases/editions</c>.
/// </summary>
public sealed class EditionTests
{
    private const string Small = """
        - scenario: a/b
          about: One.
          level: MUST
          steps: [ { token: Edge }, { json: { a: 1, b: 2 } }, { done: } ]
          expect: { text: Edge }
        """;

    public static TheoryData<string> Names { get; } = new(Directory.EnumerateFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    private static string Folder => Path.Combine(CaseFilesOnDisk.Conformance, "cases", "editions");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_that_plays_or_expects_something_else_than_in_its_edition_says_what_was_put_right(string name)
    {
        var edition = Edition.Parse(name, File.ReadAllText(Path.Combine(Folder, name + ".txt")));
        var now = CaseFilesOnDisk.Families.SelectMany(f => CaseHash.Of(File.ReadAllText(f))).ToDictionary(c => c.Id, c => c.Hash);
        var cases = CaseFilesOnDisk.All.ToDictionary(s => s.Id);
        foreach (var (old, scenario) in CaseFilesOnDisk.All.SelectMany(s => s.Case!.Was.Select(w => (w, s))))
            cases.TryAdd(old, scenario);
        edition.Hashes.Should().NotBeEmpty();
        edition.Hashes.Keys.Except(cases.Keys).Should().BeEmpty("a case of an edition is not taken out");
        edition.Hashes.Where(e => cases.ContainsKey(e.Key) && now[cases[e.Key].Id] != e.Value && string.IsNullOrWhiteSpace(cases[e.Key].Case!.Corrected))
            .Select(e => e.Key).Should().BeEmpty("what they play or expect is not what it was, and they have no 'corrected:'");
    }

    [Theory]
    [InlineData("about: One.", "about: Another.\n  why: It is better so.\n  was: [a/c]\n  corrected: A word.", true)]
    [InlineData("steps: [ { token: Edge }, { json: { a: 1, b: 2 } }, { done: } ]", "steps:\n    # A remark.\n    - token: Edge\n    - json: { a: 1, b: 2 }\n    - done:", true)]
    [InlineData("about: One.", "seed: 7", false)]
    [InlineData("token: Edge", "token: edge", false)]
    [InlineData("a: 1, b: 2", "b: 2, a: 1", false)]
    [InlineData("text: Edge", "text: Edge, tokens: 1", false)]
    public void The_hash_is_of_what_is_played_and_expected_and_of_nothing_else(string was, string becomes, bool same) =>
        (Hash(Small.Replace(was, becomes, StringComparison.Ordinal)) == Hash(Small)).Should().Be(same);

    [Fact]
    public void The_newest_edition_is_read_as_it_is_written()
    {
        Edition.Names.Should().Contain("2026.1");
        Edition.Find("2026.2").Should().BeNull();
        var written = Edition.Parse("next", Edition.Write());
        written.Hashes.Keys.Should().BeEquivalentTo(CaseLibrary.BuiltIn.Cases.Select(c => c.Id));
        written.Hashes.Values.Should().OnlyContain(h => h.Length == 16);
    }

    [Fact]
    public void A_run_by_an_edition_has_its_cases_under_their_old_ids_too()
    {
        Case[] cases = [SelectionTests.Make("bom/start", "core", "MUST"), SelectionTests.Make("cancel/late", "llm", "MAY", "cancel/old"), SelectionTests.Make("new/one", "llm", "MUST")];
        var selection = Selection.All with { Edition = Edition.Parse("e", "# a remark\nbom/start 0123\ncancel/old 4567\n") };
        selection.Of(cases).Select(c => c.Id).Should().Equal("bom/start", "cancel/late");
        selection.Partial.Should().BeTrue();
    }

    private static string Hash(string yaml) => CaseHash.Of(yaml).Single().Hash;
}
