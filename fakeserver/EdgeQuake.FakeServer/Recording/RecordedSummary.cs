namespace EdgeQuake.FakeServer;

/// <summary>An exchange that was recorded, for whoever watches.</summary>
/// <param name="Target">Secrets masked.</param>
/// <param name="Status">Null when no head came.</param>
/// <param name="Reads">Reads of the body.</param>
/// <param name="Bytes">Raw bytes of the body, framing included.</param>
public sealed record RecordedSummary(int Exchange, string Method, string Target, int? Status, int Reads, long Bytes, RecordedEnd End);
