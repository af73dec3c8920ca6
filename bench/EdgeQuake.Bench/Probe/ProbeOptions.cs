using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How one stream is asked for.</summary>
public sealed record ProbeOptions
{
    /// <summary>Null: by the route (the known routes of each protocol, <c>…/chat/completions</c> is openai-chat, everything else edgequake).</summary>
    public Protocol? Protocol { get; init; }

    /// <summary>Null: by the route (<c>/api/…</c> is v2, everything else documented).</summary>
    public Shape? Shape { get; init; }

    public string? Prompt { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Without accept-encoding the probe asks for compression, as browsers and most clients do: what it does to a stream is to be seen.</summary>
    public IReadOnlyList<HttpField> Headers { get; init; } = [];

    /// <summary>PEM of the only authorities to trust; null = this machine's.</summary>
    public string? CaCert { get; init; }

    /// <summary>Checks no certificate.</summary>
    public bool Insecure { get; init; }

    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Overall { get; init; } = TimeSpan.FromMinutes(5);

    public Clock Clock { get; init; } = Clock.Real;

    /// <summary>One stream from our own server first: the first request of a process costs about 100 ms of compilation, which is not the network's.</summary>
    public bool WarmUp { get; init; } = true;

    /// <summary>Where connections come from; null = sockets, with a stamp for each step. The probe disposes it.</summary>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>What is wrong with the options for this address, named as on the command line; empty = it can be asked.</summary>
    public IReadOnlyList<Problem> Problems(Uri url) => ProfileCheck.Problems(Profile(url));

    internal LoadProfile Profile(Uri url)
    {
        var path = url.AbsolutePath;
        return new()
        {
            Target = url,
            Protocol = Protocol ?? Endpoint.Of(path)?.Protocol ?? (path.EndsWith("/chat/completions", StringComparison.Ordinal) ? FakeServer.Protocol.OpenaiChat : FakeServer.Protocol.Edgequake),
            Shape = Shape ?? Endpoint.Of(path)?.Shape ?? (path.StartsWith("/api/", StringComparison.Ordinal) ? FakeServer.Shape.V2 : FakeServer.Shape.Documented),
            Concurrency = 1,
            Count = 1,
            Prompts = Prompt is null ? [] : [Prompt],
            Parameters = Parameters,
            CaCert = CaCert,
            Insecure = Insecure,
            Headers = Headers.Any(h => h.Name.Equals("accept-encoding", StringComparison.OrdinalIgnoreCase)) ? Headers : [.. Headers, new("accept-encoding", CodedBody.Asked)],
            Idle = Idle,
            Overall = Overall,
        };
    }
}
