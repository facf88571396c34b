using System.Collections.Immutable;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>
/// A curve that shows no single patient's day: whole months, and only those between which losses and ends of follow-up are none or many.
/// The whole curve has enough of both, or it is not shown at all.
/// </summary>
internal static class CurveSuppression
{
    public static PatencyCurve Of(PatencyCurve curve, int limit)
    {
        var months = Months(curve, limit);
        return curve with
        {
            Points = [.. months],
            Censored = [],
            FewAtRiskFromMonths = curve.FewAtRiskFromMonths is { } few ? Math.Ceiling(few) : null,
            ReliableUntilMonths = curve.ReliableUntilMonths is { } until ? Math.Ceiling(until) : null,
            MedianFollowUpMonths = curve.MedianFollowUpMonths is { } median ? Math.Round(median, MidpointRounding.AwayFromZero) : null,
            RestrictedMean = null,
            // A quantile is the day on which one unit was lost.
            Quantiles = [],
            Incidence = Incidence(curve, limit),
            Strata = [.. curve.Strata.Where(division => division.Groups.All(group => IsShown(group, limit))).Select(Of)],
            IsCoarse = true,
        };
    }

    // S at one year is a fraction of counts that may be small: (n − 1)/n says that one was lost by then.
    private static CurveStratification Of(CurveStratification division) =>
        division with
        {
            ChiSquare = division.ChiSquare is { } statistic ? Math.Round(statistic, 1, MidpointRounding.AwayFromZero) : null,
            P = division.P is { } p ? Math.Round(p, 2, MidpointRounding.AwayFromZero) : null,
            Groups = [.. division.Groups.Select(group => group with { Expected = null, SurvivalAt12 = null, Lower = null, Upper = null })],
        };

    private static bool IsShown(CurveStratum group, int limit) =>
        !IsSmall(group.Units, limit) && !IsSmall(group.Lost, limit) && !IsSmall(group.Units - group.Lost, limit);

    private static bool IsSmall(int count, int limit) => count > 0 && count < limit;

    private static List<CurvePoint> Months(PatencyCurve curve, int limit)
    {
        var shown = new List<CurvePoint> { new(0, curve.Units, 0, 0, 1, 0, 1, 1) };
        var (events, censored) = (0, 0);
        foreach (var month in curve.Points.GroupBy(point => Math.Ceiling(point.Months)).OrderBy(month => month.Key))
        {
            events += month.Sum(point => point.Events);
            censored += month.Sum(point => point.Censored);
            if (IsSmall(events, limit) || IsSmall(censored, limit) || events + censored == 0)
                continue;
            shown.Add(At(month.Key, month.Last(), shown[^1], events, censored));
            (events, censored) = (0, 0);
        }

        return events + censored == 0 ? shown : WithRest(shown, curve, events, censored, limit);
    }

    // What is left at the end joins the last interval that is shown, and the one before, until it is many.
    private static List<CurvePoint> WithRest(List<CurvePoint> shown, PatencyCurve curve, int events, int censored, int limit)
    {
        while (shown.Count > 1 && (IsSmall(events, limit) || IsSmall(censored, limit)))
        {
            (events, censored) = (events + shown[^1].Events, censored + shown[^1].Censored);
            shown.RemoveAt(shown.Count - 1);
        }

        if (!IsSmall(events, limit) && !IsSmall(censored, limit))
            shown.Add(At(Math.Ceiling(curve.Points[^1].Months), curve.Points[^1], shown[^1], events, censored));
        return shown;
    }

    // At risk: who is left after the interval before, so that the row adds up.
    private static CurvePoint At(double month, CurvePoint point, CurvePoint before, int events, int censored) =>
        new(
            month,
            before.AtRisk - before.Events - before.Censored,
            events,
            censored,
            Coarse(point.Survival)!.Value,
            Coarse(point.StandardError),
            Coarse(point.Lower),
            Coarse(point.Upper)
        )
        {
            ClusterStandardError = Coarse(point.ClusterStandardError),
            ClusterLower = Coarse(point.ClusterLower),
            ClusterUpper = Coarse(point.ClusterUpper),
        };

    private static ImmutableArray<IncidencePoint> Incidence(PatencyCurve curve, int limit)
    {
        var (losses, deaths) = (curve.Incidence.Sum(step => step.Losses), curve.Incidence.Sum(step => step.Deaths));
        if (curve.Incidence.IsEmpty || IsSmall(losses, limit) || IsSmall(deaths, limit) || IsSmall(curve.Units - losses - deaths, limit))
            return [];
        var end = curve.Incidence[^1];
        return
        [
            new(
                Math.Ceiling(end.Months),
                curve.Units,
                losses,
                deaths,
                Coarse(end.Loss)!.Value,
                Coarse(end.LossError)!.Value,
                Coarse(end.Death)!.Value,
                Coarse(end.DeathError)!.Value
            ),
        ];
    }

    private static double? Coarse(double? value) => value is { } number ? Math.Round(number, 3, MidpointRounding.AwayFromZero) : null;
}
