using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A plain command, run once a case: stdout (or the file <c>{out}</c>) is the text, exit 0 means complete. No shell is involved.</summary>
public sealed class ExecClient : AttachedClient
{
    /// <summary>What may stand in the command: the run's address, its origin, the question, and a file for the answer.</summary>
    public static readonly IReadOnlyList<string> Placeholders = ["{url}", "{origin}", "{query}", "{out}"];

    private readonly AdapterCommand _command;
    private readonly Clock _clock;
    private readonly Tail _stderr = new();

    private ExecClient(AdapterCommand command, ClientFacts facts, Clock clock) => (_command, Facts, _clock) = (command, facts, clock);

    public override ClientFacts Facts { get; }

    /// <summary>The last kilobytes over all runs.</summary>
    public override string Stderr => _stderr.ToString();

    /// <summary>Takes the command as typed; wrong quotes, an unknown placeholder, or no address at all are named.</summary>
    /// <param name="facts">What is known of the client; null = text over the guide's query stream, nothing else declared.</param>
    public static AttachResult Create(string line, string? workDir = null, ClientFacts? facts = null, Clock? clock = null)
    {
        var (command, wrong) = AdapterCommand.Parse(line, workDir);
        wrong ??= Unknown(line);
        return command is null || wrong is not null
            ? new AttachResult(null, new AttachProblem(AttachFault.NotStarted, wrong!))
            : new AttachResult(new ExecClient(command, facts ?? Assumed(command), clock ?? Clock.Real), null);
    }

    public override async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        using var file = new AnswerFile(_command.Arguments.Any(a => a.Contains("{out}", StringComparison.Ordinal)));
        var command = _command with { Arguments = [.. _command.Arguments.Select(a => Filled(a, request, file.Path))] };
        using var run = new ExecRun(command, request.Cancel, report, _clock);
        var transcript = await run.PerformAsync(file, cancellation);
        _stderr.Add(run.Stderr);
        return transcript;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Filled(string argument, RunRequest request, string file) =>
        argument.Replace("{url}", request.Url.AbsoluteUri, StringComparison.Ordinal)
            .Replace("{origin}", request.Origin.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("{out}", file, StringComparison.Ordinal)
            .Replace("{query}", Query(request), StringComparison.Ordinal);

    private static string Query(RunRequest request)
    {
        using var json = JsonDocument.Parse(request.Request);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.String
            ? JsonText.Of(query)
            : "";
    }

    private static string? Unknown(string line)
    {
        if (!line.Contains("{url}", StringComparison.Ordinal) && !line.Contains("{origin}", StringComparison.Ordinal))
        {
            return $"the command names neither {{url}} nor {{origin}}, so it cannot find the server: {line}";
        }

        for (var at = line.IndexOf('{', StringComparison.Ordinal); at >= 0; at = line.IndexOf('{', at + 1))
        {
            var word = line[at..(line.IndexOf('}', at) is var end and >= 0 ? end + 1 : line.Length)];
            if (word.Length > 2 && word.Skip(1).SkipLast(1).All(char.IsAsciiLetter) && !Placeholders.Contains(word))
            {
                return $"the command has an unknown placeholder {word}; expected {string.Join(", ", Placeholders)}" + (Words.Nearest(word, Placeholders) is { } near ? $"; did you mean '{near}'?" : "");
            }
        }

        return null;
    }

    /// <summary>No cancel: pieces of stdout are not tokens, so "after the second token" means nothing to a plain command.</summary>
    private static ClientFacts Assumed(AdapterCommand command) =>
        new(Path.GetFileNameWithoutExtension(command.Program), "unknown", "unknown", null, ["edgequake.query.documented"], ["core", "llm", "exec"], [], 1, ClientPolicy.None, WayIn.Exec);
}
