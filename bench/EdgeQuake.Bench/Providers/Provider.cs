using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One row of providers.yaml: whom to measure, or a scripted pace to play in its place.</summary>
/// <param name="Name">As given; a scripted row has none of its own and is called <c>pace NAME</c>: a provider's name belongs to what was measured.</param>
/// <param name="Url">Null for a scripted row, until its server runs.</param>
/// <param name="KeyVariable">Variable of the environment that holds the key; its value is in no report.</param>
/// <param name="Price">For a million output tokens, in the reader's own currency; null = no cost is said.</param>
/// <param name="Pace">A name of <see cref="Paces"/>: played by our own server, simulated.</param>
public sealed record Provider(string Name, Uri? Url, Protocol Protocol, Shape Shape, string? Model, string? KeyVariable, double? Price, string? Pace = null)
{
    /// <summary>The guide's own rows, scripted.</summary>
    public static IReadOnlyList<Provider> Guide { get; } = [.. new[] { "ollama-local", "gpt-4", "gpt-3.5" }.Select(Scripted)];

    public bool Simulated => Pace is not null;

    public static Provider Scripted(string pace) => new($"pace {pace}", null, Protocol.Edgequake, Shape.Documented, null, null, null, pace);

    /// <summary>What each of its streams carries of the key: in the header that the protocol knows.</summary>
    internal static HttpField Authorization(Protocol protocol, string key) =>
        protocol == Protocol.Anthropic ? new("x-api-key", key) : new("authorization", $"Bearer {key}");
}
