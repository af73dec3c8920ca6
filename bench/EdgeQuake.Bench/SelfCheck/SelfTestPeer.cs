using System.Diagnostics;
using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Our side of the lines that <see cref="SelfTestServer"/> speaks; whatever it says wrong is a <see cref="SelfTestException"/> with one line.</summary>
internal sealed class SelfTestPeer(TextWriter to, TextReader from, Process? process = null) : IAsyncDisposable
{
    /// <summary>Starts the server's process.</summary>
    public static SelfTestPeer Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var process = Process.Start(start) ?? throw new SelfTestException($"{command[0]} did not start");
            return new(process.StandardInput, process.StandardOutput, process);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SelfTestException($"{command[0]} did not start: {e.Message}");
        }
    }

    public async Task<Uri> ServeAsync(int tokens, TimeSpan ttft, TimeSpan itl, CancellationToken cancellation)
    {
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"serve {tokens} {ttft.TotalMilliseconds} {itl.TotalMilliseconds}"));
        var line = await LineAsync(cancellation);
        return line.Split(' ') is ["listening", var url] ? new Uri(url) : throw new SelfTestException($"the self-test's server said '{line}'; expected 'listening URL'");
    }

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

    public async ValueTask DisposeAsync()
    {
        if (process is null)
        {
            await to.DisposeAsync();
            return;
        }

        try
        {
            process.StandardInput.Close();
            using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await process.WaitForExitAsync(guard.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static SentToken Token(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3
            ? new(TimeSpan.FromTicks(long.Parse(parts[0], CultureInfo.InvariantCulture)), TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)), parts[2] == "1")
            : throw new SelfTestException($"the self-test's server said '{text}' in its journal");
    }

    private async Task SendAsync(string line)
    {
        try
        {
            await to.WriteLineAsync(line);
            await to.FlushAsync();
        }
        catch (IOException e)
        {
            throw new SelfTestException($"the self-test's server went away: {e.Message}");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = await from.ReadLineAsync(cancellation) ?? throw new SelfTestException("the self-test's server went away without a word");
        return line.StartsWith("broken ", StringComparison.Ordinal) ? throw new SelfTestException($"the self-test's server: {line["broken ".Length..]}") : line;
    }
}

/// <summary>The other process of a self-test failed: one line for the user.</summary>
public sealed class SelfTestException(string message) : Exception(message);
