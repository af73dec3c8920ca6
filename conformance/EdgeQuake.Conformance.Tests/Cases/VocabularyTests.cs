using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>One list of words; what is not in it is refused with the nearest word that is.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void The_words_of_the_code_are_in_the_list()
    {
        var words = Vocabulary.BuiltIn;
        words.Apis.Keys.Should().BeEquivalentTo(Api.All.Select(a => a.Word), "a word without code behind it, or code without a word, is half a feature");
        words.Capabilities.Keys.Should().Contain(Shows.Declared);
        words.Profiles.Keys.Should().Contain(["core", "es", "llm", "oai", "eq", "retry", "exec"]);
        words.Policy.Keys.Where(w => ClientPolicy.None.Value(w) is not null).Should().HaveCount(6);
    }

    [Fact]
    public void An_unknown_word_names_the_nearest() =>
        Vocabulary.BuiltIn.Unknown("capability", "idle-timout", new("a.yaml", 3, 9))!.ToString()
            .Should().StartWith("a.yaml:3:9: unknown capability 'idle-timout'").And.EndWith("did you mean 'idle-timeout'?");

    [Fact]
    public void A_known_word_is_no_problem() => Vocabulary.BuiltIn.Unknown("profile", "core", default).Should().BeNull();

    [Fact]
    public void A_section_or_sentence_that_is_missing_is_a_problem()
    {
        var (_, problems) = Vocabulary.Parse("profiles: { core: }\ncapabilities: { a: b }\napis: { raw: { about: x } }\n", "v.yaml");
        problems.Select(p => p.ToString()).Should().SatisfyRespectively(
            p => p.Should().Contain("'core' has no sentence"),
            p => p.Should().Contain("section 'policy' is missing"));
    }
}
