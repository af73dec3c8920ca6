namespace EdgeQuake.FakeServer;

/// <summary>A row of the one table of keys: it feeds the loader, the nearest-word hints, the published JSON schema and the docs.</summary>
/// <param name="Owner">Where it may stand: scenario, attempt, exchange, client, expect, step…</param>
/// <param name="Kind">text, number, duration, word, map, list, steps, json, flag.</param>
/// <param name="Default">As an author would write it; empty = none.</param>
public sealed record Key(string Owner, string Name, string Kind, string Default, string About);
