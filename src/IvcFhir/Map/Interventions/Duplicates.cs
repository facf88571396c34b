using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Hospitals code twice, for the professional and for the facility. Two procedures are one intervention when kind, time and session agree,
/// no vein of one contradicts the other, and they are coded in different systems (two codes of one system are two acts) or name the same
/// veins.
/// </summary>
internal static class Duplicates
{
    public static ImmutableArray<Intervention> Merged(ImmutableArray<Candidate> candidates, ConceptIndex concepts)
    {
        var kept = new List<(Intervention Intervention, ImmutableHashSet<string> Systems)>();
        var together = new Dictionary<(InterventionKind, DayInterval, DayInterval), List<int>>();
        foreach (var candidate in candidates)
        {
            var (one, systems) = (candidate.Intervention, SystemsOf(candidate, concepts));
            var sameDays = CollectionsMarshal.GetValueRefOrAddDefault(
                together,
                (one.Kind, one.Performed.Day, one.Performed.LastDay),
                out _
            ) ??= [];
            var twin = sameDays.FindIndex(other =>
                AreOne(kept[other].Intervention, one)
                && (kept[other].Systems.Intersect(systems).IsEmpty || SameSites(kept[other].Intervention, one))
            );
            if (twin < 0)
            {
                sameDays.Add(kept.Count);
                kept.Add((one, systems));
            }
            else
            {
                var at = sameDays[twin];
                kept[at] = (Together(kept[at].Intervention, one), kept[at].Systems.Union(systems));
            }
        }
        return [.. kept.Select(entry => entry.Intervention)];
    }

    /// <summary>The systems of the codes that name the intervention.</summary>
    private static ImmutableHashSet<string> SystemsOf(Candidate candidate, ConceptIndex concepts) =>
        [
            .. (candidate.Procedure.Code?.Coding ?? [])
                .Where(coding => concepts.MeaningsOf(coding).Any(meaning => meaning.As<InterventionKind>() == candidate.Intervention.Kind))
                .Select(coding => concepts.SystemOf(coding)),
        ];

    // Of the same kind and days, as those are that are asked.
    private static bool AreOne(Intervention one, Intervention other) =>
        Agree(one.Performed.Start, other.Performed.Start)
        && Agree(one.Performed.End, other.Performed.End)
        && (one.Session == other.Session || one.Session is null || other.Session is null)
        && (one.Result == other.Result || InterventionResult.Completed == one.Result || InterventionResult.Completed == other.Result)
        && (
            one.Sites.IsEmpty
            || other.Sites.IsEmpty
            || one.Sites.Intersect(other.Sites).Any()
            || one.Sites.Any(site => other.Sites.Any(twin => MayBe(site, twin)))
        );

    private static bool Agree(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null || one == other;

    private static bool MayBe(VeinSite one, VeinSite other) =>
        one.Segment == other.Segment && (one.Side == Side.Unstated || other.Side == Side.Unstated);

    private static bool SameSites(Intervention one, Intervention other) => !one.Sites.IsEmpty && one.Sites.SequenceEqual(other.Sites);

    /// <summary>The first resource stands for both and names the other; what the other knows better is taken over.</summary>
    private static Intervention Together(Intervention one, Intervention other)
    {
        var all = one.Sites.Concat(other.Sites).Distinct().ToList();
        return one with
        {
            Sites =
            [
                .. all.Where(site =>
                        site.Side != Side.Unstated || !all.Exists(twin => twin.Segment == site.Segment && twin.Side != Side.Unstated)
                    )
                    .Order(VeinSiteOrder.Instance),
            ],
            Performed = one.Performed with
            {
                Start = one.Performed.Start ?? other.Performed.Start,
                End = one.Performed.End ?? other.Performed.End,
            },
            Result = one.Result == InterventionResult.Completed ? other.Result : one.Result,
            Session = one.Session ?? other.Session,
            Twins = one.Twins.Add(other.Source),
            IsResultUnread = one.IsResultUnread || other.IsResultUnread,
        };
    }
}
