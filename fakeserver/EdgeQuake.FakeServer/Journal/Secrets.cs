using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>What must never reach a journal, a report or a run header: credentials in headers, targets and arguments.</summary>
internal static partial class Secrets
{
    private const string Mask = "***", HeaderOption = "--header";

    /// <summary>The facts with the values of credentials masked; an authentication scheme stays readable.</summary>
    public static RequestFacts Masked(RequestFacts facts) => facts with
    {
        Target = InTarget().Replace(facts.Target, "${name}=" + Mask),
        Query = facts.Query.Any(q => IsSecret(q.Key)) ? facts.Query.ToDictionary(q => q.Key, q => IsSecret(q.Key) ? Mask : q.Value, StringComparer.Ordinal) : facts.Query,
        Headers = facts.Headers.Any(h => IsSecret(h.Name)) ? [.. facts.Headers.Select(Masked)] : facts.Headers,
        Body = BodySecrets.Masked(facts.Body),
    };

    /// <summary>Arguments as typed, with the value of <c>--api-key X</c>, <c>--token=X</c>, of every <c>--header "name: X"</c>, passwords in addresses and bare keys masked.</summary>
    public static IReadOnlyList<string> Masked(IReadOnlyList<string> arguments) =>
        [.. arguments.Select((a, i) => i > 0 && IsSecret(arguments[i - 1].TrimStart('-')) && arguments[i - 1].StartsWith('-') ? Mask : Masked(HeaderMasked(arguments, i)))];

    /// <summary>The secret values of headers and target, without their scheme.</summary>
    public static IEnumerable<string> Values(RequestFacts facts) =>
        facts.Headers.Where(h => IsSecret(h.Name)).Select(h => h.Value[(h.Value.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .Concat(facts.Query.Where(q => IsSecret(q.Key)).Select(q => q.Value));

    /// <summary>A header of an answer: cookies and credentials masked, and secrets in addresses.</summary>
    public static HttpField MaskedAnswer(HttpField field) => Masked(field) with { Value = InTarget().Replace(Masked(field).Value, "${name}=" + Mask) };

    /// <summary>Whatever a header is called, its value may be a key; what it takes from the environment is named there, and stays.</summary>
    private static string HeaderMasked(IReadOnlyList<string> arguments, int i)
    {
        var from = arguments[i].StartsWith(HeaderOption + "=", StringComparison.Ordinal) ? HeaderOption.Length + 1 : i > 0 && arguments[i - 1] == HeaderOption ? 0 : -1;
        var at = from < 0 ? -1 : arguments[i].IndexOf(':', from);
        return at < 0 ? arguments[i] : arguments[i][..(at + 1)] + NotFromEnvironment().Replace(arguments[i][(at + 1)..], m => m.Value.StartsWith("${", StringComparison.Ordinal) || m.Value.All(char.IsWhiteSpace) ? m.Value : Mask);
    }

    private static string Masked(string argument)
    {
        var cut = argument.AsSpan().IndexOfAny('=', ':');
        return cut > 0 && IsSecret(argument[..cut].TrimStart('-')) ? argument[..(cut + 1)] + Mask
            : BareKey().Replace(Password().Replace(InTarget().Replace(argument, "${name}=" + Mask), Mask), Mask);
    }

    private static HttpField Masked(HttpField field)
    {
        var scheme = field.Name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) ? field.Value.IndexOf(' ', StringComparison.Ordinal) : -1;
        return !IsSecret(field.Name) ? field : field with { Value = scheme > 0 ? field.Value[..(scheme + 1)] + Mask : Mask };
    }

    private static bool IsSecret(string name) => Names().IsMatch(name);

    [GeneratedRegex("^(authorization|proxy-authorization|(set-)?cookie|([a-z0-9-]+-)?api[-_]?key|access[-_]token|token|password|secret)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex("(?<=[?&])(?<name>api[-_]?key|access[-_]token|token|password|secret)=[^&#]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex InTarget();

    [GeneratedRegex(@"(?<=^https?://)[^/?#@]+(?=@)", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    /// <summary>A variable, a run of blanks, or a word that is neither.</summary>
    [GeneratedRegex(@"\$\{\w+\}|\s+|[^\s$]+|\$")]
    private static partial Regex NotFromEnvironment();

    /// <summary>Keys that are recognised wherever they stand: OpenAI's and its imitators'.</summary>
    [GeneratedRegex(@"\bsk-[A-Za-z0-9_-]{8,}")]
    private static partial Regex BareKey();
}
