using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>The command: measures every path over every payload, and writes <c>run.json</c> and <c>report.md</c>.</summary>
/// <remarks><c>arguments ─→ BenchmarkDotNet, in this process ─→ ParserRun ─→ files</c></remarks>
internal static class ParsersCommand
{
    private const string Usage = "usage: EdgeQuake.Bench.Parsers [--out DIR] [--quick] [--eventsource-parser DIR]   (default DIR: harness-out/parsers; of the npm package: conformance/adapters/eventsource-parser)";

    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        var options = ParsersOptions.Parse(args, out var problem);
        if (options is null)
        {
            errors.WriteLine(problem);
            errors.WriteLine(Usage);
            return 2;
        }

        if (options.Help)
        {
            output.WriteLine(Usage);
            return 0;
        }

        var started = Clock.Real.UtcNow;
        var from = Clock.Real.Now;
        if (ParserBenchmarks.Measure(options, errors) is not { } rows)
        {
            errors.WriteLine("nothing was measured: BenchmarkDotNet refused the run, see the lines above");
            return 3;
        }

        var header = RunHeaders.Capture(ParserRun.Kind, ParserJson.Schema, Payload.Seed, args, started, Clock.Real.Now - from);
        var (node, said) = NodeParser.Measure(options.EventsourceParser, options.Quick, Payload.All);
        errors.WriteLine(said);
        var run = new ParserRun(header, [.. rows, .. node], AnswerMemory.Measure(), said);
        Directory.CreateDirectory(options.Out);
        File.WriteAllText(Path.Combine(options.Out, "run.json"), ParserJson.Write(run));
        File.WriteAllText(Path.Combine(options.Out, "report.md"), ParserReport.Render(run));
        output.WriteLine(ParserReport.Render(run));
        output.WriteLine($"written: {Path.Combine(options.Out, "run.json")}, {Path.Combine(options.Out, "report.md")}");
        return 0;
    }
}
