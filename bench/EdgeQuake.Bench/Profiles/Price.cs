namespace EdgeQuake.Bench;

/// <summary>What a million tokens cost, read and written, in whatever currency it was given.</summary>
public sealed record Price(double Input, double Output)
{
    /// <summary>Of one answer.</summary>
    public double Of(long input, long output) => ((Input * input) + (Output * output)) / 1e6;

    /// <summary><c>0.15/0.60</c>; null where it is none.</summary>
    internal static Price? Parse(string word) => word.Split('/') is [var input, var output] && Quantity.Decimal(input.Trim()) is { } i && Quantity.Decimal(output.Trim()) is { } o ? new(i, o) : null;
}
