using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Undoes a content coding as its bytes come (RFC 9110, 8.4): what can be read of each write, and whether the coding ended properly.</summary>
internal abstract class ContentDecoder : IDisposable
{
    /// <summary>The decoder that a head asks for; null = the body is as it is.</summary>
    internal static ContentDecoder? For(PlanOp.Respond head) =>
        head.Headers.Where(h => h.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.Trim().ToLowerInvariant()).FirstOrDefault() switch
        {
            "gzip" => new GzipDecoder(),
            "br" => new BrDecoder(),
            _ => null,
        };

    public abstract void Dispose();

    /// <summary>What can be read so far goes to <paramref name="plain"/>. False when the bytes are no such coding; what came before is kept.</summary>
    internal abstract bool Take(ReadOnlyMemory<byte> coded, Stream plain);

    /// <summary>The body ended: whether the coding did too.</summary>
    internal abstract bool End();
}
