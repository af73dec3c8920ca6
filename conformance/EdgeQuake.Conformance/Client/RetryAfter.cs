using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds, or an HTTP date. Junk, negative values and dates that have passed say nothing.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, Clock clock)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - clock.UtcNow : null);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
