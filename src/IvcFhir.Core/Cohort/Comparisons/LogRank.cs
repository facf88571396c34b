using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace IvcFhir.Core.Cohort;

/// <param name="ChiSquare">The statistic, on <paramref name="DegreesOfFreedom"/>: groups that were at risk at a loss, less one.</param>
/// <param name="Groups">Per group: how many, how many lost, how many would be lost if all groups were alike.</param>
public sealed record LogRankTest(double ChiSquare, int DegreesOfFreedom, double P, ImmutableArray<LogRankGroup> Groups);

public sealed record LogRankGroup(string Name, int Units, int Observed, double Expected);

/// <summary>The log-rank test between groups (R's survdiff with rho = 0), with the hypergeometric variance at ties.</summary>
public static class LogRank
{
    /// <param name="groups">Two or more groups by name; a group without units takes no part.</param>
    /// <returns>Null when fewer than two groups were at risk at a loss: then there is nothing to test.</returns>
    public static LogRankTest? Of(IReadOnlyDictionary<string, ImmutableArray<SurvivalTime>> groups) =>
        Of(groups.ToDictionary(group => group.Key, group => KaplanMeier.Fit(group.Value), StringComparer.Ordinal));

    /// <param name="groups">The curve of each group.</param>
    /// <returns>Null when fewer than two groups were at risk at a loss.</returns>
    public static LogRankTest? Of(IReadOnlyDictionary<string, KaplanMeierCurve> groups)
    {
        var names = groups.Where(group => group.Value.Units > 0).Select(group => group.Key).Order(StringComparer.Ordinal).ToList();
        if (names.Count < 2)
            return null;
        var fits = names.ConvertAll(name => groups[name]);
        var expected = new double[names.Count];
        var variance = new double[names.Count, names.Count];
        foreach (var time in TimesOfLoss(fits))
            AddTime(time, expected, variance);
        // A group that was never at risk when something was lost has nothing to say; R leaves it out as well.
        var tested = Enumerable.Range(0, names.Count).Where(group => expected[group] > 0).ToArray();
        var free = tested.SkipLast(1).ToArray();
        var excess = Array.ConvertAll(free, group => fits[group].Events - expected[group]);
        if (free.Length == 0 || LinearSystem.Solve(Part(variance, free), excess) is not { } weights)
            return null;
        var chiSquare = excess.Zip(weights, (one, other) => one * other).Sum();
        return new(
            chiSquare,
            free.Length,
            1 - ChiSquared.CDF(free.Length, chiSquare),
            [.. names.Select((name, group) => new LogRankGroup(name, fits[group].Units, fits[group].Events, expected[group]))]
        );
    }

    private static double[,] Part(double[,] matrix, int[] places)
    {
        var part = new double[places.Length, places.Length];
        for (var row = 0; row < places.Length; row++)
        {
            for (var column = 0; column < places.Length; column++)
                part[row, column] = matrix[places[row], places[column]];
        }

        return part;
    }

    // At every time of a loss, per group: how many are at risk, how many are lost.
    private static IEnumerable<(int AtRisk, int Lost)[]> TimesOfLoss(List<KaplanMeierCurve> fits)
    {
        var next = new int[fits.Count];
        foreach (var time in fits.SelectMany(fit => fit.Steps).Where(step => step.Events > 0).Select(step => step.Time).Distinct().Order())
        {
            for (var group = 0; group < fits.Count; group++)
            {
                while (next[group] < fits[group].Steps.Length && fits[group].Steps[next[group]].Time < time)
                    next[group]++;
            }

            yield return
            [
                .. fits.Select(
                    (fit, group) =>
                        next[group] >= fit.Steps.Length ? (0, 0)
                        : fit.Steps[next[group]] is var step && step.Time.Equals(time) ? (step.AtRisk, step.Events)
                        : (step.AtRisk, 0)
                ),
            ];
        }
    }

    private static void AddTime((int AtRisk, int Lost)[] groups, double[] expected, double[,] variance)
    {
        double atRisk = groups.Sum(group => group.AtRisk);
        double lost = groups.Sum(group => group.Lost);
        for (var i = 0; i < groups.Length; i++)
        {
            var share = groups[i].AtRisk / atRisk;
            expected[i] += lost * share;
            for (var j = 0; atRisk > 1 && j < groups.Length; j++)
                variance[i, j] += lost * (atRisk - lost) / (atRisk - 1) * share * ((i == j ? 1 : 0) - groups[j].AtRisk / atRisk);
        }
    }
}
