namespace EdgeQuake.Bench;

/// <summary>A figure over repeats: the median, with the least and the greatest as its spread.</summary>
internal readonly record struct Middle(double Median, double Least, double Greatest, int Count)
{
    /// <summary>Of the values that there are; null without any. An even number has its lower middle.</summary>
    public static Middle? Of(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0 ? null : new(sorted[(sorted.Length - 1) / 2], sorted[0], sorted[^1], sorted.Length);
    }

    /// <summary>As reports print it: <c>0.27 [0.25, 0.41]</c>.</summary>
    public string Text => Count == 1 ? Figures.Number(Median) : $"{Figures.Number(Median)} [{Figures.Number(Least)}, {Figures.Number(Greatest)}]";

    internal static string Of(IEnumerable<double?> values, string none) => Of(values)?.Text ?? none;
}
