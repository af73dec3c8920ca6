using System.Text.Json;
using EdgeQuake.Bench;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A run.json of any kind, read back: the fact that reports are rendered from.</summary>
internal abstract record RunFile(RunHeader Header)
{
    /// <summary>Kind conformance.</summary>
    public sealed record Conformance(ConformanceResult Result) : RunFile(Result.Header)
    {
        /// <summary>Read from a results.ndjson without its footer: the run was killed, and there may be more that it found.</summary>
        public bool Cut { get; init; }
    }

    /// <summary>Kind load.</summary>
    public sealed record Load(LoadResult Result) : RunFile(Result.Header);

    /// <summary>Kind selftest.</summary>
    public sealed record SelfTest(SelfTestResult Result) : RunFile(Result.Header);

    /// <summary>Kind sweep.</summary>
    public sealed record Sweep(SweepResult Result) : RunFile(Result.Header);

    /// <summary>Kind soak.</summary>
    public sealed record Soak(SoakResult Result) : RunFile(Result.Header);

    /// <summary>Kind pacing.</summary>
    public sealed record Pacing(PacingResult Result) : RunFile(Result.Header);

    /// <summary>Kind throughput.</summary>
    public sealed record Throughput(ThroughputResult Result) : RunFile(Result.Header);

    /// <summary>Kind client.</summary>
    public sealed record Client(ClientResult Result) : RunFile(Result.Header);

    /// <summary>Kind providers.</summary>
    public sealed record Providers(ProvidersResult Result) : RunFile(Result.Header);

    /// <summary>Kind tour.</summary>
    public sealed record Tour(TourResult Result) : RunFile(Result.Header);

    /// <summary>The kinds that can be read.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["conformance", "load", "sweep", "selftest", "soak", "pacing", "throughput", "client", ProvidersResult.Kind, TourResult.Kind];

    /// <summary>Reads a file, or a folder that holds a run.json; exit 2 with what is wrong.</summary>
    public static RunFile Read(string path)
    {
        var file = Directory.Exists(path) ? System.IO.Path.Combine(path, "run.json") : path;
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"{file}: there is no such file; expected the run.json of a run");
        }

        var json = File.ReadAllText(file);
        if (file.EndsWith(".ndjson", StringComparison.Ordinal))
            return ReadLines(json, file);
        return Kind(json, file) switch
        {
            "conformance" => ReadConformance(json, file),
            "load" => ReadLoad(json, file),
            "selftest" => Json(file, "selftest", () => new SelfTest(SelfTestReport.Read(json))),
            "sweep" => Json(file, "sweep", () => new Sweep(SweepReport.Read(json))),
            "soak" => Json(file, "soak", () => new Soak(SoakReport.Read(json))),
            "pacing" => Json(file, "pacing run", () => new Pacing(PacingReport.Read(json))),
            "throughput" => Json(file, "throughput run", () => new Throughput(ThroughputReport.Read(json))),
            "client" => Json(file, "client run", () => new Client(ClientReport.Read(json))),
            ProvidersResult.Kind => Json(file, "providers run", () => new Providers(ProvidersJson.Read(json))),
            TourResult.Kind => ReadTour(json, file),
            var kind => throw CommandException.Usage($"{file}: '{kind}' is no kind of run that has reports; expected {string.Join(", ", Kinds.SkipLast(1))} or {Kinds[^1]}"),
        };
    }

    private static Conformance ReadConformance(string json, string file)
    {
        var (result, problem) = ConformanceJson.Read(json, file);
        return new Conformance(result ?? throw CommandException.Usage($"{problem}"));
    }

    // The lines do not repeat what the cases ask: the corpus of this command says it.
    private static Conformance ReadLines(string text, string file)
    {
        var rules = Catalogue.Cases().Select(CaseRule.Of).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var (result, whole, problem) = NdjsonRun.Read(text, file, rules.GetValueOrDefault);
        return new Conformance(result ?? throw CommandException.Usage($"{problem}")) { Cut = !whole };
    }

    private static Load ReadLoad(string json, string file) =>
        new(RunJson.Read(json, out var problem) ?? throw CommandException.Usage($"{file}: {problem}"));

    private static Tour ReadTour(string json, string file)
    {
        using var document = JsonDocument.Parse(json);
        var judged = document.RootElement.TryGetProperty("conformance", out var part) ? ReadConformance(part.GetRawText(), file)
            : throw CommandException.Usage($"{file}: this tour has no part 'conformance'");
        var measured = document.RootElement.TryGetProperty("load", out var load) ? ReadLoad(load.GetRawText(), file) : null;
        return new Tour(new TourResult(judged.Header, judged.Result, measured?.Result));
    }

    private static RunFile Json(string file, string what, Func<RunFile> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Usage, $"{file}: this is no {what}: {e.Message}", e);
        }
    }

    private static string? Kind(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("header", out var header)
                && header.ValueKind == JsonValueKind.Object && header.TryGetProperty("kind", out var kind)
                    ? kind.GetString()
                    : throw CommandException.Usage($"{file}: this is no run.json; expected an object with a header");
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Usage, $"{file}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: this is no JSON", e);
        }
    }
}
