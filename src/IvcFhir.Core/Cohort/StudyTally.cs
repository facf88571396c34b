using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>The study's table while the patients go by: each is seen once and not kept.</summary>
public sealed class StudyTally(StudyProtocol protocol)
{
    private readonly ImmutableDictionary<string, FigureTally> _figures =
        StudyFigures.All.ToImmutableDictionary(figure => figure.Key, figure => new FigureTally(figure), StringComparer.Ordinal);

    private readonly RetrievalTally _retrieval = new();
    private int _seen;
    private int _eligible;
    private int _failed;
    private int _analysed;

    public void Add(PatientOutcomes patient)
    {
        _seen++;
        if (!patient.Eligible)
            return;
        _eligible++;
        var success = patient.Outcomes.FirstOrDefault(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess)?.Value as OutcomeValue.YesNo;
        _failed += success is { Yes: false } ? 1 : 0;
        _analysed += success is { Yes: true } ? 1 : 0;
        _retrieval.Add(patient);
        foreach (var members in StudyTableBuilder.MembersOf(patient, protocol).GroupBy(member => member.Figure, StringComparer.Ordinal))
            _figures[members.Key].Add(patient, [.. members]);
    }

    public StudyTable ToTable()
    {
        var inOrder = StudyFigures.All.Select(figure => _figures[figure.Key]).ToList();
        return new(
            protocol.Study,
            protocol.Version,
            _seen,
            _eligible,
            [.. inOrder.Select(tally => tally.ToFigure(protocol))],
            [.. inOrder.Select(tally => tally.ToCurve(protocol)).OfType<PatencyCurve>()])
        {
            Retrieval = _retrieval.ToFigures(protocol),
            Scores = [.. inOrder.Select(tally => tally.ToScores()).OfType<ScoreCounts>()],
            Flow = new(_seen, _eligible, _failed, _eligible - _failed - _analysed, _analysed, [.. inOrder.SelectMany(tally => tally.MissingAnswers())]),
        };
    }
}
