using System.Collections.Frozen;

namespace EdgeQuake.FakeServer;

/// <summary>Words that belong to the language and are not built yet. They are refused by name, never taken and ignored.</summary>
internal static class Later
{
    /// <summary><c>owner/word</c>, with the owner as in <see cref="KeyTable"/> or the key whose value it is.</summary>
    private static readonly FrozenSet<string> Known = new[]
    {
        "scenario/transport", "scenario/tls", "step/goaway", "lanes/kestrel", "fault/unreachable", "fault/tls-fail",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What to say of a word that is none of ours: <c>unknown verb 'x'</c>, or that it is not supported yet.</summary>
    public static string Say(string owner, string sort, string word) =>
        Known.Contains($"{owner}/{word}") ? $"{sort} '{word}' is not supported yet" : $"unknown {sort} '{word}'";

    /// <summary>The words without their owners.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Known.Select(k => k.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)];

    public static bool Has(string owner, string word) => Known.Contains($"{owner}/{word}");
}
