using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One performance of a case: the cell and seed it was played with, and the two witnesses.</summary>
/// <param name="Stream">0-based, where a case runs several streams at once.</param>
public sealed record Run(Cell Cell, ulong Seed, int Stream, ClientFacts Client, Transcript Transcript, IReadOnlyList<JournalEntry> Journal);
