namespace EdgeQuake.FakeServer;

/// <summary>What a chunked body may carry beside its bytes, and a recipient may leave out (RFC 9112, 7.1.1 and 7.1.2).</summary>
/// <param name="Extension">Stands behind the size of every chunk, without its semicolon; null = none.</param>
/// <param name="Trailers">Fields behind the last chunk.</param>
public sealed record ChunkParts(string? Extension, IReadOnlyList<HttpField> Trailers);
