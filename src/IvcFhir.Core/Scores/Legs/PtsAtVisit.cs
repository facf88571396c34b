using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Post-thrombotic syndrome of a leg at one visit, by the rule of the protocol.</summary>
/// <param name="Speaks">The assessment of this visit that decided: an ulcer before all others, then the one that stands for the visit,
/// unless only another is positive.</param>
/// <param name="Bearing">Every assessment that the answer rests on.</param>
internal sealed record PtsAtVisit(PtsResult Result, PtsOccasion Speaks, ImmutableArray<PtsOccasion> Bearing)
{
    public static PtsAtVisit Of(
        VisitAssessment<VillaltaAssessment> visit,
        List<VisitAssessment<VillaltaAssessment>> visits,
        StudyProtocol protocol
    )
    {
        var (chosen, further) = (PtsOccasions.Of(visit), PtsOccasions.Further(visit, protocol));
        if (protocol.PtsDefinition == PtsDefinition.TwoVisits)
        {
            var bearing = PtsOccasions.UpTo(visit, visits, protocol);
            var speaks = chosen.HasUlcer ? chosen : further.Find(one => one.HasUlcer) ?? chosen;
            return new(PtsTwoVisits.Decide([.. bearing.Select(one => one.Believed)], protocol.PtsVisitsApartDays), speaks, [.. bearing]);
        }

        return further is [var worst, ..] && IsOutdone(chosen, worst, protocol)
            ? new(worst.Result, worst, [chosen, worst])
            : new(chosen.Result, chosen, [chosen]);
    }

    // What stands for the visit is not outdone by points where it is positive, but by an ulcer; and where it is too early, by what is not.
    private static bool IsOutdone(PtsOccasion chosen, PtsOccasion other, StudyProtocol protocol) =>
        !chosen.IsPositive
        || (other.HasUlcer && !chosen.HasUlcer)
        || (PtsOccasions.IsAllowed(other, protocol) && !PtsOccasions.IsAllowed(chosen, protocol));
}
