using System.Collections.Immutable;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Cohort;

/// <summary>Counts what became of the filters, by patient.</summary>
internal sealed class RetrievalTally
{
    private int _implanted;
    private int _attempted;
    private int _retrieved;
    private int _diedInPlace;

    public void Add(PatientOutcomes patient)
    {
        if (patient.AnswerTo(Instrument.FilterRetrieval) is not OutcomeValue.Retrieval course)
            return;
        _implanted++;
        _attempted += course.Status == RetrievalStatus.NotAttempted ? 0 : 1;
        _retrieved += course.Status == RetrievalStatus.Retrieved ? 1 : 0;
        _diedInPlace += course.Status != RetrievalStatus.Retrieved && patient.DaysToDeath is not null ? 1 : 0;
    }

    /// <returns>None when no patient has a filter.</returns>
    public ImmutableArray<Figure> ToFigures(StudyProtocol protocol)
    {
        if (_implanted == 0)
            return [];
        // No source of ours records that a filter is meant to stay.
        var rates = new FilterRetrievalRates(_implanted, _attempted, _retrieved, _diedInPlace, Permanent: 0);
        return
        [
            FigureOf(FigureKey.FilterRetrievalSuccess, "Filter retrieval: retrieved, of attempts", rates.Success, protocol),
            FigureOf(FigureKey.FilterRetrievalRate, "Filter retrieval: retrieved, of filters placed", rates.Rate, protocol),
            FigureOf(FigureKey.FilterRetrievalAdjusted, "Filter retrieval: retrieved, of filters placed in patients who did not die with it", rates.Adjusted, protocol),
        ];
    }

    private static Figure FigureOf(string key, string label, Count count, StudyProtocol protocol)
    {
        Interval? interval = count.Of == 0 ? null : Proportions.Of(count.N, count.Of, protocol.ProportionInterval);
        return new(key, label, count.N, count.Of, 0, count.Of == 0 ? null : count.N * 100m / count.Of, null, null, null, null, null, "proportion", null, null, null)
        {
            Lower = interval?.Lower * 100,
            Upper = interval?.Upper * 100,
            IntervalName = interval is null ? null : $"{Proportions.NameOf(protocol.ProportionInterval)} 95 %",
        };
    }
}
