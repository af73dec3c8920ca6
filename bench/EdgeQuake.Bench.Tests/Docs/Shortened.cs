using System.Text.RegularExpressions;

namespace EdgeQuake.Bench.Tests;

/// <summary>A command of a document as the tests play it: the same words, with less time, fewer streams, and free ports in place of those that a reader has.</summary>
internal static partial class Shortened
{
    private static readonly (string When, string Add)[] s_narrowed =
    [
        ("selftest", " --levels 2 --for 500ms"), ("compare providers.yaml", " --rounds 1 --count 2"),
        ("conform adapter-", " --run field"), ("conform conformance/adapters/", " --run field"), ("conform --reference", " --run field"),
    ];

    /// <param name="port">From the port that a document names to the one where that server is.</param>
    public static string Of(string command, Func<int, int> port)
    {
        var text = Tour().Replace(command, "edgequake-harness");
        text = Times().Replace(text, "$1 300ms");
        text = Counts().Replace(text, "$1 10");
        text = Stages().Replace(text, m => StageTime().Replace(m.Value, ":150ms"));
        text = Think().Replace(text, "--think 10ms");
        text = Fuzz().Replace(text, "FUZZ_SECONDS=1");
        var (when, add) = s_narrowed.FirstOrDefault(n => text.StartsWith($"edgequake-harness {n.When}", StringComparison.Ordinal));
        text = when is null ? text : add.Split(" --", StringSplitOptions.RemoveEmptyEntries).Aggregate(text, With);
        text = text.Replace("edgequake-harness conform -- ", "edgequake-harness conform --run field -- ", StringComparison.Ordinal)
            .Replace("edgequake-harness conform --exec ", "edgequake-harness conform --run guide --exec ", StringComparison.Ordinal);
        return Ports(text, port);
    }

    /// <summary>The same of a file that the commands read.</summary>
    public static string Ports(string text, Func<int, int> port) => LocalPort().Replace(text, m => $"localhost:{port(int.Parse(m.Groups[1].Value))}");

    // What is typed already is made small, what is not is added.
    private static string With(string text, string option)
    {
        var name = option.Split(' ')[0];
        return Regex.IsMatch(text, $"--{name} ") ? Regex.Replace(text, $@"--{name} \S+", $"--{option}") : $"{text} --{option}";
    }

    [GeneratedRegex(@"^dotnet run -c Release --project bench/EdgeQuake\.Harness( --)?(?= |$)")]
    private static partial Regex Tour();

    [GeneratedRegex(@"(--for) \d\S*")]
    private static partial Regex Times();

    [GeneratedRegex(@"(--count) \d{2,}")]
    private static partial Regex Counts();

    [GeneratedRegex(@"--stages \S+|^stages: .*$", RegexOptions.Multiline)]
    private static partial Regex Stages();

    [GeneratedRegex(@":\d+(ms|s|m)")]
    private static partial Regex StageTime();

    [GeneratedRegex(@"--think \S+")]
    private static partial Regex Think();

    [GeneratedRegex(@"FUZZ_SECONDS=\d+")]
    private static partial Regex Fuzz();

    [GeneratedRegex(@"localhost:(\d+)")]
    private static partial Regex LocalPort();
}
