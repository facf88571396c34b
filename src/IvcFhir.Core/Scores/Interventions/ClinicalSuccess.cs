using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

internal sealed record ResponseAnswer(OutcomeValue Value, DayInterval? Day, ImmutableArray<SourceRef> Sources);

/// <summary>
/// Clinical success: symptoms significantly reduced before discharge (clinical 5.7; S70, aspiration and low-dose lysis, 89 patients). It
/// stands apart from technical success.
/// </summary>
/// <remarks>
/// History: 1 — first version.
/// Project rule: the last response recorded from the index day to the end of the periprocedural days is taken as the one before discharge,
/// because few records say when a patient was discharged; two of one day that disagree are not believed.
/// </remarks>
internal static class ClinicalSuccess
{
    public const string Rule = "clinical-success/1";

    public static void Add(OutcomeSheet sheet)
    {
        if (sheet.Facts.Responses.IsEmpty && !sheet.Needs(Instrument.ClinicalSuccess))
            return;
        var result = Of(sheet.Facts, sheet.Index, sheet.Protocol);
        if (result.Value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded } && !sheet.Needs(Instrument.ClinicalSuccess))
            return;
        sheet.Add(
            new(
                sheet.Key(Instrument.ClinicalSuccess),
                result.Value,
                Rule,
                result.Day,
                [],
                [.. sheet.Index.Sources, .. result.Sources],
                sheet.OfAnalysisSet
            )
        );
    }

    public static ResponseAnswer Of(PatientFacts facts, IndexTreatment index, StudyProtocol protocol)
    {
        if (index is not { FirstDay: { } first, LastDay: { } last })
            return new(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, []);
        var period = PeriproceduralComplications.Period(first, last, protocol);
        var touching = facts.Responses.Where(response => PeriproceduralComplications.Touches(response.Day, period)).ToList();
        var within = touching.Where(response => PeriproceduralComplications.LiesIn(response.Day, period)).ToList();
        ImmutableArray<SourceRef> sources = [.. touching.Select(response => response.Source)];
        if (touching.Count == 0)
            return new(new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["clinical-response"]), null, []);
        if (within.Count == 0)
            return new(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, sources);
        var latest = within.Max(response => response.Day.Last);
        var deciding = touching.Where(response => response.Day.Last >= latest).ToList(); // a partial date may be later still
        return deciding.Select(response => response.Improved).Distinct().ToList() switch
        {
            [var improved] => new(new OutcomeValue.YesNo(improved), within.Max(response => response.Day), sources),
            _ when deciding.TrueForAll(response => response.Day.IsExact) => new(
                new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, ["clinical-response"]),
                null,
                sources
            ),
            _ => new(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, sources),
        };
    }
}
