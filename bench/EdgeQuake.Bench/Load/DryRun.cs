using System.Text;
using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a load would do, without doing it: starts, requests, tokens and cost at most, and what so many streams can say. Pure: sends nothing.</summary>
public static partial class DryRun
{
    /// <summary>Planned starts are counted up to here, and no further.</summary>
    private const int Counted = 5_000_000;
    private const string Mask = "***";

    /// <summary>Lines of a name and what is planned.</summary>
    /// <param name="descriptors">How many connections this process may hold; null = not known.</param>
    public static string Text(LoadProfile profile, long? descriptors)
    {
        if (profile.Sweep is { } sweep)
        {
            return string.Join('\n', sweep.Levels.Select(l => $"{"level",-22}{LoadSweep.Name(sweep.Unit, l)}, unless a lower one is too much\n{Text(profile.At(l), descriptors)}"));
        }

        var text = new StringBuilder();
        foreach (var (name, value) in Lines(profile, descriptors))
        {
            text.Append($"{name,-22}").Append(value).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(LoadProfile p, long? descriptors)
    {
        var maker = new RequestMaker(p);
        yield return ("dry run", $"{maker.Address.GetLeftPart(UriPartial.Path)} · {Words.Of(p.Protocol)}{(p.Protocol == Protocol.Edgequake ? " " + Words.Of(p.Shape) : "")} · {LoopText.Of(p)}; nothing was sent");
        var (streams, lines) = Starts(p);
        foreach (var line in lines)
        {
            yield return line;
        }

        yield return ("at once", p.IsOpen ? $"as many as the server is slow, at most {Figures.Count(p.MaxStreams)} (--max-streams)" : $"{Figures.Count(p.MostAtOnce)} at most");
        foreach (var line in Tokens(p, streams))
        {
            yield return line;
        }

        var most = p.IsOpen ? p.MaxStreams : p.MostAtOnce;
        yield return ("descriptors", descriptors is { } d ? $"{Figures.Count(d)} allowed" + (d < most + 100 ? $": too few for {Figures.Count(most)} streams at once; raise ulimit -n" : "") : "no limit known");
        if (new ParameterMix(p) is { Block: > 1 } mix)
        {
            yield return ("variants", $"{Figures.Count(Enumerable.Range(0, (int)mix.Block).Select(mix.Name).Distinct().Count())} combinations, balanced in every {Figures.Count(mix.Block)} streams; first: {string.Join(" · ", Enumerable.Range(0, 4).Select(mix.Name))}");
        }

        yield return ("questions", p.Prompts.Count == 0 ? "one, fixed" : $"{Figures.Count(p.Prompts.Count)}, taken in turn");
        foreach (var line in Request(maker, p))
        {
            yield return line;
        }
    }

    private static (long? Streams, IReadOnlyList<(string, string)> Lines) Starts(LoadProfile p)
    {
        if (!p.IsOpen)
        {
            return (p.Count, [(p.Turns > 1 ? $"talks of {p.Turns} turns" : "streams", p.Count is { } n ? $"at most {Figures.Count(n)}" : "as many as the answers allow"), .. Percentiles(p.Count)]);
        }

        var (count, steady, first, last) = (0, 0, (TimeSpan?)null, TimeSpan.Zero);
        foreach (var start in PlannedStarts.Of(p).Take(Counted + 1))
        {
            (count, first, last) = (count + 1, first ?? start, start);
            steady += start >= p.EffectiveWarmUp ? 1 : 0;
        }

        return count > Counted
            ? (null, [("streams", $"more than {Figures.Count(Counted)}"), ("first start", Figures.Seconds(first!.Value))])
            : (count, [(p.Turns > 1 ? $"talks of {p.Turns} turns" : "streams", $"{Figures.Count(count)} planned, {Figures.Count(steady)} of them after the warm-up"), ("first, last start", first is null ? "none" : $"{Seconds(first.Value)}, {Seconds(last)}"), .. Percentiles(steady)]);
    }

    private static IEnumerable<(string, string)> Percentiles(int? n) => n is not { } streams ? []
        : [("percentiles", PercentileFloor.Printed.Where(x => streams >= PercentileFloor.Of(x)).Select(x => $"p{x:0.#}").ToArray() is { Length: > 0 } some ? $"{string.Join(", ", some)} of one value a stream" : "none: p50 needs 11 streams")];

    private static IEnumerable<(string, string)> Tokens(LoadProfile p, long? streams)
    {
        var each = p.Parameters.Where(x => x.Key is "max_tokens" or "max_completion_tokens" or "max_output_tokens").Select(x => ParameterMix.Slots(x.Value).Max(v => long.TryParse(v, out var n) ? n : (long?)null)).FirstOrDefault();
        streams *= p.Turns;
        var most = Least(each * streams, p.MaxTokensTotal);
        yield return ("tokens", most is { } m ? $"at most {Figures.Count(m)} of answers" : "without a limit: --max-tokens-total, or --param max_tokens=N with a known number of streams");
        if (p.Price is { } price)
        {
            var questions = p.Prompts.Count == 0 ? 18 : p.Prompts.Average(x => x.Length);
            double? sum = most is { } t && streams is { } n ? price.Of((long)(questions / 4 * n), t) : null;
            yield return ("cost", Least(sum, p.MaxCost) is { } c ? $"about {Money.Text(c)} at most, questions as characters / 4" : "without a limit: --max-cost, or a limit of tokens");
        }
    }

    private static T? Least<T>(T? a, T? b)
        where T : struct, IComparable<T> => a is null ? b : b is null || a.Value.CompareTo(b.Value) < 0 ? a : b;

    /// <summary>The first request, byte for byte but for its keys.</summary>
    private static IEnumerable<(string, string)> Request(RequestMaker maker, LoadProfile p)
    {
        using var request = maker.For(0);
        yield return ("request", Masked($"{request.Method} {request.RequestUri!.AbsoluteUri}", p));
        foreach (var header in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            var given = p.Headers.Any(h => string.Equals(h.Name, header.Key, StringComparison.OrdinalIgnoreCase));
            yield return ("", $"{header.Key.ToLowerInvariant()}: {(given ? Mask : string.Join(", ", header.Value))}");
        }

        if (request.Content is { } content)
        {
            using var body = new StreamReader(content.ReadAsStream());
            yield return ("", Masked(body.ReadToEnd(), p));
        }
    }

    /// <summary>Without the values of parameters, of the address or given, whose names say that they are keys.</summary>
    internal static string Masked(string text, LoadProfile p)
    {
        var own = p.Target.Query.TrimStart('?').Split('&').Select(x => x.Split('=', 2)).Where(x => x.Length == 2).Select(x => (Name: x[0], Value: x[1]));
        var secrets = p.Parameters.Select(x => (Name: x.Key, x.Value)).Concat(own).Where(x => Secret().IsMatch(x.Name) && x.Value.Length > 0).Select(x => x.Value);
        return secrets.Aggregate(text, (t, s) => t.Replace(s, Mask, StringComparison.Ordinal).Replace(Uri.EscapeDataString(s), Mask, StringComparison.Ordinal));
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.###} s";

    [GeneratedRegex("key|token$|secret|password|auth", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
