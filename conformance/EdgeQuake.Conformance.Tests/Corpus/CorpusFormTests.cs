using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Every case file loads, and every case says what a reader of a failure needs.</summary>
public sealed class CorpusFormTests
{
    [Fact]
    public void EveryFileLoads() =>
        CaseFilesOnDisk.Sets.SelectMany(s => s.Problems).Select(p => p.ToString()).Should().BeEmpty();

    [Fact]
    public void NoIdIsUsedTwice() => CaseFilesOnDisk.All.Select(s => s.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void AnIdBeginsWithItsFamily()
    {
        foreach (var set in CaseFilesOnDisk.Sets)
        {
            var family = Path.GetFileNameWithoutExtension(set.File);
            set.Scenarios.Should().OnlyContain(s => s.Id.StartsWith(family + "/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void EveryCaseSaysWhatItIsWhyAndByWhichRule()
    {
        foreach (var s in CaseFilesOnDisk.All)
        {
            s.Case.Should().NotBeNull(s.Id);
            s.About.Should().EndWith(".", s.Id);
            s.Case!.Why.Should().EndWith(".", s.Id);
            s.Case.Spec.Should().NotBeEmpty(s.Id).And.OnlyContain(c => c.Url.StartsWith("https://") && c.Quote.Length > 8, s.Id);
        }
    }

    [Fact]
    public void EveryWordIsInTheVocabulary()
    {
        var words = Vocabulary.BuiltIn;
        foreach (var s in CaseFilesOnDisk.All)
        {
            words.Profiles.Keys.Should().Contain(s.Case!.Profile, s.Id);
            s.Needs.Except(words.Capabilities.Keys).Should().BeEmpty(s.Id);
            s.Case.Api.Except(words.Apis.Keys).Should().BeEmpty(s.Id);
        }
    }

    [Fact]
    public void EveryControlIsACaseAndNoCircle()
    {
        var byId = CaseFilesOnDisk.All.ToDictionary(s => s.Id);
        foreach (var s in CaseFilesOnDisk.All)
        {
            var seen = new HashSet<string> { s.Id };
            for (var at = s.Case!.Control; at is not null; at = byId[at].Case!.Control)
            {
                byId.Keys.Should().Contain(at, s.Id);
                seen.Add(at).Should().BeTrue($"{s.Id} must not be its own twin by way of {at}");
            }
        }
    }

    [Fact]
    public void ACaseThatExpectsLessThanSuccessHasATwin() =>
        CaseFilesOnDisk.All
            .Where(s => s.Case!.Control is null && s.Expect.Outcome is FakeServer.Outcome.Failed or FakeServer.Outcome.Incomplete or FakeServer.Outcome.Cancelled)
            .Select(s => s.Id).Should().BeEmpty();
}
