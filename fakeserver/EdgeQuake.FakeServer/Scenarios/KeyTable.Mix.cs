namespace EdgeQuake.FakeServer;

/// <summary>The keys of load mixes.</summary>
public static partial class KeyTable
{
    private static Key[] Mixes() =>
    [
        new("mix-file", "mix", "list", "", "A load mix: what a plain serve plays, by weight.", Of: "mix"),
        new("mix-file", "limit", "map", "none", "How many requests it takes.", Of: "limit"),
        new("mix-file", "seed", "number", "1", "The choice is a hash of it and the stream number."),
        new("mix", "use", "text", "", "The id of a scenario that is served."),
        new("mix", "weight", "number", "1", "Beside the other weights."),
        new("limit", "requests", "text", "", "So many a second or minute: 10/s, 90/m."),
        new("limit", "burst", "number", "1", "Requests that may come together after a pause."),
        new("limit", "answer", "map", "429, retry-after: 1", "What a request beyond it gets: the keys of an attempt.", Of: "attempt"),
    ];
}
