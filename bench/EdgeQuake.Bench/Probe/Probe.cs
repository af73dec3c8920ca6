using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Asks for one stream and takes it apart. A bad address, a wrong key and a wrong protocol are results, not errors.</summary>
public static class Probe
{
    private static readonly string[] Telling =
    [
        "content-type", "content-encoding", "cache-control", "x-request-id", "retry-after", "x-ratelimit-", "ratelimit", "server", "via", "x-cache", "cf-ray", "x-accel-buffering",
        "www-authenticate", "location",
    ];

    /// <param name="options">Must have no <see cref="ProbeOptions.Problems"/> with the address.</param>
    public static async Task<ProbeResult> RunAsync(Uri url, ProbeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ProbeOptions();
        var profile = options.Profile(url);
        if (ProfileCheck.Problems(profile) is [var first, ..])
        {
            throw new ArgumentException(first.ToString(), nameof(url));
        }

        if (options.WarmUp)
        {
            await ProbeWarmUp.RunAsync(options.Clock, cancellation);
        }

        var steps = new ProbeHandler(options.Clock);
        var board = new Board(profile, options.Clock) { Zero = options.Clock.Now };
        var requests = new RequestMaker(profile);
        (string? Version, IReadOnlyList<HttpField> Headers) head = (null, []);
        using var http = new HttpMessageInvoker(options.Handler?.Invoke() ?? steps.Create(profile));
        using var monitor = new LoadMonitor(board, null);
        using var registration = cancellation.Register(() => board.StopAll(StopReason.Interrupted));
        var client = new StreamClient(board, requests, http, new LoadOptions
        {
            Touch = (request, _) => (request.Version, request.VersionPolicy) = (url.Scheme == "https" ? new(2, 0) : new(1, 1), HttpVersionPolicy.RequestVersionOrLower),
            Seen = response => head = (response.Version.ToString(), TellingHeaders(response, profile, requests.Question(-1, null))),
        });
        var stream = await PlayAsync(client, board, cancellation);
        return Result(profile, requests, stream, Waterfall.Steps(stream, steps, board.Zero), steps.Remote, head, ShapeSeen.Of(client.Looked));
    }

    private static async Task<StreamTimeline> PlayAsync(StreamClient client, Board board, CancellationToken cancellation)
    {
        var playing = client.PlayAsync(-1, board.SinceZero);
        if (cancellation.IsCancellationRequested)
        {
            board.StopAll(StopReason.Interrupted);
        }

        return await playing;
    }

    private static ProbeResult Result(
        LoadProfile profile, RequestMaker requests, StreamTimeline stream, IReadOnlyList<ProbeStep> steps, string? remote, (string? Version, IReadOnlyList<HttpField> Headers) head, ShapeSeen? seen)
    {
        var delivery = Delivery.Of(stream.Tokens);
        var proxy = ProxyChoice.Of(profile);
        var refusal = stream.Class == StreamClass.Interrupted ? null : Preflight.Judge(stream, requests.Address, profile, seen, proxy);
        return new(
            new Uri(DryRun.Masked(requests.Address.AbsoluteUri, profile)), profile.Protocol, profile.Protocol == Protocol.Edgequake ? profile.Shape : null, steps, stream, remote, head.Version, head.Headers, seen,
            delivery, Gaps.Of(stream.Tokens), refusal, SlowPart.Of(steps, stream, refusal))
        {
            Signs = [.. WayRules.Of(stream, requests.Address.Scheme == "https")],
            Proxy = proxy is null ? null : ProxyChoice.Named(proxy),
        };
    }

    /// <summary>Without key and question, which a server may have put there.</summary>
    private static IReadOnlyList<HttpField> TellingHeaders(HttpResponseMessage response, LoadProfile profile, string question) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(h => Telling.Any(t => h.Key.StartsWith(t, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
            .Select(h => new HttpField(h.Key.ToLowerInvariant(), QuestionEcho.Masked(HeaderSecrets.Masked(string.Join(", ", h.Value), profile.Headers), question)!)),
    ];
}
