namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about content codings.</summary>
internal static class CodingMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Receives("reads-the-coded-bytes", "Says that it undoes codings, and reads the bytes as they are.", Answer, h => new ChangedHandler(h) { Response = Uncoded }),
        Mutant.Receives("events-read-the-coded-bytes", "The same, from an event source.", Events, h => new ChangedHandler(h) { Response = Uncoded }),
        Mutant.Sends("broken-coding-is-the-end", "A coding that breaks is taken for the end of the body.", Answer, h => new ChangedHandler(h) { Forgives = true }),
        Mutant.Receives("asks-for-no-coding", "Says that it asks for gzip, and does not.", Answer, h => new ChangedHandler(h) { Request = r => r.Headers.Remove("Accept-Encoding") }),
        Mutant.Receives("decodes-at-the-end", "A coded body is undone when it has come whole.", Events, h => new Whole(h)),
    ];

    private static void Uncoded(HttpResponseMessage response) => response.Content.Headers.ContentEncoding.Clear();

    private sealed class Whole(HttpMessageHandler inner) : HttpMessageHandler
    {
        // Not disposed with this handler: the runner owns what is below.
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await _inner.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentEncoding.Count > 0)
                await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
    }
}
