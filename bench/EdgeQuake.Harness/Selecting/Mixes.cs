using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A load mix among the words of <c>serve</c>: one file of its own, for the scenarios that the other words name, or for all that come with the command.</summary>
internal static class Mixes
{
    /// <summary>The words that are no mix, and the mix file; null = there is none.</summary>
    public static (string[] Others, string? File) Apart(IReadOnlyList<string> words)
    {
        var mixes = words.Where(w => Catalogue.IsFile(w) && MixFile.Is(w)).ToArray();
        return mixes.Length <= 1
            ? ([.. words.Except(mixes)], mixes.FirstOrDefault())
            : throw CommandException.Usage($"{mixes[1]}: a second load mix; expected one");
    }

    /// <summary>The mix, or exit 2 with what is wrong with it.</summary>
    public static LoadMix Read(string file, IEnumerable<Scenario> served)
    {
        var (mix, problems) = MixFile.Read(file, [.. served.Select(s => s.Id)]);
        return mix ?? throw CommandException.Usage(string.Join("\nerror: ", problems));
    }
}
