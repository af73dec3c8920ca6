using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes of proxies, made on the way between our server and our client.</summary>
internal static class RelayMutants
{
    private static ReferenceClient Relayed => RelayedClient.Reference;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("relays-as-the-guide", "Text is written behind data as it stands, line feeds and all, and [DONE] ends it.", Relayed, AsTheGuide),
        Mutant.Lines("relay-loses-the-end", "The end mark is not handed on.", Relayed, l => Member(l, "type") == "done" ? ":" : l),
        Mutant.Says("relay-hides-the-cut", "Whatever happened upstream, the stream ends well.", Relayed, (_, end) => end.Outcome == Outcome.Failed ? end with { Outcome = Outcome.Complete, Kind = null } : end),
    ];

    private static string AsTheGuide(string line) =>
        Member(line, "chunk") is { } text ? $"data: {text}" : Member(line, "type") == "done" ? "data: [DONE]" : line;

    // Lines are Latin-1 here: bytes become text for the JSON reader, and bytes again.
    private static string? Member(string line, string name)
    {
        if (!line.StartsWith("data: {", StringComparison.Ordinal))
            return null;
        using var json = JsonDocument.Parse(Encoding.Latin1.GetBytes(line[6..]));
        return json.RootElement.TryGetProperty(name, out var member) ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(member.GetString() ?? "")) : null;
    }
}
