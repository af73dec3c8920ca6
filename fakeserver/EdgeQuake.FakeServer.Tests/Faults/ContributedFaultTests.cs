using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>CONTRIBUTING.md says that a fault is three edits: they are made in a copy, the copy is built, and the new fault is played by it.</summary>
public sealed partial class ContributedFaultTests
{
    private const string Project = "fakeserver/EdgeQuake.FakeServer";
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Three_edits_are_a_fault()
    {
        var diff = Diff().Match(await File.ReadAllTextAsync(Path.Combine(Root(), ".github/CONTRIBUTING.md"), TestContext.Current.CancellationToken)).Groups["diff"].Value;
        Added().Matches(diff).Should().HaveCount(3, "that is what the page promises");
        var (name, bytes) = (Row().Match(diff).Groups["name"].Value, Regex.Unescape(Row().Match(diff).Groups["bytes"].Value));
        Words.All<MalformedFrame>().Should().NotContain(name, "else nothing is shown");

        var copy = Directory.CreateTempSubdirectory("edgequake-fault-").FullName;
        try
        {
            Copy(copy);
            await RunAsync(copy, "git", ["apply", "--whitespace=nowarn", "-"], diff);
            string[] build = ["build", Project, "-c", "Release", "-v", "q", "-nologo", "-o", Path.Combine(copy, "out"), "-p:RunAnalyzersDuringBuild=false", "-p:MinVerSkip=true", "-nodeReuse:false"];
            await RunAsync(copy, "dotnet", build, "");
            (await PlayAsync(Path.Combine(copy, "out", "EdgeQuake.FakeServer.dll"), name)).Should().Be(bytes, "the README's row says so");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>By the copy's own assembly, beside the one that these tests stand on.</summary>
    private static async Task<string> PlayAsync(string assembly, string name)
    {
        var type = new AssemblyLoadContext("copy").LoadFromAssemblyPath(assembly).GetType(typeof(FakeSseServer).FullName!)!;
        var started = (Task)type.GetMethod(nameof(FakeSseServer.FromYamlAsync))!.Invoke(null, [$"scenario: new\nshape: documented\nsteps: [ {{ malformed: {name} }} ]", null])!;
        await started.WaitAsync(Guard, TestContext.Current.CancellationToken);
        var server = started.GetType().GetProperty("Result")!.GetValue(started)!;
        await using (((IAsyncDisposable)server).ConfigureAwait(true))
        {
            using var client = new HttpClient { BaseAddress = (Uri)type.GetProperty(nameof(FakeSseServer.BaseAddress))!.GetValue(server)! };
            return Encoding.Latin1.GetString(await client.GetByteArrayAsync(new Uri("/query/stream?query=x", UriKind.Relative), TestContext.Current.CancellationToken));
        }
    }

    private static void Copy(string to)
    {
        string[] roots = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig", "fakeserver/README.md", "LICENSE"];
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "fakeserver"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root(), f).Replace('\\', '/'))
            .Where(f => (f.StartsWith(Project + "/", StringComparison.Ordinal) || f.StartsWith("fakeserver/scenarios/", StringComparison.Ordinal)) && !Built().IsMatch(f));
        foreach (var file in roots.Concat(sources))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, file))!);
            File.Copy(Path.Combine(Root(), file), Path.Combine(to, file));
        }
    }

    private static async Task RunAsync(string folder, string program, string[] args, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Guard, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, "{0} {1}: {2}", program, string.Join(' ', args), string.Concat(said));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"^```diff\n(?<diff>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Diff();

    [GeneratedRegex(@"^\+(?!\+\+)", RegexOptions.Multiline)]
    private static partial Regex Added();

    [GeneratedRegex(@"^\+\| `(?<name>[\w-]+)` \|.*\| `(?<bytes>.*)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("/(bin|obj)/")]
    private static partial Regex Built();
}
