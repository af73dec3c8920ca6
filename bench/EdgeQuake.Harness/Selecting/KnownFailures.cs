using System.CommandLine;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>--baseline FILE</c> of <c>conform</c>: the failures of the one client that are known, for a client without an adapter folder, or in place of its folder's own.</summary>
internal sealed class KnownFailures
{
    public Option<string?> Option { get; } = new("--baseline") { Description = "File with the known failures of the one client, in place of its adapter's own.", HelpName = "file" };

    /// <summary>The clients, of which the one has these failures; without the option as they are.</summary>
    public IReadOnlyList<Attachment> On(ParseResult parsed, IReadOnlyList<Attachment> clients) =>
        parsed.GetValue(Option) is not { } file ? clients
        : clients.Count == 1 ? [clients[0] with { Baseline = Read(file) }]
        : throw CommandException.Usage($"{Option.Name}: known failures are of one client, and {clients.Count} are named; each adapter.yaml can name its own");

    /// <summary>A file of known failures, or exit 2 with what is wrong with it.</summary>
    public static Baseline Read(string file)
    {
        var (baseline, problems) = Baseline.Load(file);
        return baseline ?? throw CommandException.Usage(string.Join("\nerror: ", problems));
    }
}
