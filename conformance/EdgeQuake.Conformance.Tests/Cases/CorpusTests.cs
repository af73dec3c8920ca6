using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The corpus and the named scenarios, held against themselves.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void The_corpus_loads() => CaseLibrary.BuiltIn.Problems.Should().BeEmpty();

    [Fact]
    public void Every_case_expects_what_its_script_gives() =>
        CaseLibrary.BuiltIn.Cases.SelectMany(c => Verification.Check(c.Scenario)).Select(p => p.ToString()).Should().BeEmpty();

    [Fact]
    public void Every_named_scenario_expects_what_its_script_gives()
    {
        BuiltInScenarios.All.Should().NotBeEmpty();
        BuiltInScenarios.All.SelectMany(Verification.Check).Select(p => p.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void Core_is_asked_in_the_clients_own_protocol_too()
    {
        foreach (var (api, profile) in new[] { ("edgequake.query.documented", "core@edgequake"), ("edgequake.query", "core@edgequake"), ("openai.chat", "core@openai") })
        {
            var facts = Given.Client with { Apis = [api], Profiles = ["core"], Parallel = 8 };
            var bound = CaseLibrary.BuiltIn.Cases.SelectMany(c => CaseBinding.Bind(c, facts)).Where(b => b.Profile == profile && b.Refused is null).ToList();
            bound.Should().HaveCountGreaterThanOrEqualTo(20, $"of {api}");
            bound.SelectMany(b => Verification.Check(b.Scenario)).Select(p => p.ToString()).Should().BeEmpty();
        }
    }

    [Fact]
    public void No_case_is_out_of_reach_of_every_reference_client()
    {
        var references = new[] { ReferenceClients.Answer, ReferenceClients.Events, ReferenceClients.Restarting, ReferenceClients.FallBack, ReferenceClients.Chat }.Select(r => r.Facts).ToList();
        CaseLibrary.BuiltIn.Cases.Where(c => c.Profile is not ("exec" or "relay") && references.All(f => CaseBinding.Bind(c, f).All(b => b.Refused is not null)))
            .Select(c => $"{c.Id}: {string.Join(" | ", references.SelectMany(f => CaseBinding.Bind(c, f)).Select(b => b.Reason).Distinct())}").Should().BeEmpty();
    }

    [Fact]
    public void The_references_speak_the_vocabulary()
    {
        var words = Vocabulary.BuiltIn;
        foreach (var facts in new[] { ReferenceClients.Answer, ReferenceClients.Events, ReferenceClients.Restarting, ReferenceClients.FallBack, ReferenceClients.Chat }.Select(r => r.Facts))
        {
            words.Capabilities.Keys.Should().Contain(facts.Capabilities);
            words.Profiles.Keys.Should().Contain(facts.Profiles);
            words.Apis.Keys.Should().Contain(facts.Apis);
        }
    }
}
