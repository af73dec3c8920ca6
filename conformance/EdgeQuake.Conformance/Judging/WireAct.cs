namespace EdgeQuake.Conformance;

/// <summary>One act of the server in a run, as planned and, where the journal says so, as done: what a report prints beside the client's words.</summary>
/// <param name="Request">1-based number of the request that it answers.</param>
/// <param name="At">When it was sent, on the harness's clock; null = not sent, or not stamped.</param>
/// <param name="Act">head, write, wait 20 ms, stall, gate reported(2), end reset…</param>
/// <param name="Hex">The bytes as lower-case hex digits; empty when the act has none.</param>
public sealed record WireAct(int Request, TimeSpan? At, string Act, string Hex);
