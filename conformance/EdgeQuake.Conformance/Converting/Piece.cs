namespace EdgeQuake.Conformance;

/// <summary>A run of body bytes that becomes one step.</summary>
/// <param name="Gap">The pause before it, where a read began with it; null in the middle of a read.</param>
/// <param name="Frame">It is a whole frame, and no read cuts it.</param>
internal sealed record Piece(byte[] Bytes, TimeSpan? Gap, bool Frame);
