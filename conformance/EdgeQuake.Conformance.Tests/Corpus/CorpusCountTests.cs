using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>How much of the field the corpus covers. Cells of a matrix are never counted as cases.</summary>
public sealed class CorpusCountTests
{
    [Fact]
    public void ThereAreAtLeastHundredCases() => CaseFilesOnDisk.All.Count.Should().BeGreaterThanOrEqualTo(100);

    [Theory]
    [InlineData("bom", 8), InlineData("utf8", 8), InlineData("line", 10), InlineData("field", 12), InlineData("data", 8), InlineData("event", 5), InlineData("id", 3)]
    [InlineData("comment", 5), InlineData("eof", 5), InlineData("chunk", 8), InlineData("http", 10), InlineData("fault", 10), InlineData("time", 4), InlineData("cancel", 5)]
    [InlineData("done", 10), InlineData("oai", 12), InlineData("err", 6), InlineData("eq", 12), InlineData("ra", 4), InlineData("retry", 8), InlineData("guide", 8)]
    public void EveryFamilyIsCovered(string family, int atLeast) =>
        CaseFilesOnDisk.All.Count(s => s.Id.StartsWith(family + "/", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(atLeast);

    [Theory]
    [InlineData(Protocol.Edgequake), InlineData(Protocol.OpenaiChat)]
    public void AtLeastTwentyFiveParsingRulesCanBeSeenInAClientsOwnProtocol(Protocol protocol)
    {
        var client = new ClientFacts(
            "any", "1", "any", null, [protocol == Protocol.OpenaiChat ? "openai.chat" : "edgequake.query.documented"], ["core"], [], 8, ClientPolicy.None, WayIn.InProcess);
        var bound = CaseFilesOnDisk.All.Where(s => s.Case!.Profile == "core").SelectMany(s => CaseBinding.Bind(CaseLibrary.Of(s), client)).ToList();
        bound.Where(b => b.Refused is VerdictStatus.NotApplicable && b.Reason!.StartsWith("it cannot be said", StringComparison.Ordinal)).Select(b => $"{b.Case.Id}: {b.Reason}")
            .Should().BeEmpty("a case that names no api is said in every protocol");
        bound.Count(b => b.Refused is null).Should().BeGreaterThanOrEqualTo(25);
    }

    [Fact]
    public void EveryLevelIsOne() => CaseFilesOnDisk.All.Should().OnlyContain(s => s.Case!.Level == "MUST" || s.Case.Level == "SHOULD" || s.Case.Level == "MAY");
}
