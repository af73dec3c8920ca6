using System.Diagnostics;
using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Our side of the lines that <see cref="SelfTestServer"/> speaks.</summary>
internal sealed class SelfTestPeer(TextWriter to, TextReader from, Process? process = null) : LinePeer(to, from, process)
{
    /// <summary>Of the server's process.</summary>
    public ProcessMeter Meter { get; } = new(process!);

    /// <summary>Starts the server's process.</summary>
    public static SelfTestPeer Start(IReadOnlyList<string> command)
    {
        var process = Launch(command);
        return new(process.StandardInput, process.StandardOutput, process);
    }

    public async Task<Uri> ServeAsync(int tokens, TimeSpan ttft, TimeSpan itl, CancellationToken cancellation) => new(
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"serve {tokens} {ttft.TotalMilliseconds} {itl.TotalMilliseconds}"), "listening ", cancellation));

    /// <summary>Stream number → its tokens as sent.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<SentToken>>> JournalAsync(CancellationToken cancellation)
    {
        await SendAsync("journal");
        var journal = new Dictionary<int, IReadOnlyList<SentToken>>();
        while (await LineAsync(cancellation) is var line && line != "end")
        {
            var parts = line.Split(' ');
            journal[int.Parse(parts[0], CultureInfo.InvariantCulture)] = [.. parts.Skip(1).Select(Token)];
        }

        return journal;
    }

    private static SentToken Token(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3
            ? new(TimeSpan.FromTicks(long.Parse(parts[0], CultureInfo.InvariantCulture)), TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)), parts[2] == "1")
            : throw new SelfTestException($"the self-test's server said '{text}' in its journal");
    }
}
