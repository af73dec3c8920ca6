namespace EdgeQuake.Harness;

/// <summary>Numbers with their noun: <c>1 case</c>, <c>3 cases</c>.</summary>
internal static class Counted
{
    public static string Of(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";
}
