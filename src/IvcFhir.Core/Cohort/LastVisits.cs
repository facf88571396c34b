using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// The value "at follow-up": the last visit with an answer. Of a patient the worst answered leg there counts
/// (clinical 1.5; no source seen states it for disease of both legs), or each leg for itself (D7).
/// </summary>
internal static class LastVisits
{
    public static IEnumerable<FigureMember> Members(string key, PatientOutcomes patient, Instrument instrument, StudyProtocol protocol)
    {
        if (!IsAsked(patient, protocol))
            return [];
        ImmutableArray<Outcome> included = [.. StudyFigures.Included(patient, instrument)];
        var legs = protocol.LegUnit == UnitOfAnalysis.Limb ? AffectedLegs(patient) : [];
        return legs.IsEmpty
            ? [Member(key, patient, included, protocol)]
            : legs.Select(leg => Member(key, patient, [.. included.Where(outcome => outcome.Key.Location == leg)], protocol));
    }

    private static FigureMember Member(string key, PatientOutcomes patient, ImmutableArray<Outcome> included, StudyProtocol protocol)
    {
        ImmutableArray<Outcome> lastVisit = [.. included
            .Where(outcome => Badness(outcome.Value) is not null)
            .GroupBy(outcome => Array.FindIndex([.. protocol.Visits], window => string.Equals(window.Id, outcome.Key.Visit, StringComparison.Ordinal)))
            .MaxBy(visit => visit.Key)?
            .OrderByDescending(outcome => Badness(outcome.Value))
            .ThenBy(outcome => outcome.Key.Location) ?? Enumerable.Empty<Outcome>()];
        return lastVisit.IsEmpty
            ? StudyFigures.Member(key, patient, new FigureAnswer.Missing(), included)
            : StudyFigures.Member(key, patient, AnswerOf(lastVisit[0].Value), lastVisit);
    }

    // Asked of everyone in the analysis set: a patient who was never assessed is missing, not absent.
    private static bool IsAsked(PatientOutcomes patient, StudyProtocol protocol) =>
        protocol.AnalysisSet == AnalysisSet.AllTreated
        || patient.Outcomes.Any(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess && outcome.Value is OutcomeValue.YesNo { Yes: true });

    // The legs that were assessed and are affected, and those whose iliac vein was treated: such a leg is missing when nobody assessed it.
    private static ImmutableArray<Location> AffectedLegs(PatientOutcomes patient) =>
    [
        .. patient.Outcomes.Where(outcome => outcome.Inclusion != Inclusion.LegNotAffected).Select(outcome => outcome.Key.Location switch
        {
            Location.LeftLeg or Location.LeftIliac => Location.LeftLeg,
            Location.RightLeg or Location.RightIliac => Location.RightLeg,
            _ => Location.Patient,
        }).Where(leg => leg != Location.Patient).Distinct().Order(),
    ];

    private static int? Badness(OutcomeValue value) => value switch
    {
        OutcomeValue.Score score => score.Total,
        OutcomeValue.YesNo answer => answer.Yes ? 1 : 0,
        _ => null,
    };

    private static FigureAnswer AnswerOf(OutcomeValue value) => value switch
    {
        OutcomeValue.Score score => new FigureAnswer.Value(score.Total),
        OutcomeValue.YesNo answer => new FigureAnswer.Property(answer.Yes),
        _ => new FigureAnswer.Missing(),
    };
}
