#:project ../../src/IvcFhir.Core
#:property RestorePackagesWithLockFile=false
#:property NoWarn=MA0047;CA1861

// Writes random cohorts, and what IvcFhir.Core computes from them, for compare.R to check against R's survival package.
// Usage: dotnet run cohorts.cs -- FOLDER COHORTS
using System.Collections.Immutable;
using System.Globalization;
using IvcFhir.Core.Cohort;

var folder = args[0];
var random = new Random(20200101);
using var cohorts = new StreamWriter(Path.Combine(folder, "cohorts.csv"));
using var ours = new StreamWriter(Path.Combine(folder, "ours.csv"));
cohorts.WriteLine("cohort,patient,time,end,group");
ours.WriteLine("cohort,method,time,column,value");
for (var cohort = 1; cohort <= int.Parse(args[1], CultureInfo.InvariantCulture); cohort++)
{
    var units = Draw(random);
    foreach (var unit in units)
        cohorts.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cohort},{unit.Patient},{unit.Time},{(int)unit.End},{unit.Group}"));
    foreach (var (method, time, column, value) in Compute(units))
    {
        if (value is { } number)
            ours.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cohort},{method},{time:R},{column},{number:R}"));
    }
}

// Ties are frequent (few distinct days), some cohorts are all lost or all censored, time zero occurs, one patient in three has two limbs.
// Of ten cohorts one is large, with long flat stretches, and in one each patient loses one limb and keeps the other, in one of two ways:
// there, what patients have in common leaves no error.
static List<Unit> Draw(Random random)
{
    var (patients, days, kind) = (random.Next(1, 40), random.Next(3, 60), random.Next(10));
    if (kind == 2)
        (patients, days) = (patients * 8, days * 30);
    int[] lost = [random.Next(days), random.Next(days)];
    var units = new List<Unit>();
    for (var patient = 1; patient <= patients; patient++)
    {
        var group = random.Next(1, 4);
        if (kind == 3)
        {
            var day = lost[random.Next(2)];
            units.AddRange([
                new(patient, day, EndOfFollowUp.Loss, group),
                new(patient, day + random.Next(2), EndOfFollowUp.Censored, group),
            ]);
            continue;
        }

        for (var limb = random.Next(3) == 0 ? 2 : 1; limb > 0; limb--)
        {
            var end =
                kind == 0 ? EndOfFollowUp.Loss
                : kind == 1 ? EndOfFollowUp.Censored
                : (EndOfFollowUp)random.Next(3);
            units.Add(new(patient, random.Next(days), end, group));
        }
    }

    return units;
}

static IEnumerable<(string Method, double Time, string Column, double? Value)> Compute(List<Unit> units)
{
    var times = units.ConvertAll(unit => new SurvivalTime(unit.Time, unit.End == EndOfFollowUp.Loss));
    foreach (var type in new[] { SurvivalIntervalType.Log, SurvivalIntervalType.LogLog, SurvivalIntervalType.Plain })
    {
        var curve = KaplanMeier.Fit(times, type);
        var name = SurvivalInterval.NameOf(type);
        foreach (var row in Rows("km-" + name, curve).Concat(Quantiles("quantile-" + name, curve)))
            yield return row;
    }

    var patients = units
        .GroupBy(unit => unit.Patient)
        .Select(patient => patient.Select(unit => new SurvivalTime(unit.Time, unit.End == EndOfFollowUp.Loss)).ToImmutableArray())
        .ToList();
    foreach (var type in new[] { SurvivalIntervalType.Log, SurvivalIntervalType.LogLog, SurvivalIntervalType.Plain })
    {
        var clustered = ClusterRobust.Fit(patients, type);
        var name = SurvivalInterval.NameOf(type);
        foreach (var row in Rows("cluster-" + name, clustered).Concat(Quantiles("quantile-cluster-" + name, clustered)))
            yield return row;
    }

    var reverse = FollowUpTime.Fit(times, ReverseTieRule.EndsOfFollowUpFirst);
    foreach (var row in Rows("reverse", reverse).Concat(Quantiles("quantile-reverse", reverse)))
        yield return row;
    var whole = KaplanMeier.Fit(times);
    if (whole.Steps[^1].Time / 2 > whole.Steps[0].Time && RestrictedMean.Of(whole, whole.Steps[^1].Time / 2) is { } mean)
    {
        yield return ("restricted-mean", mean.Horizon, "mean", mean.Mean);
        yield return ("restricted-mean", mean.Horizon, "error", mean.StandardError);
    }

    if (
        LogRank.Of(
            units
                .GroupBy(unit => unit.Group)
                .ToDictionary(
                    group => "g" + group.Key,
                    group => group.Select(unit => new SurvivalTime(unit.Time, unit.End == EndOfFollowUp.Loss)).ToImmutableArray(),
                    StringComparer.Ordinal
                )
        ) is
        { } test
    )
    {
        yield return ("log-rank", 0, "chisq", test.ChiSquare);
        yield return ("log-rank", 0, "p", test.P);
    }

    foreach (var row in Shares(units).Concat(Described(units)))
        yield return row;
    foreach (var step in CumulativeIncidence.Fit(units.Select(unit => new CompetingTime(unit.Time, unit.End))))
    {
        yield return ("incidence", step.Time, "loss", step.Loss);
        yield return ("incidence", step.Time, "death", step.Death);
        yield return ("incidence", step.Time, "loss-error", step.LossError);
        yield return ("incidence", step.Time, "death-error", step.DeathError);
    }
}

