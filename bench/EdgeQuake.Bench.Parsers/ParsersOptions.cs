using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>What the command was asked to do.</summary>
/// <param name="Out">Folder of the results.</param>
/// <param name="EventsourceParser">Folder where the npm package is installed.</param>
/// <param name="Quick">A short job: shows that everything runs, is no measurement.</param>
internal sealed record ParsersOptions(string Out, bool Quick, bool Help, string EventsourceParser)
{
    private static readonly string[] s_known = ["--out", "--quick", "--eventsource-parser", "--help"];

    /// <summary>Null and one line saying what is wrong.</summary>
    public static ParsersOptions? Parse(IReadOnlyList<string> args, out string? problem)
    {
        var options = new ParsersOptions(Path.Combine("harness-out", "parsers"), false, false, Path.Combine("conformance", "adapters", "eventsource-parser"));
        problem = null;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                case "--out" when i + 1 < args.Count:
                    options = options with { Out = args[++i] };
                    break;
                case "--eventsource-parser" when i + 1 < args.Count:
                    options = options with { EventsourceParser = args[++i] };
                    break;
                default:
                    problem = args[i] is "--out" or "--eventsource-parser" ? $"{args[i]}: a folder is missing" : Unknown(args[i]);
                    return null;
            }
        }

        return options;
    }

    private static string Unknown(string word) =>
        $"unknown option {word}; expected one of {string.Join(", ", s_known)}" + (Words.Nearest(word, s_known) is { } near ? $"; did you mean '{near}'?" : "");
}
