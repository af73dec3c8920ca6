using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Loading: what is accepted means what an author would guess, and what is refused says what, where, what was expected and the nearest word.</summary>
public sealed class ScenarioFileTests
{
    [Fact]
    public void Every_built_in_scenario_loads_and_renders_in_every_cell()
    {
        BuiltInScenarios.All.Should().HaveCountGreaterThan(20);
        foreach (var s in BuiltInScenarios.All)
        {
            foreach (var cell in s.Cells)
            {
                for (var x = 0; x < s.Exchanges.Count; x++)
                {
                    var plan = Planner.Render(s, new PlanInput(cell, x, 1, 0, s.Seed, null));
                    plan.Ops[^1].Should().Match(o => o is PlanOp.End || o is PlanOp.Open, s.Id);
                }
            }
        }
    }

    [Theory]
    [InlineData("steps: [ { tokn: Edge } ]", 2, 14, "unknown verb 'tokn'", "token")]
    [InlineData("stepps: []", 2, 3, "unknown key 'stepps' in scenario", "steps")]
    [InlineData("protocol: edgequak", 2, 13, "'edgequak' for protocol", "edgequake")]
    [InlineData("steps: [ { tokne: a } ]", 2, 14, "unknown verb 'tokne'", "token")]
    [InlineData("client: { idle: 150 }", 2, 19, "'150' for idle", null)]
    [InlineData("steps: [ { wait: 20sec } ]", 2, 20, "'20sec' for wait", null)]
    [InlineData("steps: [ { wait: \"unifrom(1ms, 2ms)\" } ]", 2, 20, "'unifrom(1ms, 2ms)' for wait", "uniform")]
    [InlineData("lanes: [testhost]\n  steps: [ { reset: } ]", 2, 11, "lane testhost cannot reset: it has no wire", null)]
    [InlineData("lanes: [sockt]", 2, 11, "'sockt' for lanes", "socket")]
    [InlineData("shape: v1\n  steps: [ { source: a } ]", 3, 14, "edgequake v1 has no frame for 'source'", null)]
    [InlineData("protocol: sse\n  shape: v2", 3, 10, "shape v2 with protocol sse", null)]
    [InlineData("steps: { token: a }", 2, 10, "steps is a map", null)]
    [InlineData("steps: [ { token: [a] } ]", 2, 21, "token is a list", null)]
    [InlineData("steps: [ { done: }, { token: a }, { fin: }, { token: b } ]", 2, 49, "a step after the end", null)]
    [InlineData("steps: [ { raw: \"${quary.x}\" } ]", 2, 19, "unknown template '${quary.x}'", null)]
    [InlineData("pace: gpt-5", 2, 9, "unknown pace 'gpt-5'", "gpt-4")]
    [InlineData("write: bytes(0)", 2, 10, "'bytes(0)' for write", "bytes")]
    [InlineData("expect: { outcome: complet }", 2, 22, "'complet' for outcome", "complete")]
    [InlineData("expect: { outcome: complete, kind: network }", 2, 38, "kind with outcome complete", null)]
    [InlineData("expect: { server: { gaps: ['<= 2s'] } }", 2, 30, "'<= 2s' for gaps", null)]
    [InlineData("body: x\n  steps: []", 2, 3, "'body' beside 'steps'", null)]
    [InlineData("attempts: []", 2, 13, "no attempt in the list", null)]
    [InlineData("client: { cancel: { at: tokn 3 } }", 2, 27, "'tokn 3' for at", "token")]
    [InlineData("level: MUSTN", 2, 10, "'MUSTN' for level", "MUST")]
    public void A_wrong_file_is_refused_with_its_place_and_the_nearest_word(string line, int row, int column, string what, string? nearest)
    {
        var set = ScenarioFile.Parse($"- scenario: x\n  {line}\n", "x.yaml");
        set.Scenarios.Should().BeEmpty("nothing half-loads");
        var problem = set.Problems.Should().ContainSingle(p => p.What == what, string.Join(" | ", set.Problems)).Subject;
        (problem.Line, problem.Column).Should().Be((row, column));
        problem.Nearest.Should().Be(nearest);
    }

    [Fact]
    public void Problems_stand_in_the_order_of_the_file_and_a_value_that_yaml_cut_is_named_before_what_it_left()
    {
        var problems = ScenarioFile.Parse("- scenario: x\n  pace: { itl: lognormal(20ms, 0.5) }\n  steps: [ { tokn: a } ]\n", "x.yaml").Problems;
        problems.Select(p => (p.Line, p.Column)).Should().Equal((2, 16), (2, 32), (3, 14));
        problems[0].Expected.Should().Be("quotes around a value with commas in braces: \"lognormal(20ms, …)\"");
    }

    [Fact]
    public void A_missing_file_and_an_empty_one_are_problems_not_exceptions()
    {
        ScenarioFile.Read("no/such.yaml").Problems.Should().ContainSingle().Which.What.Should().StartWith("cannot be read");
        ScenarioFile.Parse("", "e.yaml").Problems.Should().ContainSingle().Which.What.Should().Be("the file is empty");
        ScenarioFile.Parse("a: [", "e.yaml").Problems.Should().ContainSingle().Which.What.Should().StartWith("not YAML");
    }

    [Fact]
    public void Every_verb_of_the_key_table_is_read_as_something()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["event"] = "{ data: x }",
            ["conversation"] = "",
            ["metadata"] = "",
            ["nodes"] = "[]",
            ["edges"] = "[]",
            ["part"] = "{ of: { token: a }, bytes: 2 }",
            ["malformed"] = "bom",
            ["wait"] = "1ms",
            ["stall"] = "1ms",
            ["gate"] = "g",
            ["pace"] = "gpt-4",
            ["write"] = "byte",
            ["eol"] = "cr",
            ["repeat"] = "{ times: 2, steps: [ { token: a } ] }",
            ["hex"] = "ff",
            ["base64"] = "YQ==",
            ["tokens"] = "[a]",
            ["flush"] = "",
            ["close"] = "",
            ["fin"] = "",
            ["reset"] = "now",
            ["bad-chunk"] = "",
            ["goaway"] = "",
            ["context"] = "[]",
            ["usage"] = "{ total_tokens: 1 }",
            ["tool-call"] = "{ index: 0 }",
            ["file"] = "x.bin",
            ["bandwidth"] = "20KiB/s",
            ["trickle"] = "1B/50ms",
            ["length"] = "500",
            ["encoding"] = "br",
            ["bad-gzip"] = "",
        };
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("x.bin"), "x");
        foreach (var verb in KeyTable.Of("step").Select(k => k.Name))
        {
            var transport = verb == "goaway" ? "\n  transport: h2" : "";
            var protocol = verb switch
            {
                "usage" or "tool-call" or "finish" or "refusal" => "openai-chat",
                "conversation" or "title" => "edgequake\n  shape: chat",
                "metadata" or "nodes" or "edges" => "edgequake\n  shape: graph",
                "bad-gzip" => "edgequake\n  encoding: gzip",
                _ => "edgequake\n  shape: v2",
            };
            var set = ScenarioFile.Parse($"- scenario: x{transport}\n  protocol: {protocol}\n  steps: [ {{ {verb}: {values.GetValueOrDefault(verb, "a")} }} ]", "x.yaml", folder.Path);
            set.Problems.Should().BeEmpty(verb);
            set.Scenarios[0].Exchanges[0].Attempts[0].Steps.Should().ContainSingle(verb);
        }
    }
}
