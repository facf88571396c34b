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
    private readonly SortedDictionary<double, (int Events, int Censored)> _times = [];
    private int _yes;
    private int _answered;
    private int _missing;

    public void Add(FigureAnswer answer)
    {
        switch (answer)
        {
            case FigureAnswer.Property property:
                _yes += property.Has ? 1 : 0;
                break;
            case FigureAnswer.Value value:
                _values[value.Number] = _values.GetValueOrDefault(value.Number) + 1;
                break;
            case FigureAnswer.FollowUp followUp:
                var (events, censored) = _times.GetValueOrDefault(followUp.Days);
                _times[followUp.Days] = followUp.Lost ? (events + 1, censored) : (events, censored + 1);
                break;
            default:
                _missing++;
                return;
        }

        _answered++;
    }

    public Figure ToFigure(StudyProtocol protocol)
    {
        var computed = figure.Kind switch
        {
            FigureKind.Proportion => Proportion(),
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
        var fit = KaplanMeier.Fit(_times, protocol.SurvivalInterval);
        var start = fit.Steps.IsEmpty || fit.Steps[0].Time > 0 ? [new CurvePoint(0, fit.Units, 0, 0, 1, 0, 1, 1)] : Array.Empty<CurvePoint>();
        return new(
            figure.Key,
            figure.Label,
            [.. start, .. fit.Steps.Select(step => new CurvePoint(
                step.Time / DaysPerMonth, step.AtRisk, step.Events, step.Censored, step.Survival, step.StandardError, step.Lower, step.Upper))],
            [.. fit.Steps.Where(step => step.Censored > 0).Select(step => new CensorMark(step.Time / DaysPerMonth, step.Survival))],
            fit.Units);
    }

    private Figure Proportion() => Empty with
    {
        N = _yes,
        Of = _answered,
        Percent = _answered == 0 ? null : _yes * 100m / _answered,
        Estimator = "proportion",
    };

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
        var fit = KaplanMeier.Fit(_times, protocol.SurvivalInterval);
        return Empty with
        {
            N = fit.Units,
            Of = fit.Units + _missing,
            Percent = fit.Units == 0 ? null : (decimal)(fit.FinalSurvival * 100),
            Events = fit.Events,
            Estimator = $"Kaplan–Meier, {SurvivalInterval.NameOf(protocol.SurvivalInterval)} 95 % CI",
        };
    }

    private Figure Empty => new(figure.Key, figure.Label, 0, 0, _missing, null, null, null, null, null, figure.Unit, "", null, null, null);
}
