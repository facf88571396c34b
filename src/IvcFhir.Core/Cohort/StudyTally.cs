using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>The study's table while the patients go by: each is seen once and not kept.</summary>
public sealed class StudyTally
{
    private readonly StudyProtocol _protocol;
    private readonly ImmutableArray<StudyFigure> _asked;
    private readonly ImmutableArray<StudyFigure> _otherReadings;
    private readonly ImmutableArray<StudyFigure> _counted;
    private readonly ImmutableDictionary<string, FigureTally> _figures;

    private int _seen;
    private int _mayBelong;
    private int _eligible;
    private int _failed;
    private int _analysed;

    public StudyTally(StudyProtocol protocol)
    {
        _protocol = protocol;
        _asked = StudyFigures.Of(protocol);
        _otherReadings = StudyFigures.OtherReadings(protocol);
        _counted = [.. _asked.Concat(_otherReadings).Concat(RetrievalFigures.All).DistinctBy(figure => figure.Key)];
        _figures = _counted.ToImmutableDictionary(
            figure => figure.Key,
            figure => new FigureTally(figure, protocol.LegUnit, protocol.IliacUnit),
            StringComparer.Ordinal
        );
    }

    public void Add(PatientOutcomes patient)
    {
        _seen++;
        _mayBelong += patient.MayBelong ? 1 : 0;
        if (!patient.Eligible)
            return;
        _eligible++;
        var success =
            patient.Outcomes.FirstOrDefault(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess)?.Value as OutcomeValue.YesNo;
        _failed += success is { Yes: false } ? 1 : 0;
        _analysed += success is { Yes: true } ? 1 : 0;
        foreach (
            var members in StudyTableBuilder
                .MembersOf(patient, _protocol, _counted)
                .GroupBy(member => member.Figure, StringComparer.Ordinal)
        )
            _figures[members.Key].Add(patient, [.. members]);
        if (IsUndecided(patient))
            AddUndecided(patient);
    }

    /// <summary>Whether it is open if the patient is of the analysis set.</summary>
    private bool IsUndecided(PatientOutcomes patient) =>
        _protocol.AnalysisSet == AnalysisSet.TechnicalSuccess
        && patient.Outcomes.Any(outcome =>
            outcome is { Key.Instrument: Instrument.TechnicalSuccess, Value: OutcomeValue.Unanswered none } && none.Reason.IsOpen()
        );

    // What the patient would contribute as one of the analysis set, and does not as one of whom that is open.
    private void AddUndecided(PatientOutcomes patient)
    {
        var within = patient with { Outcomes = [.. patient.Outcomes.Select(AsAnalysed)] };
        var counted = StudyTableBuilder.MembersOf(patient, _protocol, _counted).Select(UnitOf).ToHashSet();
        foreach (var member in StudyTableBuilder.MembersOf(within, _protocol, _counted).Where(member => !counted.Contains(UnitOf(member))))
            _figures[member.Figure].AddUndecided(member);
    }

    private static (string Figure, Location? Unit) UnitOf(FigureMember member) =>
        (member.Figure, member.Outcomes.FirstOrDefault()?.Key.Location);

    private static Outcome AsAnalysed(Outcome outcome) =>
        outcome.Key.Instrument == Instrument.TechnicalSuccess ? outcome with { Value = new OutcomeValue.YesNo(Yes: true) }
        : outcome.Inclusion == Inclusion.NotInAnalysisSet ? outcome with { Inclusion = Inclusion.Included }
        : outcome;

    public StudyTable ToTable()
    {
        var inOrder = _asked.Select(figure => _figures[figure.Key]).ToList();
        return new(
            _protocol.Study,
            _protocol.Version,
            _seen,
            _eligible,
            [.. inOrder.Select(tally => tally.ToFigure(_protocol))],
            [.. inOrder.Select(tally => tally.ToCurve(_protocol)).OfType<PatencyCurve>()]
        )
        {
            ProtocolHash = _protocol.Hash,
            Shares = [.. inOrder.Select(tally => tally.ToDivisions(_protocol)).OfType<FigureDivisions>()],
            Retrieval = Retrieval,
            OtherReadings = [.. _otherReadings.Select(figure => _figures[figure.Key].ToFigure(_protocol))],
            Scores = [.. inOrder.Select(tally => tally.ToScores()).OfType<ScoreCounts>()],
            Flow = FlowOf([.. inOrder.SelectMany(tally => tally.MissingAnswers())]),
        };
    }

    // None when no patient has a filter.
    private ImmutableArray<Figure> Retrieval =>
        _figures[FigureKey.FilterRetrievalRate].IsEmpty
            ? []
            : [.. RetrievalFigures.All.Select(figure => _figures[figure.Key].ToFigure(_protocol))];

    // Where everyone who was treated is analysed, nobody leaves for a failure.
    private CohortFlow FlowOf(ImmutableArray<MissingAnswers> missing) =>
        (
            _protocol.AnalysisSet == AnalysisSet.AllTreated
                ? new CohortFlow(_seen, _eligible, 0, 0, _eligible, missing)
                : new CohortFlow(_seen, _eligible, _failed, _eligible - _failed - _analysed, _analysed, missing)
        ) with
        {
            MayBelong = _mayBelong,
        };
}
