using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>adapter.yaml: what it says is what is run; what is wrong is named with its place.</summary>
public sealed class AdapterFolderTests
{
    [Fact]
    public void A_stdio_adapter_has_a_command_that_runs_in_its_folder()
    {
        var (folder, problems) = AdapterFolder.Parse(
            """
            adapter: openai-node
            about: The official client.
            command: node adapter.mjs --quiet
            install: npm ci
            pinned: { openai: 6.49.0 }
            """, Path.Combine("some", "adapter.yaml"));

        problems.Should().BeEmpty();
        folder!.Command!.ToString().Should().Be("node adapter.mjs --quiet");
        folder.Command.WorkDir.Should().Be(Path.GetFullPath("some"));
        folder.Pinned.Should().Equal(new Dictionary<string, string> { ["openai"] = "6.49.0" });
        folder.Install.Should().Be("npm ci");
    }

    [Fact]
    public void A_plain_command_says_its_facts_in_the_words_of_hello()
    {
        var (folder, problems) = AdapterFolder.Parse(
            """
            adapter: ask
            exec: php ask.php {url} {query}
            facts:
              name: ask.php
              version: "1.0"
              language: php
              apis: [edgequake.query.documented]
              profiles: [core, exec]
              policy: { retries: 2, base: 1s, retryOn: [429, 5xx, network], timeout: idle }
            """, "adapter.yaml");

        problems.Should().BeEmpty();
        folder!.Facts.Should().BeEquivalentTo(new ClientFacts(
            "ask.php", "1.0", "php", null, ["edgequake.query.documented"], ["core", "exec"], [], 1,
            new ClientPolicy(2, Base: TimeSpan.FromSeconds(1), RetryOn: ["429", "5xx", "network"], Timeout: "idle"), WayIn.Exec));
    }

    [Fact]
    public void A_client_that_is_no_package_says_where_it_comes_from()
    {
        var (folder, problems) = AdapterFolder.Parse(
            """
            adapter: ask
            exec: php ask.php {url} {query}
            facts: { name: ask.php, version: 1a2b3c4, source: example.org/a/b@1a2b3c4 sdks/php, language: php, apis: [raw], profiles: [core] }
            """, "adapter.yaml");

        problems.Should().BeEmpty();
        folder!.Facts!.Source.Should().Be("example.org/a/b@1a2b3c4 sdks/php");
    }

    [Theory]
    [InlineData("adapter: x\ncomand: node a.mjs", "a.yaml:2:1: unknown key 'comand'; expected adapter, about, command, exec, page, open, install, pinned, baseline, facts; did you mean 'command'?")]
    [InlineData("adapter: x", "a.yaml:1:1: none of command, exec and page is given; expected one of them")]
    [InlineData("command: a", "a.yaml:1:1: the key adapter is missing; expected the adapter's name")]
    [InlineData("adapter: x\ncommand: \"a 'b\"", "a.yaml:2:10: the command has an open ' quote: a 'b")]
    [InlineData("adapter: x\ncommand: a\nbaseline: nowhere.yaml", "a.yaml:3:11: there is no file 'nowhere.yaml' here; expected a list of known failures beside this file")]
    [InlineData("adapter: x\ncommand: a\nfacts: {name: x}", "a.yaml:3:8: facts beside command: a stdio adapter says its own in hello")]
    [InlineData("adapter: x\nexec: curl {urll} {url}\nfacts: {name: x, version: '1', language: c, apis: [raw], profiles: [core]}", "a.yaml:2:7: the command has an unknown placeholder {urll}; expected {url}, {origin}, {query}, {out}; did you mean '{url}'?")]
    [InlineData("adapter: x\nexec: curl {url}\nfacts: {name: x, version: '1', language: c, apis: [raw, rwa], profiles: [core]}", "a.yaml:3:57: facts.apis[1]: unknown word 'rwa'")]
    [InlineData("- a", "a.yaml:1:1: this is no adapter")]
    [InlineData("adapter: [", "a.yaml:2:1: While parsing")]
    public void What_is_wrong_is_named_with_its_place(string yaml, string says)
    {
        var (folder, problems) = AdapterFolder.Parse(yaml, "a.yaml");

        folder.Should().BeNull();
        problems.Should().Contain(p => p.ToString().StartsWith(says, StringComparison.Ordinal), "of {0}", string.Join('\n', problems));
    }

    [Fact]
    public void A_folder_without_an_adapter_is_named() =>
        AdapterFolder.Load(Path.GetTempPath()).Problems.Single().What.Should().Be("no adapter here");
}
