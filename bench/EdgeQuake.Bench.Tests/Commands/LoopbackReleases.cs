using System.Diagnostics;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A repository's page of releases on the loopback address: what <c>.ci/release</c> packs, as v1.2.3 and as the latest; v6.6.6 is one whose archive was changed afterwards.</summary>
public sealed class LoopbackReleases : IAsyncLifetime
{
    public const string Name = "owner/repository";
    private const string Asset = "edgequake-harness-linux-x64.tar.gz";
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"edgequake-releases-{Guid.NewGuid():N}");
    private readonly WebApplication app;

    public LoopbackReleases()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(SendAsync);
    }

    /// <summary>What <c>github.server_url</c> is on a runner.</summary>
    public string Server => app.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var good = Directory.CreateDirectory(Place("download/v1.2.3")).FullName;
        var (code, said) = await PackAsync(good);
        code.Should().Be(0, said);
        Copy(good, "latest/download");
        var changed = Path.Combine(Copy(good, "download/v6.6.6"), Asset);
        await File.AppendAllTextAsync(changed, "x");
        await app.StartAsync();
    }

    /// <summary>Packs the command: the one file where it is tested, else a script that starts the build's.</summary>
    public async Task<(int Code, string Said)> PackAsync(string to, string tag = "")
    {
        var binary = Tool.Command.Count == 1 ? Tool.Command[0] : Path.Combine(folder, "command");
        if (!File.Exists(binary))
        {
            await File.WriteAllTextAsync(binary, $"#!/bin/sh\nexec {string.Join(' ', Tool.Command.Select(w => $"'{w}'"))} \"$@\"\n");
        }

        var start = new ProcessStartInfo("bash", ["-c", "chmod +x \"$1\" && exec .ci/release \"$0\" \"$1\" 2>&1", to, binary]) { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["TAG"] = tag;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Place(string path) => Path.Combine(folder, Name, "releases", path);

    private string Copy(string from, string path)
    {
        var to = Directory.CreateDirectory(Place(path)).FullName;
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }

    private Task SendAsync(HttpContext context)
    {
        var file = Path.Combine(folder, context.Request.Path.Value!.TrimStart('/'));
        if (File.Exists(file))
            return context.Response.SendFileAsync(file);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
