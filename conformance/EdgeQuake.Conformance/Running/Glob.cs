namespace EdgeQuake.Conformance;

/// <summary>Patterns of case ids: <c>*</c> stands for anything, slashes too; <c>bom</c> alone means the family <c>bom/*</c>.</summary>
internal static class Glob
{
    internal static bool Matches(string pattern, string id) =>
        Match(pattern, id) || (!pattern.Contains('*', StringComparison.Ordinal) && id.StartsWith(pattern + "/", StringComparison.OrdinalIgnoreCase));

    private static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> id)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return pattern.Equals(id, StringComparison.OrdinalIgnoreCase);
        if (!id.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase))
            return false;
        for (var i = star; i <= id.Length; i++)
        {
            if (Match(pattern[(star + 1)..], id[i..]))
                return true;
        }

        return false;
    }
}
