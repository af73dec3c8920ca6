using System.CommandLine;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>compare providers.yaml</c> and <c>compare --guide</c>: asks the rows in turns and puts them side by side.</summary>
internal sealed class ComparingProviders(Session session)
{
    private const string Folder = "harness-out/compare";
    private readonly Option<bool> _guide = new("--guide") { Description = "The guide's table of provider and tokens/sec from its scripted paces, played by our own server: simulated, not the provider." };
    private readonly Option<int?> _rounds = Values.Whole("--rounds", "Providers: how often each has its turn. Default: the fewest that are balanced, and at least 4.", 1);
    private readonly Option<int?> _count = Values.Whole("--count", "Providers: streams of one turn. Default: 6.", 1);
    private readonly Option<int?> _concurrency = Values.Whole("--concurrency", "Providers: streams at once in a turn. Default: 1; with --guide all of a turn.", 1);
    private readonly Option<string?> _prompts = new("--prompts") { Description = "Providers: file of questions, one a line; in one round all are asked the same.", HelpName = "file" };

    public void On(Verb verb)
    {
        foreach (var option in new Option[] { _guide, _rounds, _count, _concurrency, _prompts })
        {
            verb.Add(option);
        }
    }

    /// <summary>Whether the words ask for providers, and not for two runs.</summary>
    public bool Asked(ParseResult parsed, string? first, string? second)
    {
        if (parsed.GetValue(_guide))
        {
            return first is null ? true : throw CommandException.Usage("--guide plays the guide's own rows; give no file or run beside it");
        }

        return first is not null && second is null && Catalogue.IsFile(first) ? true
            : first is not null && second is not null ? false
            : throw CommandException.Usage("compare takes two runs, a providers.yaml, or --guide");
    }

    public async Task<ExitCode> RunAsync(ParseResult parsed, string? file, OutFolder? folder, CancellationToken stop)
    {
        var providers = file is null ? Provider.Guide : Read(file);
        var normal = new ProviderOptions { Key = Environment.GetEnvironmentVariable };
        var count = parsed.GetValue(_count) ?? normal.Streams;
        var options = normal with
        {
            Rounds = parsed.GetValue(_rounds),
            Streams = count,
            Concurrency = parsed.GetValue(_concurrency) ?? (file is null ? count : normal.Concurrency),
            Prompts = parsed.GetValue(_prompts) is { } prompts ? Questions(prompts) : [],
            Arguments = session.Typed,
        };
        folder = (folder ?? new OutFolder(Folder)).Ready();
        session.Error.WriteLine($"each row answers {options.Planned(providers.Count)} streams, and one before them");
        var result = await Meter.ShowAsync(session, show => ProviderRuns.RunAsync(providers, options with { Progress = show }, stop));
        return Show(result, folder);
    }

    private ExitCode Show(ProvidersResult result, OutFolder folder)
    {
        foreach (var skipped in result.Skipped)
        {
            session.Error.WriteLine($"error: {skipped.Name} is skipped: {skipped.Why}");
        }

        var written = Renderings.Write(
            session, folder, ("run.json", () => ProvidersJson.Write(result)), ("report.html", () => ProvidersHtml.Render(result)), ("report.md", () => ProvidersText.Markdown(result)));
        session.Out.WriteLine(ProvidersText.Console(result).TrimEnd('\n'));
        Renderings.Tell(session.Out, folder.Path);
        return ExitCodes.Worst((ExitCode)result.ExitCode, written, StepSummaryFile.Append(session, _ => ProvidersText.Markdown(result)));
    }

    private static string[] Questions(string file)
    {
        string[] lines = File.Exists(file) ? [.. File.ReadLines(file).Where(l => !string.IsNullOrWhiteSpace(l))] : throw CommandException.Usage($"--prompts: {file}: there is no such file");
        return lines.Length > 0 ? lines : throw CommandException.Usage($"--prompts: {file} has no question; expected one a line");
    }

    private static IReadOnlyList<Provider> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"{file}: there is no such file; expected a list of providers");
        }

        var (providers, problems) = ProvidersFile.Parse(File.ReadAllText(file), file);
        return problems.Count == 0 ? providers : throw CommandException.Usage(string.Join("\nerror: ", problems));
    }
}
