using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Small sums: four digits after the point, for an answer costs less than a cent.</summary>
internal static class Money
{
    public static string Text(double sum) => sum.ToString(sum is > 0 and < 0.01 ? "0.######" : "#,0.00##", CultureInfo.InvariantCulture);
}
