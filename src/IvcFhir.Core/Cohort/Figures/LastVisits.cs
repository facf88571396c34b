using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// The value "at follow-up": the last visit with an answer. Of a patient the worst affected leg there counts
/// (clinical 1.5; no source seen states it for disease of both legs), or each leg for itself (D7).
/// </summary>
/// <remarks>
/// Of the affected legs that were ever assessed, which is the worst is known only where each is answered, or where one has the syndrome
/// already: a visit that leaves another of them open has no answer of the patient. A leg that was never assessed is waited for in vain, and
/// a gap; the other then speaks for the patient.
/// </remarks>
internal static class LastVisits
{
    public static IEnumerable<FigureMember> Members(string key, PatientOutcomes patient, Instrument instrument, StudyProtocol protocol)
    {
        if (!IsAsked(patient, protocol))
            return [];
        ImmutableArray<Outcome> included = [.. StudyFigures.Included(patient, instrument)];
        if (protocol.LegUnit == UnitOfAnalysis.Patient)
        {
            var assessed = included.Select(outcome => outcome.Key.Location).Distinct().ToList();
            // A leg whose thrombosis came later is not waited for before.
            var unaffected = patient
                .Outcomes.Where(outcome => outcome.Inclusion == Inclusion.LegNotAffected)
                .Select(outcome => (outcome.Key.Location, outcome.Key.Visit))
                .ToHashSet();
            return [Member(key, patient, included, visit => assessed.Where(leg => !unaffected.Contains((leg, visit))), protocol)];
        }

        var legs = AffectedLegs(patient);
        return legs.IsEmpty
            ? [Member(key, patient, included, _ => [], protocol)]
            : legs.Select(leg => Member(key, patient, [.. included.Where(outcome => outcome.Key.Location == leg)], _ => [leg], protocol));
    }

    /// <param name="legsAt">The legs that a visit has to answer.</param>
    private static FigureMember Member(
        string key,
        PatientOutcomes patient,
        ImmutableArray<Outcome> included,
        Func<string, IEnumerable<Location>> legsAt,
        StudyProtocol protocol
    )
    {
        ImmutableArray<Outcome> lastVisit =
        [
            .. included
                .Where(outcome => Badness(outcome.Value) is not null)
                .GroupBy(outcome => outcome.Key.Visit, StringComparer.Ordinal)
                .Where(visit =>
                    visit.Any(outcome => outcome.Value is OutcomeValue.YesNo { Yes: true })
                    || legsAt(visit.Key).All(leg => visit.Any(outcome => outcome.Key.Location == leg))
                )
                .MaxBy(visit =>
                    Array.FindIndex(
                        ImmutableCollectionsMarshal.AsArray(protocol.Visits)!,
                        window => string.Equals(window.Id, visit.Key, StringComparison.Ordinal)
                    )
                )
                ?.OrderByDescending(outcome => Badness(outcome.Value))
                .ThenBy(outcome => outcome.Key.Location)
                ?? Enumerable.Empty<Outcome>(),
        ];
        return lastVisit.IsEmpty
            ? StudyFigures.Member(key, patient, new FigureAnswer.Missing(), included)
            : StudyFigures.Member(key, patient, AnswerOf(lastVisit[0].Value), lastVisit);
    }

    // Asked of everyone in the analysis set: a patient who was never assessed is missing, not absent.
    private static bool IsAsked(PatientOutcomes patient, StudyProtocol protocol) =>
        protocol.AnalysisSet == AnalysisSet.AllTreated
        || patient.Outcomes.Any(outcome =>
            outcome.Key.Instrument == Instrument.TechnicalSuccess && outcome.Value is OutcomeValue.YesNo { Yes: true }
        );

    // The legs that were assessed and are affected, and those whose iliac vein was treated: such a leg is missing when nobody assessed it.
    private static ImmutableArray<Location> AffectedLegs(PatientOutcomes patient) =>
        [
            .. patient
                .Outcomes.Where(outcome => outcome.Inclusion != Inclusion.LegNotAffected)
                .Select(outcome =>
                    outcome.Key.Location switch
                    {
                        Location.LeftLeg or Location.LeftIliac => Location.LeftLeg,
                        Location.RightLeg or Location.RightIliac => Location.RightLeg,
                        _ => Location.Patient,
                    }
                )
                .Where(leg => leg != Location.Patient)
                .Distinct()
                .Order(),
        ];

    private static int? Badness(OutcomeValue value) =>
        value switch
        {
            OutcomeValue.Score score => score.Total,
            OutcomeValue.YesNo answer => answer.Yes ? 1 : 0,
            _ => null,
        };

    private static FigureAnswer AnswerOf(OutcomeValue value) =>
        value switch
        {
            OutcomeValue.Score score => new FigureAnswer.Value(score.Total),
            OutcomeValue.YesNo answer => new FigureAnswer.Property(answer.Yes),
            _ => new FigureAnswer.Missing(),
        };
}
