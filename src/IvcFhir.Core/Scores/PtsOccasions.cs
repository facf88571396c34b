using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <param name="Believed">What is taken of the assessment: nothing, where another contradicts it.</param>
internal sealed record PtsOccasion(VillaltaAssessment Recorded, LegVisit Believed);

/// <summary>The assessments of a leg that bear on post-thrombotic syndrome at a visit.</summary>
internal static class PtsOccasions
{
    public static PtsOccasion Of(VisitAssessment<VillaltaAssessment> visit) => Occasion(visit, visit.Chosen, visit.Contradicted);

    /// <summary>
    /// By two visits: this one, and the earlier ones on which a diagnosis is allowed; beside them every further assessment up to the end of this window that is positive by itself.
    /// The rule asks for two occasions (CAVA; clinical 1.4, S11), and a window can be longer than the three months that must lie between them.
    /// </summary>
    public static List<PtsOccasion> UpTo(VisitAssessment<VillaltaAssessment> visit, List<VisitAssessment<VillaltaAssessment>> visits, StudyProtocol protocol) =>
    [
        .. from one in visits
           where one.Chosen.Leg == visit.Chosen.Leg && one.Window.FirstDay <= visit.Window.FirstDay
           from occasion in Chosen(one, visit, protocol).Concat(one.Others.Select(other => Occasion(one, other, contradicted: false)).Where(other => IsFurther(other, protocol)))
           select occasion,
    ];

    private static IEnumerable<PtsOccasion> Chosen(VisitAssessment<VillaltaAssessment> one, VisitAssessment<VillaltaAssessment> visit, StudyProtocol protocol) =>
        ReferenceEquals(one, visit) || one.FirstDay >= protocol.EarliestPtsDay ? [Of(one)] : [];

    // What is negative or open beside the assessment that stands for the visit changes nothing.
    private static bool IsFurther(PtsOccasion other, StudyProtocol protocol) =>
        other.Believed.FirstDay >= protocol.EarliestPtsDay && PostThromboticSyndrome.Decide(other.Recorded) is PtsResult.Decided { Yes: true };

    private static PtsOccasion Occasion(VisitAssessment<VillaltaAssessment> visit, DatedAssessment<VillaltaAssessment> one, bool contradicted)
    {
        var first = visit.FirstDay + one.Day.First.DayNumber - visit.Chosen.Day.First.DayNumber;
        var leg = contradicted ? one.Assessment with { Grades = ImmutableSortedDictionary<VillaltaItem, Sourced<int>>.Empty, Ulcer = null } : one.Assessment;
        return new(one.Assessment, new(first, first + one.Day.Last.DayNumber - one.Day.First.DayNumber, leg));
    }
}
