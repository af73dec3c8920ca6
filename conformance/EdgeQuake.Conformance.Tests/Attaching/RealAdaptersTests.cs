using System.Text.Json;
using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The adapters of conformance/adapters: each loads, is pinned to what is locked, and says hello as the schema asks.</summary>
public sealed class RealAdaptersTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Folders => new(Directory.EnumerateDirectories(Path.Combine(Root, "conformance", "adapters")).Where(d => File.Exists(Path.Combine(d, AdapterFolder.FileName))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_clients_that_people_use_are_there() =>
        Folders.Select(f => f.Data).Should().Contain(["openai-node", "eventsource-parser", "openai-dotnet", "sse-parser-dotnet", "curl", "python-guide",
            "ai-sdk", "eventsource", "eventsource-client", "fetch-event-source", "fetch-event-stream", "azure-core-sse", "launchdarkly-eventsource",
            "meai-openai", "python-httpx", "python-requests", "chromium-eventsource", "edgequake-python", "edgequake-typescript"]);

    [Theory]
    [InlineData("edgequake-python", "/usr/bin/python3")]
    [InlineData("edgequake-typescript", "/usr/bin/node")]
    public async Task A_client_whose_sources_are_elsewhere_says_in_one_line_that_it_lacks_them(string name, string program)
    {
        Assert.SkipUnless(File.Exists(program), $"{program} is not here");
        var script = Directory.EnumerateFiles(Folder(name), "adapter.*").Single(f => !f.EndsWith(".yaml", StringComparison.Ordinal));

        var run = await Cli.Wrap(program).WithArguments([script]).WithEnvironmentVariables(e => e.Set("EDGEQUAKE_SDKS", "")).WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        run.ExitCode.Should().Be(3);
        run.StandardOutput.Should().BeEmpty();
        run.StandardError.TrimEnd().Should().StartWith(name + ": EDGEQUAKE_SDKS is not set; expected").And.NotContain("\n");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_loads_under_its_own_name(string name)
    {
        var (folder, problems) = AdapterFolder.Load(Folder(name));

        problems.Should().BeEmpty();
        folder!.Name.Should().Be(name);
        folder.About.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_is_pinned_is_what_is_locked_and_the_lock_names_no_download_address(string name)
    {
        var pinned = AdapterFolder.Load(Folder(name)).Folder!.Pinned;
        var lockFile = Path.Combine(Folder(name), "package-lock.json");
        var locked = File.Exists(lockFile) ? Npm(lockFile) : Directory.EnumerateFiles(Folder(name), "*.csproj").SelectMany(NuGet).ToDictionary();

        pinned.Should().BeEquivalentTo(locked);
        (File.Exists(lockFile) ? File.ReadAllText(lockFile) : "").Should().NotContain("\"resolved\"");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Its_known_failures_load_and_name_cases_that_exist(string name)
    {
        var (baseline, problems) = Baseline.Load(AdapterFolder.Load(Folder(name)).Folder!.Baseline!);

        problems.Should().BeEmpty();
        baseline!.Failures.Should().NotBeEmpty().And.OnlyContain(f => f.Reason.Contains("Rule: ", StringComparison.Ordinal));
        baseline.Failures.Select(f => f.Case.Split('@')[0]).Should().OnlyHaveUniqueItems().And.BeSubsetOf(CaseLibrary.BuiltIn.Cases.Select(c => c.Id));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task It_says_hello_once_installed(string name)
    {
        var folder = AdapterFolder.Load(Folder(name)).Folder!;
        Assert.SkipUnless(Installed(folder), $"not installed: {folder.Install} in conformance/adapters/{name}");

        var (client, problem) = await folder.AttachAsync(TestContext.Current.CancellationToken);

        problem.Should().BeNull();
        await using (client)
        {
            client!.Facts.Name.Should().Be(name);
            if (folder.Pinned.Count > 0)
            {
                folder.Pinned.Values.Should().Contain(client.Facts.Version);
            }
        }
    }

    private static bool Installed(AdapterFolder folder) =>
        (!folder.Name.StartsWith("edgequake-", StringComparison.Ordinal) || Environment.GetEnvironmentVariable("EDGEQUAKE_SDKS") is { Length: > 0 })
        && (folder.Open is null || File.Exists("/usr/bin/" + folder.Open.Program))
        && (!File.Exists(Path.Combine(folder.Directory, "package.json")) && !Directory.EnumerateFiles(folder.Directory, "*.csproj").Any()
        || Directory.Exists(Path.Combine(folder.Directory, "node_modules")) || Directory.Exists(Path.Combine(folder.Directory, "bin", "Release")));

    private static Dictionary<string, string> Npm(string lockFile)
    {
        // What the adapter asks for; what those stand on is pinned by the lock.
        using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
        var packages = json.RootElement.GetProperty("packages");
        return packages.GetProperty("").GetProperty("dependencies").EnumerateObject()
            .ToDictionary(p => p.Name, p => packages.GetProperty("node_modules/" + p.Name).GetProperty("version").GetString()!);
    }

    private static IEnumerable<KeyValuePair<string, string>> NuGet(string project)
    {
        var central = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value);
        return XDocument.Load(project).Descendants("PackageReference").Select(p => KeyValuePair.Create(p.Attribute("Include")!.Value, central[p.Attribute("Include")!.Value]));
    }

    private static string Folder(string name) => Path.Combine(Root, "conformance", "adapters", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeQuake.Harness.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("no EdgeQuake.Harness.sln above the tests");
    }
}
