namespace EdgeQuake.FakeServer;

/// <summary>The load mixes that come with the library, for its own scenarios.</summary>
public static class BuiltInMixes
{
    private const string Folder = "mixes/";
    private static readonly Lazy<IReadOnlyDictionary<string, LoadMix>> Loaded = new(Load);

    /// <summary>By name. A problem in one of them is a defect of this library and throws.</summary>
    public static IReadOnlyDictionary<string, LoadMix> All => Loaded.Value;

    private static Dictionary<string, LoadMix> Load()
    {
        var assembly = typeof(BuiltInMixes).Assembly;
        var ids = BuiltInScenarios.All.Select(s => s.Id).ToArray();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).ToDictionary(
            n => Path.GetFileNameWithoutExtension(n),
            n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                var (mix, problems) = MixFile.Parse(reader.ReadToEnd(), n, ids);
                return mix ?? throw new InvalidOperationException("a built-in mix does not load: " + string.Join(" | ", problems));
            },
            StringComparer.Ordinal);
    }
}