static IEnumerable<(string, double, string, double?)> Rows(string method, KaplanMeierCurve curve) =>
    curve.Steps.SelectMany(step =>
        new[]
        {
            (method, step.Time, "at-risk", (double?)step.AtRisk),
            (method, step.Time, "survival", step.Survival),
            (method, step.Time, "error", step.StandardError),
            (method, step.Time, "lower", step.Lower),
            (method, step.Time, "upper", step.Upper),
        }
    );

static IEnumerable<(string, double, string, double?)> Quantiles(string method, KaplanMeierCurve curve) =>
    new[] { 0.25, 0.5, 0.75 }.SelectMany(p =>
    {
        var quantile = SurvivalQuantiles.Of(curve, p);
        return new[] { (method, p, "time", quantile.Time), (method, p, "lower", quantile.Lower), (method, p, "upper", quantile.Upper) };
    });

// Losses of the first group and of the others, as n of N: intervals of each share, and the two against each other.
static IEnumerable<(string, double, string, double?)> Shares(List<Unit> units)
{
    var (first, others) = (CountOf(units, group => group == 1), CountOf(units, group => group > 1));
    if (first.Of == 0 || others.Of == 0)
        yield break;
    foreach (var type in new[] { ProportionIntervalType.Wilson, ProportionIntervalType.ClopperPearson })
    {
        var interval = Proportions.Of(first.N, first.Of, type);
        yield return ("proportion-" + type, 0, "lower", interval.Lower);
        yield return ("proportion-" + type, 0, "upper", interval.Upper);
    }

    var difference = TwoProportions.RiskDifference(first, others);
    yield return ("risk-difference", 0, "value", difference.Estimate);
    yield return ("risk-difference", 0, "lower", difference.Interval!.Value.Lower);
    yield return ("risk-difference", 0, "upper", difference.Interval.Value.Upper);
    if (TwoProportions.OddsRatio(first, others) is { Interval: { } odds } ratio)
    {
        yield return ("odds-ratio", 0, "value", ratio.Estimate);
        yield return ("odds-ratio", 0, "lower", odds.Lower);
        yield return ("odds-ratio", 0, "upper", odds.Upper);
    }
    if (TwoProportions.RiskRatio(first, others) is { Interval: { } risks } quotient)
    {
        yield return ("risk-ratio", 0, "value", quotient.Estimate);
        yield return ("risk-ratio", 0, "lower", risks.Lower);
        yield return ("risk-ratio", 0, "upper", risks.Upper);
    }
}

static Count CountOf(List<Unit> units, Func<int, bool> isIn) =>
    new(units.Count(unit => isIn(unit.Group) && unit.End == EndOfFollowUp.Loss), units.Count(unit => isIn(unit.Group)));

static IEnumerable<(string, double, string, double?)> Described(List<Unit> units)
{
    var description = Descriptives.Of(units.Select(unit => (double)unit.Time))!;
    return
    [
        ("description", 0, "mean", description.Mean),
        ("description", 0, "sd", description.Sd),
        ("description", 0, "lower-quartile", description.LowerQuartile),
        ("description", 0, "median", description.Median),
        ("description", 0, "upper-quartile", description.UpperQuartile),
    ];
}

internal sealed record Unit(int Patient, int Time, EndOfFollowUp End, int Group);
