namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about the last event id, and about what a new connection begins with.</summary>
internal static class IdMutants
{
    private const string Header = "Last-Event-ID";

    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("empty-id-is-no-id", "An id field without a value is left out.", Events, l => l is "id" or "id:" or "id: " ? ":" : l),
        Mutant.Reads("id-needs-data", "The id of a block without data is forgotten.", Events, LineChange.Of(IdWithData)),
        Mutant.Sends("cuts-ids", "At most 128 characters of an id are sent back.", Events, h => Sent(h, id => id[..Math.Min(id.Length, 128)])),
        Mutant.Sends("ids-are-ascii", "What is not ASCII in an id is sent back as question marks.", Events, h => Sent(h, id => string.Concat(id.Select(c => char.IsAscii(c) ? c : '?')))),
        Mutant.Sends("one-bom-a-client", "Only the first connection's byte order mark is stripped.", Events, FirstOnly),
    ];

    private static ChangedHandler Sent(HttpMessageHandler handler, Func<string, string> change) => new(handler)
    {
        Request = request =>
        {
            if (!request.Headers.NonValidated.TryGetValues(Header, out var ids))
                return;
            var id = ids.ToString();
            request.Headers.Remove(Header);
            request.Headers.TryAddWithoutValidation(Header, change(id));
        },
    };

    private static HttpMessageHandler FirstOnly(HttpMessageHandler handler)
    {
        var first = true;
        return new ChangedHandler(handler)
        {
            Body = () =>
            {
                var change = first ? BodyChange.Bytes(b => b)() : BodyChange.DoubleBom()();
                first = false;
                return change;
            },
        };
    }

    /// <summary>An id line is held back until a data line of its block follows.</summary>
    private static Func<string, string?> IdWithData()
    {
        var (held, data) = ((string?)null, false);
        return line =>
        {
            data = line.Length > 0 && (data || line.StartsWith("data", StringComparison.Ordinal));
            if (!data && line.StartsWith("id", StringComparison.Ordinal))
            {
                held = line;
                return null;
            }

            var before = data ? held : null;
            if (data || line.Length == 0)
                held = null;
            return before is null ? line : $"{before}\n{line}";
        };
    }
}
