using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Says what is wrong in a <see cref="LoadProfile"/>, option by option; pure. An empty list means that the run may start.</summary>
public static class ProfileCheck
{
    public static IReadOnlyList<Problem> Problems(LoadProfile p) =>
        [.. Target(p).Concat(Headers(p)).Concat(Parameters(p)).Concat(Load(p)).Concat(Turns(p)).Concat(Again(p)).Concat(Times(p)).Concat(Limits(p)).Select(x => new Problem(x.Option, 0, 0, x.What, x.Expected))];

    private static IEnumerable<Wrong> Target(LoadProfile p)
    {
        if (!p.Target.IsAbsoluteUri || p.Target.Scheme is not ("http" or "https"))
        {
            yield return new("URL", $"'{(p.Target.OriginalString.Contains('@', StringComparison.Ordinal) ? "…" : p.Target.OriginalString)}' is no address that can be asked", "http://host[:port][/path] or https://…");
        }

        // Every report names the address.
        if (p.Target is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            yield return new("URL", "a user or password stands in the address", "--header 'authorization: Basic ${NAME}'");
        }

        if (p.Insecure && p.CaCert is not null)
        {
            yield return new("--insecure", "both --insecure and --ca-cert are given", "one of them: check against an authority, or check nothing");
        }

        if ((p.Insecure || p.CaCert is not null) && p.Target is { IsAbsoluteUri: true, Scheme: "http" })
        {
            yield return new(p.Insecure ? "--insecure" : "--ca-cert", "there is no certificate under http", "an https address");
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

    private static IEnumerable<Wrong> Parameters(LoadProfile p)
    {
        foreach (var (name, value) in p.Parameters)
        {
            if (ParameterMix.WrongWeight(value) is { } weight)
            {
                yield return new("--param", $"'{weight}' is no weight of {name}", $"a whole number from 1 to {ParameterMix.Largest}, as {name}=a*3,b; \\* is a star");
                yield break;
            }
        }

        if (new ParameterMix(p).Block > ParameterMix.Largest)
        {
            yield return new("--param", $"more than {ParameterMix.Largest} combinations, weights counted", "fewer or shorter lists");
        }
    }

    private static IEnumerable<Wrong> Load(LoadProfile p)
    {
        string[] given = [.. p.Concurrency is null ? [] : new[] { "--concurrency" }, .. p.Rate is null ? [] : new[] { "--rate" }, .. p.Stages.Count == 0 ? [] : new[] { "--stages" }, .. p.Sweep is null ? [] : new[] { "--sweep" }];
        if (p.Told)
        {
            if (given.Length + (p.For is null ? 0 : 1) + (p.Count is null ? 0 : 1) > 0)
            {
                var option = given.FirstOrDefault() ?? (p.For is null ? "--count" : "--for");
                yield return new(option, "how many users there are, and how long, is told while the load runs", $"no {option}");
            }
        }
        else if (given.Length != 1)
        {
            const string One = "one of them: --concurrency N (closed loop), --rate R (open loop), --stages (a load that changes) or --sweep (one run a level)";
            yield return given.Length == 0
                ? new("--concurrency", "neither --concurrency nor --rate nor --stages nor --sweep is given", One)
                : new(given[1], given.Length == 2 ? $"both {given[0]} and {given[1]} are given" : $"{string.Join(", ", given)} are given", One);
        }

        if (p.Concurrency is < 1 or > 100_000)
        {
            yield return new("--concurrency", $"{p.Concurrency} streams at once", "1 to 100000");
        }

        if (p.Rate is { } r && !(r is > 0 and <= 100_000))
        {
            yield return new("--rate", $"{r} streams a second", "more than 0, at most 100000");
        }

        if (p.Sweep is { } sweep && (sweep.Levels.Any(l => l > 100_000) || !sweep.Levels.SequenceEqual(sweep.Levels.Distinct().Order())))
        {
            yield return new("--sweep", $"levels {string.Join(", ", sweep.Levels)}", "levels that ascend, at most 100000");
        }

        if (p.Smoothness is { } shape && (p.Arrivals != ArrivalKind.Gamma || !(shape is >= 0.05 and <= 100)))
        {
            yield return new("--smoothness", $"{shape} with {Words.Of(p.Arrivals)} arrivals", "0.05 to 100, with --arrivals gamma");
        }

        foreach (var wrong in Stages(p))
        {
            yield return wrong;
        }

        if (p.For is null && p.Count is null && !p.Told)
        {
            yield return new("--for", "the run has no end", "--for 30s, --count N, or both");
        }

        if (p.Count is < 1)
        {
            yield return new("--count", $"{p.Count} streams", "1 or more");
        }
    }

    private static IEnumerable<Wrong> Stages(LoadProfile p)
    {
        if (p.Stages.Count == 0)
        {
            yield break;
        }

        if (p.Stages.Any(s => s.Unit != p.Stages[0].Unit))
        {
            yield return new("--stages", "some levels are streams a second, others streams at once", "one unit for all: 0-20/s:30s,20/s:60s or 1-50:30s,50:1m");
        }

        if (p.Stages.FirstOrDefault(s => s.For <= TimeSpan.Zero || !(s.From is >= 0 and <= 100_000) || !(s.To is >= 0 and <= 100_000)) is { } bad)
        {
            yield return new("--stages", $"the stage {bad}", "levels from 0 to 100000, and a duration of more than 0");
        }
        else if (p.Stages.All(s => s.From + s.To <= 0))
        {
            yield return new("--stages", "every level is 0", "one level above 0 at least");
        }
        else if (p.For != p.StagesLength)
        {
            yield return new("--for", $"{p.For?.TotalSeconds:0.###} s, but the stages last {p.StagesLength.TotalSeconds:0.###} s", "no --for beside --stages");
        }
    }

    private static IEnumerable<Wrong> Turns(LoadProfile p)
    {
        if (p.Turns is < 1 or > 1000)
        {
            yield return new("--turns", $"{p.Turns} turns", "1 to 1000");
        }

        if (p.Turns == 1 && p.Think != default)
        {
            yield return new("--think", "there is no second turn to think before", "--turns N with it");
        }

        var carries = p.Protocol is Protocol.OpenaiChat or Protocol.OpenaiResponses or Protocol.Anthropic or Protocol.Ollama || (p.Protocol == Protocol.Edgequake && p.Shape == Shape.Chat);
        if (p.Turns > 1 && (!carries || (p.Protocol == Protocol.Ollama && p.Target.IsAbsoluteUri && p.Target.AbsolutePath.EndsWith("/generate", StringComparison.Ordinal))))
        {
            yield return new("--turns", "this request cannot carry what was said before", "openai-chat, openai-responses, anthropic, ollama at /api/chat, or edgequake --shape chat");
        }
    }

    private static IEnumerable<Wrong> Again(LoadProfile p)
    {
        if (p.Retry is < 0 or > 20)
        {
            yield return new("--retry", $"{p.Retry} retries", "0 to 20");
        }

        if (p.Retry > 0 && p is { Protocol: Protocol.Edgequake, Shape: Shape.Chat })
        {
            yield return new("--retry", "an EdgeQuake chat keeps each message that it accepts: asked again, it would stand there twice", "another --shape");
        }

        if (p.FallBack && (p.Protocol != Protocol.Edgequake || p.Shape is Shape.Chat or Shape.Graph))
        {
            yield return new("--fallback", "this server has no call beside the stream that answers the same question", "--protocol edgequake with --shape documented, v1, v2 or v3");
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

        if (p.MaxCost is not null && p.Price is null)
        {
            yield return new("--max-cost", "there is no price to count with", "--price INPUT/OUTPUT, of a million tokens each");
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
