using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Counts what the patients contribute to one figure. Its memory grows with the number of distinct answers, not of patients,
/// and its sums are made from sorted counts, so the order of patients cannot change a digit.
/// </summary>
internal sealed class FigureTally(StudyFigure figure, UnitOfAnalysis legUnit, UnitOfAnalysis iliacUnit)
{
    private readonly SortedDictionary<decimal, int> _values = [];
    private readonly Dictionary<(bool Asked, AbsenceReason? Reason), int> _reasons = [];
    private readonly CurveTally _curve = new(figure.Key, figure.Label, iliacUnit);
    private readonly GroupTally _groups = new(figure.Instrument);
    private readonly OpenTally _open = new();
    private int _yes;
    private int _answered;
    private int _missing;
    private int _laterUnread;
    private int _reportedTotals;
    private int _byHand;

    /// <summary>What one patient contributes: usually one answer, for limbs up to two.</summary>
    public void Add(PatientOutcomes patient, IReadOnlyCollection<FigureMember> members)
    {
        foreach (var member in members)
        {
            Count(member.Answer);
            _open.Add(member);
            _byHand += member.Outcomes.Any(outcome => outcome.Adjudication is not null) ? 1 : 0;
            _reportedTotals += member.Outcomes.Any(outcome => outcome.IsReportedTotal) ? 1 : 0;
            _laterUnread += member.Outcomes.Any(outcome => outcome.LaterImageUnread) ? 1 : 0;
            if (member.Answer is FigureAnswer.Missing)
                CountReason(member);
            if (member.Answer is FigureAnswer.Property property)
                _groups.Add(patient, UnitOf(member), property.Has);
        }

        if (members.Count(member => member.Answer is FigureAnswer.Property) > 1)
            _groups.NotePair();
        if (figure.Kind == FigureKind.Curve)
            _curve.Add(patient, members);
    }

    /// <summary>What a patient would contribute of whom it is open whether the analysis set holds them.</summary>
    public void AddUndecided(FigureMember member) => _open.AddUndecided(member);

    // A leg stands for its patient where the patient is the unit.
    private Location UnitOf(FigureMember member) =>
        member.Outcomes.Length > 0 && legUnit == UnitOfAnalysis.Limb ? member.Outcomes[0].Key.Location : Location.Patient;

    // Of several unanswered questions the last speaks: it is the visit that would have counted.
    private void CountReason(FigureMember member)
    {
        var asked = member.Outcomes.LastOrDefault();
        var reason = (asked is not null, (asked?.Value as OutcomeValue.Unanswered)?.Reason);
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
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

    /// <summary>Nobody was asked.</summary>
    public bool IsEmpty => _answered + _missing == 0;

    public Figure ToFigure(StudyProtocol protocol)
    {
        var computed = figure.Kind switch
        {
            FigureKind.Proportion => Proportion(protocol),
            FigureKind.Mean => Mean(),
            _ => Curve(protocol),
        };
        var published = protocol.Published.GetValueOrDefault(figure.Key);
        return computed with
        {
            AnsweredByHand = _byHand,
            ReportedTotals = _reportedTotals,
            Published = published,
            Agrees = published?.AgreesWith(computed),
        };
    }

    public PatencyCurve? ToCurve(StudyProtocol protocol) => figure.Kind == FigureKind.Curve ? _curve.ToCurve(protocol) : null;

    /// <summary>The share by group, where it is one and there are groups.</summary>
    public FigureDivisions? ToDivisions(StudyProtocol protocol) =>
        figure.Kind == FigureKind.Proportion && _groups.Divide(protocol.ProportionInterval) is { IsEmpty: false } divisions
            ? new(figure.Key, figure.Label, divisions)
            : null;

    /// <summary>How often each value was given, for a score.</summary>
    public ScoreCounts? ToScores() =>
        figure is { Kind: FigureKind.Mean, Unit: "points" }
            ? new(figure.Key, figure.Label, _values.ToImmutableSortedDictionary(value => (int)value.Key, value => value.Value))
            : null;

    public IEnumerable<MissingAnswers> MissingAnswers() =>
        _reasons
            .OrderBy(reason => reason.Key.Reason)
            .Select(reason => new MissingAnswers(figure.Key, figure.Label, reason.Key.Reason, reason.Value));

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
            Open = _open.OfShare(_yes, _answered),
        };
    }

    private Figure Mean()
    {
        var description = Descriptives.OfCounts(_values);
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
            Open = _open.OfMean(),
        };
    }

    private Figure Curve(StudyProtocol protocol)
    {
        var fit = _curve.Fit(protocol);
        var end = fit.Steps.IsEmpty ? null : fit.Steps[^1];
        var named = $"{SurvivalInterval.NameOf(protocol.SurvivalInterval)} 95 %";
        return Empty with
        {
            N = fit.Units,
            Of = fit.Units + _missing,
            Percent = fit.Units == 0 ? null : (decimal)(fit.FinalSurvival * 100),
            Events = fit.Events,
            Lower = end?.Lower * 100,
            Upper = end?.Upper * 100,
            IntervalName =
                end?.Lower is null ? null
                : _curve.IsClustered(protocol) ? $"{named}, limbs clustered by patient"
                : named,
            Estimator = $"Kaplan–Meier, {named} CI",
            Open = _open.OfCurve(protocol),
            LaterImageUnread = _laterUnread,
        };
    }

    private Figure Empty => new(figure.Key, figure.Label, 0, 0, _missing, null, null, null, null, null, figure.Unit, "", null, null, null);
}
