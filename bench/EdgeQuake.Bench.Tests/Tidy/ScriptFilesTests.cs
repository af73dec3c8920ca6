using System.Text.Json;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The files that bench/nginx and bench/mocks run with are well, and name what is pinned: no nginx and no node is needed to know.</summary>
public sealed class ScriptFilesTests
{
    [Fact]
    public void A_compared_mock_bears_the_name_and_version_that_is_installed()
    {
        using var package = JsonDocument.Parse(Repository.Text("bench/mocks/package.json"));
        var pinned = package.RootElement.GetProperty("dependencies").EnumerateObject().Select(d => $"{d.Name.Split('/')[^1]} {d.Value.GetString()}");

        var (rows, problems) = ProvidersFile.Parse(Repository.Text("bench/mocks/providers.yaml"), "bench/mocks/providers.yaml");

        problems.Should().BeEmpty();
        rows.Select(r => r.Name).Should().Equal(pinned).And.NotContainMatch("* ^*", "a range is no version");
    }

    [Fact]
    public void Both_mocks_are_told_the_same_answer()
    {
        using var aimock = JsonDocument.Parse(Repository.Text("bench/mocks/aimock.json"));
        var answer = aimock.RootElement.GetProperty("fixtures")[0].GetProperty("response").GetProperty("content").GetString();

        Repository.Text("bench/mocks/mock-llm.yaml").Should().Contain($"\"content\": \"{answer}\"").And.Contain("chunkSize: 5").And.Contain("chunkIntervalMs: 20");
        Repository.Text("bench/mocks/run").Should().Contain("-c 5 -l 20");
    }

    [Fact]
    public void What_the_application_behind_nginx_answers_means_what_it_says()
    {
        var set = ScenarioFile.Parse(Repository.Text("bench/nginx/answers.yaml"), "bench/nginx/answers.yaml");

        set.Problems.Should().BeEmpty();
        set.Scenarios.SelectMany(Verification.Check).Should().BeEmpty();
        set.Scenarios[0].Id.Should().Be("answer", "requests that name none get the first");
    }

    [Fact]
    public void Every_port_of_the_nginx_settings_is_put_in_by_its_script()
    {
        var run = Repository.Text("bench/nginx/run");
        foreach (var n in Enumerable.Range(0, 10))
        {
            Repository.Text("bench/nginx/nginx.conf").Should().Contain($":@{n}@");
            run.Should().Contain($"{(n is 3 or 4 ? "tls" : "at")} {n})");
        }
    }
}
