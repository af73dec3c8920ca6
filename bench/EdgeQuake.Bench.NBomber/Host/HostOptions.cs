using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.NBomber;

/// <summary>What the host was asked to do.</summary>
/// <param name="Concurrency">Streams at once, each followed by the next.</param>
/// <param name="For">How long each of the two engines runs.</param>
internal sealed record HostOptions(Uri Target, Protocol Protocol, int Concurrency, TimeSpan For, string Out)
{
    public const string Usage = "usage: EdgeQuake.Bench.NBomber URL [--protocol P] [--concurrency N] [--for SECONDS] [--out DIR]   (default: edgequake, 20, 30, harness-out/nbomber)";

    /// <summary>Null and one line saying what is wrong.</summary>
    public static HostOptions? Parse(IReadOnlyList<string> args, out string? problem)
    {
        problem = args.Count > 0 && Uri.TryCreate(args[0], UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : "the first argument is the server's URL, as http://localhost:8080";
        var options = problem is null ? new HostOptions(new Uri(args[0]), Protocol.Edgequake, 20, TimeSpan.FromSeconds(30), Path.Combine("harness-out", "nbomber")) : null;
        for (var i = 1; options is not null && i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            options = args[i] switch
            {
                "--protocol" when Words.Parse<Protocol>(value) is { } p => options with { Protocol = p },
                "--concurrency" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => options with { Concurrency = n },
                "--for" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && s > 0 => options with { For = TimeSpan.FromSeconds(s) },
                "--out" when value.Length > 0 => options with { Out = value },
                _ => null,
            };
            problem = options is null ? $"{args[i]} {value}: unknown, or no value of it" : null;
        }

        return options;
    }

    /// <summary>The same load for our own engine.</summary>
    public LoadProfile Profile() => new() { Target = Target, Protocol = Protocol, Concurrency = Concurrency, For = For, WarmUp = TimeSpan.Zero };
}
