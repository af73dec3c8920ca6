using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A sweep as text, Markdown and run.json (kind sweep).</summary>
public static class SweepReport
{
    /// <summary>Version of results/schema/sweep-run.schema.json.</summary>
    public const int Schema = 1;

    private static readonly string[] Heads = ["level", "streams", "offered/s", "goodput/s", "good", "ttft p50 ms", "p95 ms", "itl p50 ms", "trust"];

    public static string Json(SweepResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.SweepResult) + "\n";

    /// <summary>The result of a run.json of kind sweep; a <see cref="JsonException"/> when it is none.</summary>
    public static SweepResult Read(string json) => WholeJson.Read<SweepResult>(json, "sweep");

    public static string Text(SweepResult r)
    {
        var text = new StringBuilder($"{Subject(r)}\n{string.Concat(Heads.Select(h => $"{h,13}"))}\n");
        foreach (var level in r.Levels)
        {
            text.Append(string.Concat(Cells(r.Unit, level).Select(c => $"{c,13}"))).Append('\n');
        }

        return text.Append($"{"best",-10}{Best(r)}\n{Words.Of(r.End.Kind),-10}{r.End.What}\n").ToString();
    }

    public static string Markdown(SweepResult r)
    {
        var md = new StringBuilder($"# Sweep to saturation\n\n{Subject(r)}\n\n**{Words.Of(r.End.Kind)}**: {r.End.What}. Best: {Best(r)}.\n\n| {string.Join(" | ", Heads)} |\n|{string.Concat(Heads.Select(_ => "--:|"))}\n");
        foreach (var level in r.Levels)
        {
            md.Append($"| {string.Join(" | ", Cells(r.Unit, level))} |\n");
        }

        var h = r.Header;
        return md.Append($"\n{h.Tool} at {h.Commit}, {h.Runtime}; {h.Machine}, {h.Cpu}; started {h.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC, took {Figures.Seconds(h.Duration)}; seed {h.Seed}. Each level's own run stands beside this one. ")
            .Append("A level is too much when fewer than 95 % of its streams can have been good, when goodput is under nine tenths of the best, or, in a closed loop, when it grows by less than a tenth of what the level grew by.\n").ToString();
    }

    private static string Subject(SweepResult r) => $"{r.Load.Target} · {Words.Of(r.Load.Protocol)} · {r.Load.Loop}, {(r.Load.For is { } f ? Figures.Seconds(f) : $"{r.Load.Count} streams")} each · {r.Load.Via}";

    private static string Best(SweepResult r) => r.Best is { } b ? $"{LoadSweep.Name(r.Unit, b.Level)} with a goodput of {Figures.Number(b.Goodput)}/s" : "none: the first level ended it";

    private static IEnumerable<string> Cells(LoadUnit unit, SweepLevel l) =>
    [
        LoadSweep.Name(unit, l.Level), Figures.Count(l.Streams), Figures.Number(l.Offered), Figures.Number(l.Goodput), Figures.Percent(l.Good), Figures.Number(l.TtftP50), Figures.Number(l.TtftP95),
        Figures.Number(l.ItlP50), Words.Of(l.Trust),
    ];
}
