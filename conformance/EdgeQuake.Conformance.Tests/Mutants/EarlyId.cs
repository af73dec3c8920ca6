namespace EdgeQuake.Conformance.Tests;

/// <summary>Remembers every id line as it comes, dispatched or not, and sends the last on the next request.</summary>
internal static class EarlyId
{
    internal static HttpMessageHandler Wrap(HttpMessageHandler handler)
    {
        string? last = null;
        return new ChangedHandler(handler)
        {
            Request = request =>
            {
                if (last is null)
                    return;
                request.Headers.Remove("Last-Event-ID");
                request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
            },
            Body = LineChange.Of(() => line =>
            {
                if (line.StartsWith("id:", StringComparison.Ordinal))
                    last = line[3..].TrimStart(' ');
                return line;
            }),
        };
    }
}
