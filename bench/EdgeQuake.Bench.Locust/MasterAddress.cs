using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Locust;

/// <summary>Where a master listens.</summary>
internal sealed record MasterAddress(string Host, int Port)
{
    /// <summary>Null when the word is no <c>host:port</c>.</summary>
    public static MasterAddress? Parse(string word) =>
        word.LastIndexOf(':') is var at and > 0 && word[..at].IndexOfAny([' ', '/']) < 0 && int.TryParse(word.AsSpan(at + 1), out var port) && port is > 0 and < 65536
            ? new(word[..at], port)
            : null;

    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>What a worker stands on, told once at its start.</summary>
/// <param name="Profile">Whose number of users is told.</param>
/// <param name="Folder">For the files of its runs.</param>
/// <param name="Typed">For the heads of its runs.</param>
internal sealed record WorkerPlace(MasterAddress Master, string Id, LoadProfile Profile, string Folder, IReadOnlyList<string> Typed, Clock Clock);
