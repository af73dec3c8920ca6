namespace EdgeQuake.FakeServer;

/// <summary>A row of the one table of keys: it feeds the loader, the nearest-word hints, the published JSON schema and the docs.</summary>
/// <param name="Owner">Where it may stand: scenario, attempt, exchange, client, expect, step…</param>
/// <param name="Kind">text, number, duration, word, range, flag, map, list, steps, step, pace, json or none.</param>
/// <param name="Default">As an author would write it; empty = none.</param>
/// <param name="Of">The owner of the keys inside a map, or inside each map of a list; null = free keys, or plain values.</param>
/// <param name="Values">The words that it takes; null = not a closed list.</param>
public sealed record Key(string Owner, string Name, string Kind, string Default, string About, string? Of = null, IReadOnlyList<string>? Values = null);
