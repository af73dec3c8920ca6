using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>providers.yaml: what a row says, and what is wrong with one, by its line.</summary>
public sealed class ProvidersFileTests
{
    [Fact]
    public void Ten_lines_are_two_providers()
    {
        var (providers, problems) = ProvidersFile.Parse(
            """
            - name: OpenAI gpt-4o-mini
              url: https://api.openai.com
              protocol: openai-chat
              model: gpt-4o-mini
              key: OPENAI_API_KEY
              price: 0.60
            - name: Ollama here
              url: http://localhost:11434
              protocol: ollama
              model: llama3.2
            """, "providers.yaml");
        problems.Should().BeEmpty();
        providers.Should().Equal(
            new Provider("OpenAI gpt-4o-mini", new Uri("https://api.openai.com"), Protocol.OpenaiChat, Shape.Documented, "gpt-4o-mini", "OPENAI_API_KEY", 0.6),
            new Provider("Ollama here", new Uri("http://localhost:11434"), Protocol.Ollama, Shape.Documented, "llama3.2", null, null));
    }

    [Fact]
    public void A_pace_is_simulated_and_has_no_providers_name()
    {
        ProvidersFile.Parse("- pace: gpt-4\n", "p").Providers.Should().ContainSingle().Which.Should().Match<Provider>(p => p.Simulated && p.Name == "pace gpt-4");
        Problems("- pace: gpt-4\n  name: OpenAI\n").Should().ContainSingle().Which.Should().Contain("a scripted row is no provider and has no name");
    }

    [Theory]
    [InlineData("", "p:1:1: *no list of providers*")]
    [InlineData("name: x\n", "p:1:1: *no list of providers*")]
    [InlineData("[]\n", "p:1:1: *no list of providers*")]
    [InlineData("- [a\n", "p:*")]
    [InlineData("- x\n", "p:1:3: *a row is a map*")]
    [InlineData("- url: http://x\n", "p:1:3: *a row without name*")]
    [InlineData("- name: x\n", "p:1:3: *a row without url*")]
    [InlineData("- name: x\n  url: ftp://x\n", "p:2:8: *'ftp://x' is no address*")]
    [InlineData("- name: x\n  url: http://x\n  protcol: ollama\n", "p:3:3: *unknown key 'protcol'*'protocol'*")]
    [InlineData("- name: x\n  url: http://x\n  protocol: olama\n", "p:3:13: *'olama' for protocol*'ollama'*")]
    [InlineData("- name: x\n  url: http://x\n  price: cheap\n", "p:3:10: *'cheap' is no price*")]
    [InlineData("- name: x\n  url: http://x\n  model: { a: b }\n", "p:3:10: *model has no value*")]
    [InlineData("- pace: gpt4\n", "p:1:9: *unknown pace 'gpt4'*'gpt-4'*")]
    [InlineData("- name: x\n  url: http://x\n- name: x\n  url: http://y\n", "*two rows are called 'x'*")]
    public void What_is_wrong_is_named_with_its_place(string yaml, string line)
    {
        var problems = Problems(yaml);
        problems.Should().ContainSingle().Which.Should().Match(line);
    }

    private static IEnumerable<string> Problems(string yaml) => ProvidersFile.Parse(yaml, "p").Problems.Select(p => p.ToString());
}
