using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds, or an HTTP date. Junk, negative values and dates that have passed say nothing.</summary>
/// <remarks>Also what OpenAI's clients read beside it, which no standard knows: <c>retry-after-ms</c>, which goes first, and <c>x-should-retry</c>.</remarks>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, Clock clock)
    {
        var header = response.Headers.RetryAfter;
        var wait = Milliseconds(response) ?? header?.Delta ?? (header?.Date is { } date ? date - clock.UtcNow : null);
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>Whether the server says that trying again helps; null = it says nothing.</summary>
    public static bool? Advised(HttpResponseMessage response) => Value(response, "x-should-retry") switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    // Above a day or so it makes no difference, and a TimeSpan holds no more than 1e15 ms.
    private static TimeSpan? Milliseconds(HttpResponseMessage response) =>
        double.TryParse(Value(response, "retry-after-ms"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ms) && ms < 1e12 ? TimeSpan.FromMilliseconds(ms) : null;

    private static string? Value(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
