using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A folder that attaches one real client: what to run, at which versions, how to install it, and which failures are known.</summary>
/// <param name="Name">The folder's own word for the client, used in reports and file names.</param>
/// <param name="Command">A command that speaks the stdio protocol; exactly one of this, <paramref name="Exec"/> and <paramref name="Page"/> is set.</param>
/// <param name="Exec">A plain command with placeholders.</param>
/// <param name="Pinned">Package → version, as installed by <paramref name="Install"/>.</param>
/// <param name="Install">Run once in the folder before the first use; null = nothing to install.</param>
/// <param name="Baseline">Full path of the list of known failures; null = none.</param>
/// <param name="Facts">A plain command's facts; an adapter says its own.</param>
/// <param name="Page">Full path of a page that asks for its runs over HTTP.</param>
/// <param name="Open">What opens the page; null = a person does.</param>
public sealed record AdapterFolder(
    string Name, string About, string Directory, AdapterCommand? Command, string? Exec, IReadOnlyDictionary<string, string> Pinned,
    string? Install, string? Baseline, ClientFacts? Facts, string? Page = null, AdapterCommand? Open = null)
{
    /// <summary>The file that makes a folder an adapter.</summary>
    public const string FileName = "adapter.yaml";

    /// <summary>Reads <c>adapter.yaml</c> in a folder, or the file itself.</summary>
    public static AdapterLoad Load(string path)
    {
        var file = System.IO.Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return File.Exists(file)
            ? Parse(File.ReadAllText(file), file)
            : new AdapterLoad(null, [new Problem(path, 0, 0, "no adapter here", $"a folder with {FileName}", Near(path))]);
    }

    /// <summary>Reads the text of an adapter.yaml; <paramref name="file"/> says where it stands.</summary>
    public static AdapterLoad Parse(string yaml, string file) => AdapterYaml.Read(yaml, file);

    /// <summary>Starts a stdio adapter, opens a page, or takes the plain command.</summary>
    public async Task<AttachResult> AttachAsync(CancellationToken cancellation = default) =>
        Command is not null ? await StdioClient.StartAsync(Command, cancellation: cancellation)
        : Page is not null ? await HttpAdapterClient.StartAsync(await AdapterPage.StartAsync(Page), Open, Open is null ? null : HttpAdapterClient.OpenPatience, cancellation)
        : ExecClient.Create(Exec!, Directory, Facts);

    private static string? Near(string path)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path));
        return parent is null || !System.IO.Directory.Exists(parent) ? null
            : Words.Nearest(Path.GetFileName(path), System.IO.Directory.EnumerateDirectories(parent).Where(d => File.Exists(Path.Combine(d, FileName))).Select(d => Path.GetFileName(d)!));
    }
}

/// <summary>A folder, or why it does not load: problems non-empty = nothing loads.</summary>
public sealed record AdapterLoad(AdapterFolder? Folder, IReadOnlyList<Problem> Problems);
