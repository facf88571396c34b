using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Counts what the patients contribute to one figure. Its memory grows with the number of distinct answers, not of patients,
/// and its sums are made from sorted counts, so the order of patients cannot change a digit.
/// </summary>
internal sealed class FigureTally(StudyFigure figure)
{
    private const double DaysPerMonth = 30.4375;

    private readonly SortedDictionary<decimal, int> _values = [];
    private readonly ClusterCounts _patients = new();
    private int _yes;
    private int _answered;
    private int _missing;

    /// <summary>What one patient contributes: usually one answer, for limbs up to two.</summary>
    public void Add(IReadOnlyCollection<FigureAnswer> answers)
    {
        foreach (var answer in answers)
            Count(answer);
        _patients.Add([.. answers.OfType<FigureAnswer.FollowUp>().Select(time => new SurvivalTime(time.Days, time.Lost))]);
    }

    private void Count(FigureAnswer answer)
    {
        switch (answer)
        {
            case FigureAnswer.Missing:
                _missing++;
                return;
            case FigureAnswer.Property property:
                _yes += property.Has ? 1 : 0;
                break;
            case FigureAnswer.Value value:
                _values[value.Number] = _values.GetValueOrDefault(value.Number) + 1;
                break;
        }

        _answered++;
    }

    public Figure ToFigure(StudyProtocol protocol)
    {
        var computed = figure.Kind switch
        {
            FigureKind.Proportion => Proportion(protocol),
            FigureKind.Mean => Mean(),
            _ => Curve(protocol),
        };
        var published = protocol.Published.GetValueOrDefault(figure.Key);
        return computed with { Published = published, Agrees = published?.AgreesWith(computed) };
    }

    public PatencyCurve? ToCurve(StudyProtocol protocol)
    {
        if (figure.Kind != FigureKind.Curve)
            return null;
        var fit = KaplanMeier.Fit(_patients.Units, protocol.SurvivalInterval);
        var robust = Robust(protocol);
        var start = fit.Steps.IsEmpty || fit.Steps[0].Time > 0 ? [new CurvePoint(0, fit.Units, 0, 0, 1, 0, 1, 1)] : Array.Empty<CurvePoint>();
        return new(
            figure.Key,
            figure.Label,
            [.. start, .. fit.Steps.Select((step, place) => PointOf(step, robust?.Steps[place]))],
            [.. fit.Steps.Where(step => step.Censored > 0).Select(step => new CensorMark(step.Time / DaysPerMonth, step.Survival))],
            fit.Units)
        {
            ReliableUntilMonths = CurveReliability.Of(fit).From / DaysPerMonth,
            MedianFollowUpMonths = SurvivalQuantiles.Of(FollowUpTime.Of(fit, protocol.ReverseTies), 0.5).Time / DaysPerMonth,
        };
    }

    private static CurvePoint PointOf(KaplanMeierStep step, KaplanMeierStep? robust) =>
        new(step.Time / DaysPerMonth, step.AtRisk, step.Events, step.Censored, step.Survival, step.StandardError, step.Lower, step.Upper)
        {
            ClusterStandardError = robust?.StandardError,
            ClusterLower = robust?.Lower,
            ClusterUpper = robust?.Upper,
        };

    private Figure Proportion(StudyProtocol protocol)
    {
        Interval? interval = _answered == 0 ? null : Proportions.Of(_yes, _answered, protocol.ProportionInterval);
        return Empty with
        {
            N = _yes,
            Of = _answered,
            Percent = _answered == 0 ? null : _yes * 100m / _answered,
            Lower = interval?.Lower * 100,
            Upper = interval?.Upper * 100,
            IntervalName = interval is null ? null : $"{Proportions.NameOf(protocol.ProportionInterval)} 95 %",
            Estimator = "proportion",
        };
    }

    private Figure Mean()
    {
        var description = Descriptives.Of(_values.SelectMany(value => Enumerable.Repeat((double)value.Key, value.Value)));
        return Empty with
        {
            N = _answered,
            Of = _answered + _missing,
            Mean = description?.Mean,
            Sd = description?.Sd,
            Min = description?.Min,
            Max = description?.Max,
            Median = description?.Median,
            LowerQuartile = description?.LowerQuartile,
            UpperQuartile = description?.UpperQuartile,
            Estimator = "mean, sample SD",
        };
    }

    private Figure Curve(StudyProtocol protocol)
    {
        var fit = KaplanMeier.Fit(_patients.Units, protocol.SurvivalInterval);
        var robust = Robust(protocol);
        var end = fit.Steps.IsEmpty ? null : (robust ?? fit).Steps[^1];
        var named = $"{SurvivalInterval.NameOf(protocol.SurvivalInterval)} 95 %";
        return Empty with
        {
            N = fit.Units,
            Of = fit.Units + _missing,
            Percent = fit.Units == 0 ? null : (decimal)(fit.FinalSurvival * 100),
            Events = fit.Events,
            Lower = end?.Lower * 100,
            Upper = end?.Upper * 100,
            IntervalName = end?.Lower is null ? null : robust is null ? named : $"{named}, limbs clustered by patient",
            Estimator = $"Kaplan–Meier, {named} CI",
        };
    }

    // Without a patient who has two limbs the two errors are the same.
    private KaplanMeierCurve? Robust(StudyProtocol protocol) =>
        protocol.LimbErrors == LimbErrors.Clustered && _patients.HasPairs ? ClusterRobust.Fit(_patients, protocol.SurvivalInterval) : null;

    private Figure Empty => new(figure.Key, figure.Label, 0, 0, _missing, null, null, null, null, null, figure.Unit, "", null, null, null);
}
