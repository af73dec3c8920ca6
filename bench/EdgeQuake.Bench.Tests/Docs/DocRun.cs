using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Tests;

/// <summary>How one command of a document went.</summary>
/// <param name="Ran">The command as it was played.</param>
/// <param name="Missing">What it needs and is not on this machine; null = it was played.</param>
internal sealed record DocOutcome(DocLine Line, string Ran, int Exit, string Output, string? Missing = null);

/// <summary>Plays the commands of one document in their order, in a folder that looks like the repository and is not it, with the built command on the path.</summary>
internal sealed partial class DocRun : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120);
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<DocOutcome>>>> s_played = new(StringComparer.Ordinal);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"edgequake-docs-{Guid.NewGuid():N}");
    private readonly Dictionary<int, int> _ports = [];
    private readonly List<Process> _servers = [];

    private DocRun()
    {
    }

    /// <summary>Not marked, and nothing else runs it.</summary>
    public static bool IsPlayed(DocLine line) => line.NotRun is null && Elsewhere.Of(line.Command) is null;

    /// <summary>Once a document, whoever asks.</summary>
    public static Task<IReadOnlyList<DocOutcome>> OfAsync(string document) => s_played.GetOrAdd(document, d => new(() => PlayAsync(d))).Value;

    /// <summary>By SIGTERM, which ends a server as Ctrl+C does, also where SIGINT is ignored.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(0);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<IReadOnlyList<DocOutcome>> PlayAsync(string document)
    {
        await using var run = new DocRun();
        var outcomes = new List<DocOutcome>();
        run.Prepare();
        await run.StartAsync("edgequake-harness serve --port 0", 8080);
        run.Give();
        foreach (var block in DocLine.Read(document, Repository.Text(document)).Where(IsPlayed).GroupBy(l => l.Block))
        {
            var (standing, ports) = (run._servers.Count, run._ports.ToDictionary());
            foreach (var line in block)
                outcomes.Add(await run.OneAsync(line));
            await run.EndAsync(standing);
            run._ports.Clear();
            foreach (var (told, real) in ports)
                run._ports[told] = real;
        }

        return outcomes;
    }

    private async Task<DocOutcome> OneAsync(DocLine line)
    {
        var command = Shortened.Of(line.Command, p => _ports.GetValueOrDefault(p, p));
        if (Needs.Of(command) is { } missing)
            return new(line, command, 0, "", missing);
        if (!Server().IsMatch(command))
        {
            var (exit, output) = await RunAsync(command);
            return new(line, command, exit, output);
        }

        var told = PortOption().Match(command) is { Success: true } port ? int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture) : command.Contains(" record ", StringComparison.Ordinal) ? 8081 : 8080;
        var started = PortOption().Replace(command, "") + " --port 0";
        return new(line, started, 0, await StartAsync(started, told));
    }

    /// <summary>Starts what serves until it is ended, and keeps where it listens.</summary>
    private async Task<string> StartAsync(string command, int told)
    {
        var process = Start($"exec {command}");
        _servers.Add(process);
        using var guard = new CancellationTokenSource(Guard);
        var line = await process.StandardOutput.ReadLineAsync(guard.Token);
        var port = line is null ? null : Listening().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        if (port is null)
            throw new InvalidOperationException($"{command} says no address: {line}{await process.StandardError.ReadToEndAsync(guard.Token)}");
        _ports[told] = int.Parse(port, CultureInfo.InvariantCulture);
        // Read on, so that it never waits for room.
        _ = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        return line!;
    }

    private async Task<(int Exit, string Output)> RunAsync(string command)
    {
        using var process = Start(command);
        using var guard = new CancellationTokenSource(Guard);
        try
        {
            var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(guard.Token), process.StandardError.ReadToEndAsync(guard.Token));
            await process.WaitForExitAsync(guard.Token);
            return (process.ExitCode, texts[0] + texts[1]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"ended after {Guard.TotalSeconds} s");
        }
    }

    private async Task EndAsync(int keep)
    {
        foreach (var server in _servers.Skip(keep))
        {
            using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
            await server.WaitForExitAsync().WaitAsync(Guard);
            server.Dispose();
        }

        _servers.RemoveRange(keep, _servers.Count - keep);
    }

    private Process Start(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{Path.Combine(_folder, ".bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        start.Environment["OPENAI_API_KEY"] = "sk-of-a-test";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>The folders of the repository as links, what is written to as folders of this run's own, and the command.</summary>
    private void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".bin"));
        foreach (var linked in new[] { "conformance", "fakeserver" }.Concat(Directory.EnumerateFileSystemEntries(Path.Combine(Repository.Root, "bench")).Select(p => $"bench/{Path.GetFileName(p)}").Where(p => p != "bench/profiles")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, linked))!);
            File.CreateSymbolicLink(Path.Combine(_folder, linked), Path.Combine(Repository.Root, linked));
        }

        var command = Path.Combine(_folder, ".bin", HarnessCommand.Name);
        File.WriteAllText(command, $"#!/bin/sh\nexec {string.Join(' ', Tool.Command.Select(w => $"'{w}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The files that a document takes for granted, and the profiles, by the ports of this run.</summary>
    private void Give()
    {
        foreach (var (file, to) in Repository.Files.Where(f => f.StartsWith(Given, StringComparison.Ordinal)).Select(f => (f, f[Given.Length..])).Concat(Repository.Files.Where(f => f.StartsWith("bench/profiles/", StringComparison.Ordinal)).Select(f => (f, f))))
        {
            var path = Path.Combine(_folder, to);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Shortened.Of(Repository.Text(file), p => _ports.GetValueOrDefault(p, p)));
        }
    }

    private const string Given = "bench/EdgeQuake.Bench.Tests/Docs/given/";

    [GeneratedRegex("^edgequake-harness (serve|record)( |$)")]
    private static partial Regex Server();

    [GeneratedRegex(@" --port (\d+)")]
    private static partial Regex PortOption();

    [GeneratedRegex(@"https?://localhost:(\d+)(?!.*https?://localhost)")]
    private static partial Regex Listening();
}
