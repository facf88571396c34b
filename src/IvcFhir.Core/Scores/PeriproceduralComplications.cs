using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

internal sealed record ComplicationAnswer(OutcomeValue Value, ImmutableArray<SourceRef> Sources, ImmutableArray<DataIssue> Issues);

/// <summary>
/// Whether the patient had a severe complication of the index treatment: from the index day to <see cref="StudyProtocol.PeriproceduralDays"/> after it ended, both included.
/// One that is severe answers the question; otherwise one that cannot be judged leaves it open.
/// </summary>
internal static class PeriproceduralComplications
{
    public static ComplicationAnswer Judge(PatientFacts facts, DateOnly indexDay, DateOnly dayZero, StudyProtocol protocol)
    {
        var period = Period(indexDay, dayZero, protocol);
        var touching = facts.Complications.Where(complication => Touches(complication.Day, period)).ToList();
        var within = touching.Where(complication => LiesIn(complication.Day, period)).ToList();
        var undated = touching.Except(within).Where(complication => SevereComplications.IsSevere(complication, protocol) != false).ToList();
        var unjudged = within.Where(complication => SevereComplications.IsSevere(complication, protocol) is null).ToList();
        var death = protocol.PeriproceduralDeathIsSevere && facts.Death is { } died && Touches(died.Value, period) ? facts.Death : null;
        var severe = within.Exists(complication => SevereComplications.IsSevere(complication, protocol) == true) || (death is { } d && LiesIn(d.Value, period));
        OutcomeValue value = severe ? new OutcomeValue.YesNo(true)
            : unjudged.Count > 0 ? new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, [.. unjudged.SelectMany(complication => SevereComplications.Missing(complication, protocol)).Distinct().Order(StringComparer.Ordinal)])
            : MayHaveDied(facts, dayZero, period, protocol) ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["death"])
            : undated.Count > 0 || death is not null ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : new OutcomeValue.YesNo(false);
        return new(
            value,
            [.. touching.Select(complication => complication.Source), .. death is { } known ? [known.Source] : Array.Empty<SourceRef>()],
            [
                .. unjudged.Select(complication => new DataIssue(IssueCode.ComplicationUngraded, complication.Source)),
                .. undated.Select(complication => new DataIssue(IssueCode.DateTooImprecise, complication.Source)),
            ]);
    }

    /// <summary>Where nobody knows whether the patient lives, the period was survived by one of whom something was recorded after it.</summary>
    private static bool MayHaveDied(PatientFacts facts, DateOnly dayZero, DayInterval period, StudyProtocol protocol) =>
        protocol.PeriproceduralDeathIsSevere && facts is { VitalStatusUnknown: true, Death: null } && LaterEvents.ObservedUntil(facts, dayZero).Value.First <= period.Last;

    public static DayInterval Period(DateOnly indexDay, DateOnly dayZero, StudyProtocol protocol) => new(indexDay, dayZero.AddDays(protocol.PeriproceduralDays));

    internal static bool Touches(DayInterval day, DayInterval period) => day.First <= period.Last && period.First <= day.Last;

    internal static bool LiesIn(DayInterval day, DayInterval period) => period.First <= day.First && day.Last <= period.Last;
}
