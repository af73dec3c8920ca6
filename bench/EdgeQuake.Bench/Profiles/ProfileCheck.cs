using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Says what is wrong in a <see cref="LoadProfile"/>, option by option; pure. An empty list means that the run may start.</summary>
public static class ProfileCheck
{
    public static IReadOnlyList<Problem> Problems(LoadProfile p) =>
        [.. Target(p).Concat(Headers(p)).Concat(Load(p)).Concat(Times(p)).Concat(Limits(p)).Select(x => new Problem(x.Option, 0, 0, x.What, x.Expected))];

    private static IEnumerable<Wrong> Target(LoadProfile p)
    {
        if (!p.Target.IsAbsoluteUri || p.Target.Scheme is not ("http" or "https"))
        {
            yield return new("URL", $"'{p.Target.OriginalString}' is no address that can be asked", "http://host[:port][/path] or https://…");
        }

        if (p.Protocol == Protocol.Raw)
        {
            yield return new("--protocol", "raw bytes have no tokens to measure", string.Join(", ", Words.All<Protocol>().Where(w => w != "raw")));
        }
    }

    private static IEnumerable<Wrong> Headers(LoadProfile p)
    {
        if (p.Headers.FirstOrDefault(h => string.IsNullOrWhiteSpace(h.Name) || h.Name.Any(c => c is <= ' ' or ':' or > '~')) is { Name: { } bad })
        {
            yield return new("--header", $"'{bad}' is no header name", "name: value");
        }

        if (p.Headers.FirstOrDefault(h => h.Value is { } v && v.Any(c => c is < ' ' or > '~')) is { Name: { } named })
        {
            yield return new("--header", $"the value of '{named}' holds what a header cannot carry", "printable ASCII");
        }
    }

    private static IEnumerable<Wrong> Load(LoadProfile p)
    {
        if (p.Concurrency is null == p.Rate is null)
        {
            yield return p.Rate is null
                ? new("--concurrency", "neither --concurrency nor --rate is given", "one of them: --concurrency N (closed loop) or --rate R (open loop)")
                : new("--rate", "both --concurrency and --rate are given", "one of them: --concurrency N (closed loop) or --rate R (open loop)");
        }

        if (p.Concurrency is < 1 or > 100_000)
        {
            yield return new("--concurrency", $"{p.Concurrency} streams at once", "1 to 100000");
        }

        if (p.Rate is { } r && !(r is > 0 and <= 100_000))
        {
            yield return new("--rate", $"{r} streams a second", "more than 0, at most 100000");
        }

        if (p.Smoothness is { } shape && (p.Arrivals != ArrivalKind.Gamma || !(shape is >= 0.05 and <= 100)))
        {
            yield return new("--smoothness", $"{shape} with {Words.Of(p.Arrivals)} arrivals", "0.05 to 100, with --arrivals gamma");
        }

        if (p.For is null && p.Count is null)
        {
            yield return new("--for", "the run has no end", "--for 30s, --count N, or both");
        }

        if (p.Count is < 1)
        {
            yield return new("--count", $"{p.Count} streams", "1 or more");
        }
    }

    private static IEnumerable<Wrong> Times(LoadProfile p)
    {
        (string Option, TimeSpan? Value)[] positive = [("--for", p.For), ("--idle", p.Idle), ("--overall", p.Overall)];
        foreach (var (option, value) in positive.Where(x => x.Value <= TimeSpan.Zero))
        {
            yield return new(option, $"{value!.Value.TotalSeconds:0.###} s", "more than 0: 30s, 500ms, 2m");
        }

        if (p.WarmUp is { } w && (w < TimeSpan.Zero || w >= p.For))
        {
            yield return new("--warm-up", $"{w.TotalSeconds:0.###} s of a run of {p.For?.TotalSeconds:0.###} s", "0 or more, and less than --for");
        }

        if (p.Drain < TimeSpan.Zero)
        {
            yield return new("--drain", $"{p.Drain.TotalSeconds:0.###} s", "0 or more");
        }
    }

    private static IEnumerable<Wrong> Limits(LoadProfile p)
    {
        if (!(p.MaxFailed is >= 0 and <= 1))
        {
            yield return new("--max-failed", $"{p.MaxFailed}", "a share from 0 to 1, or a percentage from 0% to 100%");
        }

        if (p.MaxStreams < 1)
        {
            yield return new("--max-streams", $"{p.MaxStreams}", "1 or more");
        }

        if (!(p.ReaderSpeed > 0))
        {
            yield return new("--reader-speed", $"{p.ReaderSpeed} characters a second", "more than 0");
        }
    }

    private readonly record struct Wrong(string Option, string What, string Expected);
}
