using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>A patient of the analysis set, with what was worked out before.</summary>
internal sealed record FollowedPatient(
    PatientFacts Facts,
    StudyProtocol Protocol,
    IndexTreatment Index,
    DateOnly DayZero,
    ImmutableArray<Outcome> Outcomes
);

/// <summary>What is missing in the window of one visit: assessments of affected legs, items of them, images of followed segments.</summary>
internal static class VisitGaps
{
    private static readonly ImmutableArray<Side> s_legs = [Side.Left, Side.Right];

    public static IEnumerable<Gap> Of(FollowedPatient patient, VisitWindow visit)
    {
        var period = new DayInterval(patient.DayZero.AddDays(visit.FirstDay), patient.DayZero.AddDays(visit.LastDay));
        var byCava = AffectedLegs.IsByCavaAlone(patient.Facts, patient.Index, period);
        // Of a thrombosis of the vena cava alone only the legs are followed that somebody assesses.
        var affected = s_legs
            .Where(leg =>
                !AffectedLegs.Evidence(patient.Facts, patient.Index, patient.Protocol, leg, period).IsEmpty
                && (!byCava || IsAssessed(patient.Facts, leg))
            )
            .Select(StudyVeins.LegOf);
        return affected.SelectMany(leg => Assessments(patient, visit, period, leg)).Concat(Images(patient, visit, period));
    }

    /// <summary>Which leg had the thrombosis, where the vena cava alone is recorded: asked once.</summary>
    public static IEnumerable<Gap> Diagnosis(FollowedPatient patient)
    {
        var period = DayInterval.On(patient.DayZero);
        if (AffectedLegs.IsByCavaAlone(patient.Facts, patient.Index, period) && s_legs.Any(leg => IsAssessed(patient.Facts, leg)))
            yield return new(
                patient.Facts.Site,
                patient.Facts.Patient,
                GapKind.NotRecorded,
                Instrument.PostThromboticSyndrome,
                Location.Patient,
                "",
                null,
                ["thrombosis-side"],
                []
            );
    }

    private static bool IsAssessed(PatientFacts facts, Side leg) =>
        facts.Villalta.Any(one => one.Leg == leg) || facts.Vcss.Any(one => one.Leg == leg);

    private static IEnumerable<Gap> Assessments(FollowedPatient patient, VisitWindow visit, DayInterval period, Location leg)
    {
        foreach (var instrument in new[] { Instrument.Villalta, Instrument.Vcss })
        {
            if (instrument == Instrument.Villalta && visit.LastDay < patient.Protocol.EarliestPtsDay)
                continue;
            var outcome = patient.Outcomes.FirstOrDefault(one =>
                one.Key.Instrument == instrument
                && one.Key.Location == leg
                && string.Equals(one.Key.Visit, visit.Id, StringComparison.Ordinal)
            );
            if (outcome is null)
                yield return new(
                    patient.Facts.Site,
                    patient.Facts.Patient,
                    GapKind.NoAssessment,
                    instrument,
                    leg,
                    visit.Id,
                    period,
                    [],
                    []
                );
            else
                foreach (var gap in OutcomeGaps.Of(outcome, patient.Facts, patient.Protocol))
                    yield return gap;
        }
    }

    private static IEnumerable<Gap> Images(FollowedPatient patient, VisitWindow visit, DayInterval period) =>
        from outcome in patient.Outcomes
        where outcome.Key.Instrument == Instrument.SecondaryPatency
        let unit = outcome.Key.Location
        where
            outcome.Value is not OutcomeValue.TimeToLoss { Lost: true } loss
            || (loss.Days >= visit.FirstDay && loss.Reason != PatencyReason.TechnicalFailure)
        where
            !patient.Facts.Findings.Any(finding =>
                SegmentHistory.Names(finding.Site, unit) && period.First <= finding.Day.First && finding.Day.Last <= period.Last
            )
        select new Gap(
            patient.Facts.Site,
            patient.Facts.Patient,
            GapKind.NoImaging,
            Instrument.PrimaryPatency,
            unit,
            visit.Id,
            period,
            [],
            []
        );
}
