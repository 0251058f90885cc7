namespace Benchmarks;

internal static class Quantiles
{
    public static double At(this IReadOnlyCollection<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)(quantile * (sorted.Count - 1))];
    }
}
