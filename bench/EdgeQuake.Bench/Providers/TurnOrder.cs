namespace EdgeQuake.Bench;

/// <summary>Who is asked when: rows of a balanced Latin square (Williams, 1949), so that drift of the network or the machine falls on all alike and each follows each equally often.</summary>
/// <remarks>Two rows are ABBA. Of an odd number the square and its mirror are needed: twice as many rounds.</remarks>
internal static class TurnOrder
{
    /// <summary>Rounds after which the order is balanced.</summary>
    public static int Balanced(int n) => n == 1 ? 1 : n % 2 == 0 ? n : 2 * n;

    /// <summary>The order of each round.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Rounds(int n, int rounds)
    {
        int[] first = [.. Enumerable.Range(0, n).Select(i => i == 0 ? 0 : i % 2 == 1 ? (i + 1) / 2 : n - (i / 2))];
        int[][] square = [.. Enumerable.Range(0, n).Select(r => first.Select(x => (x + r) % n).ToArray())];
        int[][] all = n % 2 == 0 || n == 1 ? square : [.. square, .. square.Select(row => row.Reverse().ToArray())];
        return [.. Enumerable.Range(0, rounds).Select(r => all[r % all.Length])];
    }
}
