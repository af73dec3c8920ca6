using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Recordings by hand, and what their conversion plays.</summary>
internal static class Recorded
{
    internal static readonly HttpField SseType = new("Content-Type", "text/event-stream");

    /// <summary>An exchange of chunks, one a read, at these milliseconds.</summary>
    internal static RecordedExchange Exchange(
        string target, RecordedEnding how = RecordedEnding.Clean, HttpField? type = null, int status = 200, params (double At, string Text)[] reads) =>
        Bytes(target, how, [type ?? SseType, new("Transfer-Encoding", "chunked")], status,
            [.. reads.Select(r => (r.At, Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(r.Text):x}\r\n{r.Text}\r\n")))]);

    internal static RecordedExchange Bytes(string target, RecordedEnding how, HttpField[] headers, int status, params (double At, byte[] Raw)[] reads) => new()
    {
        Number = 1,
        Connection = 1,
        Since = TimeSpan.Zero,
        Method = "GET",
        Target = target,
        Headers = [],
        Body = default,
        Head = new RecordedHead(Ms(2), "1.1", status, "OK", headers),
        Reads = [.. reads.Select(r => new RecordedRead(Ms(r.At), r.Raw))],
        End = new RecordedEnd(Ms(reads.Length == 0 ? 2 : reads[^1].At), how, null),
    };

    internal static string Yaml(RecordedExchange e, bool exact = false) => Conversion.Of(Run(e), exact).Yaml;

    internal static Recording Run(params RecordedExchange[] exchanges) =>
        new("edgequake-harness 0.1.0", "http://upstream.test/", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), exchanges);

    /// <summary>The scenarios of a conversion: they load, and expect what they play.</summary>
    internal static IReadOnlyList<Scenario> Load(string yaml)
    {
        var set = ScenarioFile.Parse(yaml, "converted.yaml");
        set.Problems.Should().BeEmpty(yaml);
        set.Scenarios.SelectMany(Verification.Check).Should().BeEmpty(yaml);
        return set.Scenarios;
    }

    internal static Plan Plan(Scenario scenario) => Planner.Render(scenario, new(Cell.Default, 0, 1, 0, 1, null));

    /// <summary>When each write is due since the head, and its bytes.</summary>
    internal static IReadOnlyList<(TimeSpan At, string Bytes)> Writes(Plan plan)
    {
        var at = TimeSpan.Zero;
        List<(TimeSpan, string)> writes = [];
        foreach (var op in plan.Ops.SkipWhile(o => o is not PlanOp.Respond))
        {
            at += op is PlanOp.Wait wait ? wait.For : TimeSpan.Zero;
            if (op is PlanOp.Write write)
                writes.Add((at, Convert.ToHexString(write.Body.Span)));
        }

        return writes;
    }

    internal static TimeSpan Ms(double ms) => TimeSpan.FromMicroseconds(Math.Round(ms * 1000));
}
