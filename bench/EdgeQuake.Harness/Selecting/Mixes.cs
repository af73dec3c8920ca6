using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A load mix among the words of <c>serve</c>, built in or a file of its own, for the scenarios that the other words name, or for all that come with the command.</summary>
internal static class Mixes
{
    /// <summary>The words that are no mix, and the mix's name or file; null = there is none.</summary>
    public static (string[] Others, string? Mix) Apart(IReadOnlyList<string> words)
    {
        var mixes = words.Where(w => BuiltInMixes.All.ContainsKey(w) || (Catalogue.IsFile(w) && MixFile.Is(w))).ToArray();
        return mixes.Length <= 1
            ? ([.. words.Except(mixes)], mixes.FirstOrDefault())
            : throw CommandException.Usage($"{mixes[1]}: a second load mix; expected one");
    }

    /// <summary>The mix, or exit 2 with what is wrong with it.</summary>
    /// <param name="word">The name of one that is built in, or a file.</param>
    /// <param name="served">A built-in one that uses others is refused when the server starts.</param>
    public static LoadMix Read(string word, IEnumerable<Scenario> served)
    {
        if (BuiltInMixes.All.TryGetValue(word, out var known))
        {
            return known;
        }

        var (mix, problems) = MixFile.Read(word, [.. served.Select(s => s.Id)]);
        return mix ?? throw CommandException.Usage(string.Join("\nerror: ", problems));
    }
}
