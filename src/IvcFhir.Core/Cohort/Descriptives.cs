using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Description of a sample. It carries its n; nothing is rounded.</summary>
/// <param name="Sd">Sample standard deviation (n − 1); null for one value.</param>
/// <param name="LowerQuartile">Quartiles and median by R's type 7 (clinical 7.9).</param>
public sealed record Description(
    int N,
    double Mean,
    double? Sd,
    double Min,
    double LowerQuartile,
    double Median,
    double UpperQuartile,
    double Max
);

/// <summary>Descriptive statistics (clinical 7.9).</summary>
public static class Descriptives
{
    /// <returns>Null for no values.</returns>
    public static Description? Of(IEnumerable<double> values)
    {
        // Sorted first, so that the order of input cannot change the last digit of a sum.
        ImmutableArray<double> sorted = [.. values.Order()];
        if (sorted.IsEmpty)
            return null;
        var mean = sorted.Sum() / sorted.Length;
        double? sd = sorted.Length > 1 ? Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1)) : null;
        return new(sorted.Length, mean, sd, sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1]);
    }

    /// <summary>The same from counts of each value: memory and work grow with the distinct values.</summary>
    public static Description? OfCounts(SortedDictionary<decimal, int> counts)
    {
        var n = counts.Values.Sum();
        if (n == 0)
            return null;
        var mean = counts.Sum(one => one.Key * one.Value) / n;
        double? sd = n > 1 ? Math.Sqrt(counts.Sum(one => one.Value * Math.Pow((double)(one.Key - mean), 2)) / (n - 1)) : null;
        return new(
            n,
            (double)mean,
            sd,
            (double)counts.First().Key,
            QuantileOf(counts, n, 0.25),
            QuantileOf(counts, n, 0.5),
            QuantileOf(counts, n, 0.75),
            (double)counts.Last().Key
        );
    }

    private static double QuantileOf(SortedDictionary<decimal, int> counts, int n, double p)
    {
        var position = (n - 1) * p;
        var below = (int)Math.Floor(position);
        var (lower, upper) = (At(counts, below), At(counts, Math.Min(below + 1, n - 1)));
        return lower + (position - below) * (upper - lower);
    }

    private static double At(SortedDictionary<decimal, int> counts, int place)
    {
        foreach (var (value, count) in counts)
        {
            if (place < count)
                return (double)value;
            place -= count;
        }

        throw new ArgumentOutOfRangeException(nameof(place));
    }

    /// <summary>R's type 7: linear between the order statistics at 1 + (n − 1)p.</summary>
    /// <param name="sorted">Ascending, at least one value.</param>
    /// <param name="p">0 to 1, both included.</param>
    public static double Quantile(ImmutableArray<double> sorted, double p)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("No values.", nameof(sorted));
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var position = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
