using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <param name="Believed">What is taken of the assessment: nothing, where another contradicts it, and nothing of what is disputed.</param>
/// <param name="Disputed">Codes of the items on which a positive assessment of the same day says something else.</param>
internal sealed record PtsOccasion(VillaltaAssessment Recorded, LegVisit Believed, ImmutableArray<string> Disputed)
{
    public PtsResult Result { get; } = PostThromboticSyndrome.Decide(Believed.Leg);

    public bool IsPositive => Result is PtsResult.Decided { Yes: true };

    public bool HasUlcer => IsPositive && Believed.Leg.Ulcer is { Value: true };
}

/// <summary>The assessments of a leg that bear on post-thrombotic syndrome at a visit.</summary>
/// <remarks>
/// Beside the one that stands for the visit every further one bears on it that is positive by itself: an ulcer, or 5 points in what was
/// recorded, is there however little else was (clinical 1.3, 1.6). A further one that another of its day contradicts is not believed. That
/// which stands for the visit loses the items on which it and a positive one of its day disagree: with them it cannot say that there is no
/// syndrome.
/// </remarks>
internal static class PtsOccasions
{
    /// <summary>The assessment that stands for the visit.</summary>
    public static PtsOccasion Of(VisitAssessment<VillaltaAssessment> visit) =>
        visit.Contradicted
            ? Occasion(visit, visit.Chosen, [.. Villalta.Items.Select(ItemCode.Of), Villalta.UlcerCode]) with
            {
                Disputed = [],
            }
            : Occasion(visit, visit.Chosen, DisputedOf(visit));

    /// <summary>
    /// Further assessments of the window that are positive by themselves: those of days on which a diagnosis is allowed, then earlier ones
    /// where the visit itself is too early; the worst first.
    /// </summary>
    public static List<PtsOccasion> Further(VisitAssessment<VillaltaAssessment> visit, StudyProtocol protocol) =>
        [
            .. visit
                .Others.Where(one => IsPositive(one) && !IsContradicted(one, visit))
                .Select(one => Occasion(visit, one, []))
                .Where(one => IsAllowed(one, protocol) || visit.FirstDay < protocol.EarliestPtsDay)
                .OrderByDescending(one => IsAllowed(one, protocol))
                .ThenByDescending(one => one.HasUlcer)
                .ThenByDescending(one => ((PtsResult.Decided)one.Result).Severity),
        ];

    public static bool IsAllowed(PtsOccasion one, StudyProtocol protocol) => one.Believed.FirstDay >= protocol.EarliestPtsDay;

    /// <summary>Positive, and not believed because another assessment of the day says something else.</summary>
    public static IEnumerable<SourceRef> NotBelieved(VisitAssessment<VillaltaAssessment> visit) =>
        visit.Others.Where(one => !one.Answers && IsPositive(one) && IsContradicted(one, visit)).Select(one => one.Source);

    /// <summary>
    /// By two visits: this one, and the earlier ones on which a diagnosis is allowed; beside them every further assessment up to the end of
    /// this window that is positive by itself. The rule asks for two occasions (CAVA; clinical 1.4, S11), and a window can be longer than
    /// the three months that must lie between them.
    /// </summary>
    public static List<PtsOccasion> UpTo(
        VisitAssessment<VillaltaAssessment> visit,
        List<VisitAssessment<VillaltaAssessment>> visits,
        StudyProtocol protocol
    ) =>
        [
            .. from one in visits
            where one.Chosen.Leg == visit.Chosen.Leg && one.Window.FirstDay <= visit.Window.FirstDay
            from occasion in Further(one, protocol).Prepend(Of(one))
            where ReferenceEquals(one, visit) || IsAllowed(occasion, protocol)
            select occasion,
        ];

    private static bool IsPositive(DatedAssessment<VillaltaAssessment> one) =>
        PostThromboticSyndrome.Decide(one.Assessment) is PtsResult.Decided { Yes: true };

    private static bool IsContradicted(DatedAssessment<VillaltaAssessment> one, VisitAssessment<VillaltaAssessment> visit) =>
        visit.All.Any(other => (other.Answers || !one.Answers) && other.Contradicts(one));

    // Where both can be scored and differ, neither is believed in anything; here one of the two cannot be.
    private static ImmutableArray<string> DisputedOf(VisitAssessment<VillaltaAssessment> visit) =>
        [
            .. visit
                .Others.Where(other =>
                    other.Contradicts(visit.Chosen) && (IsPositive(other) || (!visit.Chosen.Answers && IsPositive(visit.Chosen)))
                )
                .SelectMany(visit.Chosen.DisputedWith)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static PtsOccasion Occasion(
        VisitAssessment<VillaltaAssessment> visit,
        DatedAssessment<VillaltaAssessment> one,
        ImmutableArray<string> without
    )
    {
        var first = visit.FirstDay + one.Day.First.DayNumber - visit.Chosen.Day.First.DayNumber;
        var leg = one.Assessment with
        {
            Grades = one.Assessment.Grades.RemoveRange(Villalta.Items.Where(item => without.Contains(ItemCode.Of(item)))),
            Ulcer = without.Contains(Villalta.UlcerCode) ? null : one.Assessment.Ulcer,
            AcceptedTotal = without.IsEmpty ? one.Assessment.AcceptedTotal : null,
        };
        return new(one.Assessment, new(first, first + one.Day.Last.DayNumber - one.Day.First.DayNumber, leg), without);
    }
}
