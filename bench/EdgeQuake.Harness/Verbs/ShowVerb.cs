using System.CommandLine;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>show ID|FILE</c>: what a scenario sends, act by act, without a server: the plan is data.</summary>
internal static class ShowVerb
{
    public static Verb Create(Session session)
    {
        var what = new Argument<string>("id") { Description = "A scenario or case id, or a .yaml file." };
        var hex = new Option<bool>("--hex") { Description = "Every byte, as a hex dump." };
        var cell = new Option<string?>("--cell") { Description = "A point of its matrix: write=byte,eol=cr. Default: the first.", HelpName = "cell" };
        var seed = Values.Seed();
        var verb = new Verb("show", "Prints what a scenario sends, attempt by attempt, and when.") { what, hex, cell, seed };
        verb.SetAction(parsed =>
        {
            foreach (var scenario in Catalogue.Pick([parsed.GetRequiredValue(what)]))
            {
                Show(session.Out, scenario, CellWord.Of(scenario, parsed.GetValue(cell)), parsed.GetValue(seed) ?? scenario.Seed, parsed.GetValue(hex));
            }

            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static void Show(TextWriter output, Scenario scenario, Cell cell, ulong seed, bool hex)
    {
        output.WriteLine($"{scenario.Id}{cell} · {Words.Of(scenario.Protocol)}{(scenario.Shape is { } shape ? $" {Words.Of(shape)}" : "")} · seed {seed}");
        if (scenario.About is { } about)
        {
            output.WriteLine(about);
        }

        for (var e = 0; e < scenario.Exchanges.Count; e++)
        {
            var exchange = scenario.Exchanges[e];
            for (var a = 1; a <= exchange.Attempts.Count; a++)
            {
                var plan = Planner.Render(scenario, new PlanInput(cell, e, a, Stream: 0, seed, Request: null));
                output.WriteLine();
                output.WriteLine($"{Asked(exchange.Match)}, attempt {a} of {exchange.Attempts.Count}, then {Words.Of(exchange.Then)}:");
                output.WriteLine((hex ? PlanDump.Hex(plan) : PlanDump.Text(plan)).TrimEnd('\n'));
            }
        }
    }

    private static string Asked(Match match) =>
        match.Method is null && match.Path is null ? "any request" : $"{match.Method ?? "any method"} {match.Path ?? "any path"}";
}
