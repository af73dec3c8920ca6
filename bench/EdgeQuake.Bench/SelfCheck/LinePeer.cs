using System.Diagnostics;

namespace EdgeQuake.Bench;

/// <summary>Our side of a server in another process that speaks lines; whatever it says wrong is a <see cref="SelfTestException"/> with one line.</summary>
internal class LinePeer(TextWriter to, TextReader from, Process? process = null) : IAsyncDisposable
{
    /// <summary>Starts the server's process with its input and output as the two ends of the line.</summary>
    /// <param name="asItComes">A .NET program that is not to have this program's settings of the thread pool, but the platform's.</param>
    public static Process Launch(IReadOnlyList<string> command, bool asItComes = false)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        InlineSockets.Forget(start);
        if (asItComes)
        {
            start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "46"; // hexadecimal: 70
        }

        try
        {
            return Process.Start(start) ?? throw new SelfTestException($"{command[0]} did not start");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SelfTestException($"{command[0]} did not start: {e.Message}");
        }
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

    protected async Task SendAsync(string line)
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

    protected async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = await from.ReadLineAsync(cancellation) ?? throw new SelfTestException("the self-test's server went away without a word");
        return line.StartsWith("broken ", StringComparison.Ordinal) ? throw new SelfTestException($"the self-test's server: {line["broken ".Length..]}") : line;
    }

    /// <summary>Says <paramref name="line"/>, and expects an answer that opens with the word.</summary>
    protected async Task<string> AskAsync(string line, string word, CancellationToken cancellation)
    {
        await SendAsync(line);
        var said = await LineAsync(cancellation);
        return said.StartsWith(word, StringComparison.Ordinal) ? said[word.Length..].Trim() : throw new SelfTestException($"the self-test's server said '{said}'; expected '{word}'");
    }
}

/// <summary>The other process of a self-test failed: one line for the user.</summary>
public sealed class SelfTestException(string message) : Exception(message);
