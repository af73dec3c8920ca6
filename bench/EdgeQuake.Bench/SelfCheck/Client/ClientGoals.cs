using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Rows → the goals met, missed or not measured; pure. Medians of one run are compared.</summary>
internal static class ClientGoals
{
    /// <summary>A heap that grows by less than half a byte an event holds none of them: what is left is the clock's, by time and not by events.</summary>
    private const double None = 0.5;

    public static IReadOnlyList<Goal> Judge(IReadOnlyList<ClientRow> rows) =>
    [
        Times(rows, ClientContender.SseParser, "CPU per paced event against HttpClient + SseParser as they come", 4.5),
        Times(rows, ClientContender.SseParserInline, "the same with inline completions", 2.5),
        Times(rows, ClientContender.Httpx, "CPU per paced event against the httpx loop", 8),
        Of("CPU per paced event against the limit, the bare loop", "≤ 1.2 ×", Row(rows, ClientContender.FastPath)?.Cost?.Median / Row(rows, ClientContender.BareLoop)?.Cost?.Median, v => v <= 1.2, v => Ratio(v, "0.000")),
        Of("allocated per event in steady state, fast path", "0 B", Row(rows, ClientContender.FastPath)?.Allocated?.Median, v => v < None, v => $"{Figures.Number(v)} B"),
        Memory(rows, ClientContender.FastPath, 3),
        Memory(rows, ClientContender.HttpClient, 25),
    ];

    private static Goal Times(IReadOnlyList<ClientRow> rows, ClientContender rival, string what, double least) => Of(
        what, string.Create(CultureInfo.InvariantCulture, $"≥ {least:0.#} × below"), Row(rows, rival)?.Cost?.Median / Row(rows, ClientContender.FastPath)?.Cost?.Median, v => v >= least,
        v => Ratio(v, "0.##"));

    private static string Ratio(double v, string format) => v.ToString(format, CultureInfo.InvariantCulture) + " ×";

    private static Goal Memory(IReadOnlyList<ClientRow> rows, ClientContender client, double most) =>
        Of($"memory of a stream, {FakeServer.Words.Of(client)}", $"≤ {most:0} KB", Row(rows, client)?.Kilobytes?.Median, v => v <= most, v => $"{Figures.Number(v)} KB");

    private static Goal Of(string what, string target, double? value, Func<double, bool> met, Func<double, string> text) =>
        value is { } v ? new(what, target, text(v), met(v) ? GoalResult.Met : GoalResult.Missed) : new(what, target, "–", GoalResult.NotMeasured);

    private static ClientRow? Row(IReadOnlyList<ClientRow> rows, ClientContender client) => rows.FirstOrDefault(r => r.Client == client);
}
