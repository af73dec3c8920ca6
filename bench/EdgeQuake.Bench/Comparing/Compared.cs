namespace EdgeQuake.Bench;

/// <summary>One statistic of two runs.</summary>
/// <param name="Stat">As in <c>--slo</c>: ttft.p95, failed.</param>
/// <param name="Unit">ms, 1/s or share.</param>
/// <param name="Before">Null = the run has no sample of it; may be +∞. Likewise <paramref name="After"/>.</param>
/// <param name="Change">Ratio after / before; for a share the difference after − before. Null where it is not defined.</param>
/// <param name="Low">Interval of the change; null = too few samples.</param>
/// <param name="Limit">The change beyond which it is a regression: the margin, or the error bound of the runs where that is wider.</param>
/// <param name="Further">Streams that each run would need more, about; null = not inconclusive, or more streams would not help.</param>
/// <param name="Why">One line, where the verdict does not follow from the interval alone.</param>
public sealed record Compared(
    string Stat, string Unit, double? Before, double? After, double? Change, double? Low, double? High, double? Limit, ComparedVerdict Verdict, int? Further, string? Why);
