namespace EdgeQuake.Conformance;

/// <summary>The corpus as embedded in this assembly: the files of <c>conformance/cases</c>.</summary>
internal static class CaseFiles
{
    internal const string Vocabulary = "cases/vocabulary.yaml";

    /// <summary>The five trivial cases of the doctor; not part of the corpus.</summary>
    internal const string Doctor = "cases/doctor/doctor.yaml";

    /// <summary>Names of the files that hold cases, in order.</summary>
    internal static IReadOnlyList<string> Corpus { get; } =
        [.. Names(".yaml").Where(n => n is not (Vocabulary or Doctor))];

    /// <summary>Names of the files that hold editions.</summary>
    internal static IReadOnlyList<string> Editions { get; } = [.. Names(".txt")];

    private static IEnumerable<string> Names(string ending) =>
        typeof(CaseFiles).Assembly.GetManifestResourceNames().Select(n => n.Replace('\\', '/'))
            .Where(n => n.StartsWith("cases/", StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    internal static string Text(string name)
    {
        var assembly = typeof(CaseFiles).Assembly;
        var resource = assembly.GetManifestResourceNames().First(n => string.Equals(n.Replace('\\', '/'), name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
