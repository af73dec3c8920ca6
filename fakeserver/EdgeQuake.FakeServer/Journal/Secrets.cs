using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>What must never reach a journal, a report or a run header: credentials in headers, targets and arguments.</summary>
internal static partial class Secrets
{
    private const string Mask = "***";

    /// <summary>The facts with the values of credentials masked; an authentication scheme stays readable.</summary>
    public static RequestFacts Masked(RequestFacts facts) => facts with
    {
        Target = InTarget().Replace(facts.Target, "${name}=" + Mask),
        Query = facts.Query.Any(q => IsSecret(q.Key)) ? facts.Query.ToDictionary(q => q.Key, q => IsSecret(q.Key) ? Mask : q.Value, StringComparer.Ordinal) : facts.Query,
        Headers = facts.Headers.Any(h => IsSecret(h.Name)) ? [.. facts.Headers.Select(Masked)] : facts.Headers,
        Body = BodySecrets.Masked(facts.Body),
    };

    /// <summary>Arguments as typed, with the value of <c>--api-key X</c>, <c>--token=X</c>, <c>--header "Authorization: X"</c> and bare keys masked.</summary>
    public static IReadOnlyList<string> Masked(IReadOnlyList<string> arguments) =>
        [.. arguments.Select((a, i) => i > 0 && IsSecret(arguments[i - 1].TrimStart('-')) && arguments[i - 1].StartsWith('-') ? Mask : Masked(a))];

    /// <summary>The secret values of headers and target, without their scheme.</summary>
    public static IEnumerable<string> Values(RequestFacts facts) =>
        facts.Headers.Where(h => IsSecret(h.Name)).Select(h => h.Value[(h.Value.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .Concat(facts.Query.Where(q => IsSecret(q.Key)).Select(q => q.Value));

    /// <summary>A header of an answer: cookies and credentials masked, and secrets in addresses.</summary>
    public static HttpField MaskedAnswer(HttpField field) => Masked(field) with { Value = InTarget().Replace(Masked(field).Value, "${name}=" + Mask) };

    private static string Masked(string argument)
    {
        var cut = argument.AsSpan().IndexOfAny('=', ':');
        return cut > 0 && IsSecret(argument[..cut].TrimStart('-')) ? argument[..(cut + 1)] + Mask
            : BareKey().Replace(InTarget().Replace(argument, "${name}=" + Mask), Mask);
    }

    private static HttpField Masked(HttpField field)
    {
        var scheme = field.Name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) ? field.Value.IndexOf(' ', StringComparison.Ordinal) : -1;
        return !IsSecret(field.Name) ? field : field with { Value = scheme > 0 ? field.Value[..(scheme + 1)] + Mask : Mask };
    }

    private static bool IsSecret(string name) => Names().IsMatch(name);

    [GeneratedRegex("^(authorization|proxy-authorization|(set-)?cookie|(x-)?api[-_]?key|access[-_]token|token|password|secret)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex("(?<=[?&])(?<name>api[-_]?key|access[-_]token|token|password|secret)=[^&#]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex InTarget();

    /// <summary>Keys that are recognised wherever they stand: OpenAI's and its imitators'.</summary>
    [GeneratedRegex(@"\bsk-[A-Za-z0-9_-]{8,}")]
    private static partial Regex BareKey();
}
