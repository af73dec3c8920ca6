using System.Net;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about what a request carries and what a status means.</summary>
internal static class HeadMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Sends("knows-one-version", "An answer of HTTP/1.0 is refused.", Answer, h => new ChangedHandler(h) { Response = OneVersion }),
        Mutant.Sends("events-know-one-version", "The same, from an event source.", Events, h => new ChangedHandler(h) { Response = OneVersion }),
        Mutant.Sends("takes-any-status", "Every answer but 204 is read as a stream, whatever its status.", Events, h => new ChangedHandler(h) { Response = AnyStatus }),
        Mutant.Sends("never-fails-for-good", "What is no stream counts as a lost connection.", Events, h => new ChangedHandler(h) { Response = Lost }),
        Mutant.Sends("always-names-an-event", "A last event is named though there was none.", Events, h => new ChangedHandler(h) { Request = NamesAnEvent }),
        Mutant.Sends("may-be-cached", "Nothing is said to caches.", Events, h => new ChangedHandler(h) { Request = r => r.Headers.Remove("Cache-Control") }),
        Mutant.Asks("events-drop-headers", "What the caller added is left out, from an event source.", Events, WithoutHeaders),
        Mutant.Asks("drops-headers", "What the caller added is left out.", Answer, WithoutHeaders),
        Mutant.Sends("takes-json-alone", "Only JSON is asked for, where a stream is wanted.", Answer, h => new ChangedHandler(h) { Request = WantsJson }),
        Mutant.Sends("untyped-body", "The body does not say what it is.", Answer, h => new ChangedHandler(h) { Request = r => r.Content?.Headers.Remove("Content-Type") }),
        Mutant.Sends("posts-again-after-303", "Where 303 sends it, it posts the question once more.", Answer, h => new Posting(h)),
        Mutant.Sends("takes-the-key-along", "Where it is redirected it sends the key, whoever listens there.", Answer, h => new Telling(h)),
        Mutant.Sends("clings-to-the-redirect", "Where it was redirected once it asks ever after.", Events, Clings),
        Mutant.Sends("forgets-headers-when-asking-again", "The second request lacks what the caller added.", Answer, ForgetsHeaders),
    ];

    private static RunRequest WithoutHeaders(RunRequest request) => request with { Options = request.Options with { Headers = [] } };

    private static void OneVersion(HttpResponseMessage response)
    {
        if (response.Version != HttpVersion.Version11)
            throw new HttpRequestException($"HTTP/{response.Version} is not spoken");
    }

    private static void AnyStatus(HttpResponseMessage response)
    {
        if (response.StatusCode is not HttpStatusCode.NoContent)
            response.StatusCode = HttpStatusCode.OK;
    }

    private static void Lost(HttpResponseMessage response)
    {
        var stream = response.Content.Headers.ContentType?.MediaType is null or "text/event-stream";
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent) || !(stream || response.StatusCode is HttpStatusCode.NoContent))
            throw new HttpRequestException("taken for a lost connection");
    }

    private static void NamesAnEvent(HttpRequestMessage request)
    {
        if (!request.Headers.Contains("Last-Event-ID"))
            request.Headers.TryAddWithoutValidation("Last-Event-ID", "0");
    }

    private static void WantsJson(HttpRequestMessage request)
    {
        request.Headers.Remove("Accept");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
    }

    private static HttpMessageHandler Clings(HttpMessageHandler handler)
    {
        Uri? moved = null;
        return new ChangedHandler(handler)
        {
            Request = request => request.RequestUri = moved ?? request.RequestUri,
            Response = response => moved = response.RequestMessage!.RequestUri,
        };
    }

    private static HttpMessageHandler ForgetsHeaders(HttpMessageHandler handler)
    {
        var asked = 0;
        return new ChangedHandler(handler)
        {
            Request = request =>
            {
                if (asked++ == 0)
                    return;
                request.Headers.Remove("Authorization");
                request.Headers.Remove("Idempotency-Key");
            },
        };
    }

    /// <summary>The platform drops the key at a redirect; this one asks again with it.</summary>
    private sealed class Telling(HttpMessageHandler inner) : HttpMessageHandler
    {
        // Not disposed with this handler: the runner owns what is below.
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (from, key) = (request.RequestUri!.Authority, request.Headers.Authorization);
            var response = await _inner.SendAsync(request, cancellationToken);
            if (request.RequestUri.Authority == from || key is null)
                return response;
            response.Dispose();
            using var again = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            again.Headers.Authorization = key;
            return await _inner.SendAsync(again, cancellationToken);
        }
    }

    private sealed class Posting(HttpMessageHandler inner) : HttpMessageHandler
    {
        // Not disposed with this handler: the runner owns what is below.
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (method, content) = (request.Method, request.Content);
            var response = await _inner.SendAsync(request, cancellationToken);
            if (request.Method == method)
                return response;
            response.Dispose();
            using var again = new HttpRequestMessage(method, request.RequestUri) { Content = content };
            return await _inner.SendAsync(again, cancellationToken);
        }
    }
}
