using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>The few names between <c>${</c> and <c>}</c>: no scripting language. An unknown one is refused at load.</summary>
internal static partial class Template
{
    private static readonly string[] Fixed = ["i", "attempt", "last_event_id", "uuid", "base", "other-origin", "query.query", "token:TEXT", "http-date+3s", "rfc850-date+3s", "asctime-date+3s"];

    /// <summary>The name that asks for a second listener.</summary>
    public const string OtherOrigin = "other-origin";

    /// <summary>The names, as one phrase for a refusal.</summary>
    public const string Expected = "i, attempt, last_event_id, query.NAME, uuid, base, other-origin, token:TEXT, http-date+3s, rfc850-date+3s or asctime-date+3s";

    /// <summary>The first name in <paramref name="text"/> that is none of ours, or null.</summary>
    public static string? Unknown(string text) => Names().Matches(text).Select(m => m.Groups["n"].Value).FirstOrDefault(n => !Known(n));

    public static string? Nearest(string name) => Words.Nearest(name, Fixed);

    public static bool Present(string text) => text.Contains("${", StringComparison.Ordinal);

    public static string Expand(string text, Rendering r) => Present(text) ? Names().Replace(text, m => Value(m.Groups["n"].Value, r)) : text;

    /// <summary>The same inside JSON text, where a name can only stand in a string: its value is escaped.</summary>
    public static string ExpandJson(string json, Rendering r) => Present(json) ? NamesInJson().Replace(json, m => JsonText.Quote(Value(m.Groups["n"].Value, r))[1..^1]) : json;

    private static bool Known(string name) =>
        name is "i" or "attempt" or "last_event_id" or "uuid" or "base" or OtherOrigin || name.StartsWith("query.", StringComparison.Ordinal)
        || name.StartsWith("token:", StringComparison.Ordinal) || HttpDate().IsMatch(name);

    private static string Value(string name, Rendering r)
    {
        var request = r.Input.Request;
        r.Varies |= name is not "i" && !name.StartsWith("token:", StringComparison.Ordinal);
        return name switch
        {
            "i" => r.Index.ToString(CultureInfo.InvariantCulture),
            "attempt" => r.Input.Attempt.ToString(CultureInfo.InvariantCulture),
            "last_event_id" => request?.Header("last-event-id") ?? "",
            "base" => request?.Header("host") is { } host ? "http://" + host : "",
            OtherOrigin => r.Input.OtherOrigin,
            "uuid" => Uuid(r.Chance),
            _ when name.StartsWith("token:", StringComparison.Ordinal) => r.Encoder.TokenData(name["token:".Length..]),
            _ when name.StartsWith("query.", StringComparison.Ordinal) => request?.Query.GetValueOrDefault(name["query.".Length..]) ?? "",
            _ => Date(name, r.Input.UtcNow),
        };
    }

    private static string Date(string name, DateTimeOffset now)
    {
        var match = HttpDate().Match(name);
        var offset = match.Groups["s"].Value;
        var at = now.AddSeconds(offset.Length == 0 ? 0 : int.Parse(offset, CultureInfo.InvariantCulture));
        // Rounded up: a date has whole seconds, and a client that waits until it must not be early.
        at = at.AddTicks((TimeSpan.TicksPerSecond - (at.Ticks % TimeSpan.TicksPerSecond)) % TimeSpan.TicksPerSecond).ToUniversalTime();
        return match.Groups["f"].Value switch
        {
            "rfc850" => at.ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
            "asctime" => string.Create(CultureInfo.InvariantCulture, $"{at:ddd MMM} {at.Day,2} {at:HH:mm:ss yyyy}"),
            _ => at.ToString("R", CultureInfo.InvariantCulture),
        };
    }

    private static string Uuid(Chance chance)
    {
        var text = new StringBuilder(36);
        foreach (var c in "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx")
        {
            text.Append(c == 'x' ? "0123456789abcdef"[chance.Next(0, 15)] : c);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\$\{(?<n>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    // A name that is not closed ends with its string: else it would take the quote and the rest of the object with it.
    [GeneratedRegex(@"\$\{(?<n>([^}""\\]|\\.)*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesInJson();

    [GeneratedRegex(@"^(?<f>http|rfc850|asctime)-date((?<s>[+-]\d{1,6})s)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HttpDate();
}
