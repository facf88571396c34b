using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// The treatment from which the study counts: the first attempt of a kind that the protocol names (by default endovascular thrombectomy or
/// thrombolysis) with which the patient is eligible (by default under a filter), with what belongs to it.
/// </summary>
/// <param name="FirstDay">The index day; null when dates are too partial to tell which attempt was first.</param>
/// <param name="LastDay">Day 0 of follow-up, the day on which the treatment ended (clinical 3.2); null when too partial.</param>
/// <param name="Members">Sorted by source; never empty.</param>
public sealed record IndexTreatment(DateOnly? FirstDay, DateOnly? LastDay, ImmutableArray<Intervention> Members)
{
    /// <summary>The earliest day on which the treatment may have begun.</summary>
    public DateOnly EarliestDay => FirstDay ?? Members.Min(member => member.Performed.Day.First);

    /// <summary>The latest day on which the treatment may have ended.</summary>
    public DateOnly LatestDay => LastDay ?? Members.Max(member => member.Performed.LastDay.Last);

    /// <summary>The instant at which the treatment began; null where not every part of it says when.</summary>
    public DateTimeOffset? Begun => Of(Treating, part => part.Performed.Start) is { IsEmpty: false } starts ? starts.Min() : null;

    /// <summary>
    /// The instant from which follow-up counts, on <see cref="LastDay"/>; null where not every part that went on until that day says when
    /// it ended.
    /// </summary>
    public DateTimeOffset? Ended =>
        LastDay is { } last
        && Of(Treating.Where(part => part.Performed.LastDay.Last == last), part => part.Performed.End) is { IsEmpty: false } ends
            ? ends.Max()
            : null;

    // A filter that is placed protects; it treats no vein, and no follow-up waits for it.
    private IEnumerable<Intervention> Treating => Members.Where(member => member.Kind != InterventionKind.FilterPlacement);

    public IEnumerable<SourceRef> Sources => Members.Select(member => member.Source);

    /// <summary>Empty where one of them is not known.</summary>
    private static ImmutableArray<DateTimeOffset> Of(IEnumerable<Intervention> parts, Func<Intervention, DateTimeOffset?> instantOf)
    {
        var instants = parts.Select(instantOf).ToList();
        return instants.Contains(null) ? [] : [.. instants.OfType<DateTimeOffset>()];
    }

    /// <summary>Finds the index treatment.</summary>
    /// <returns>Null when the patient does not belong to the study's population: no such treatment, or not eligible with it.</returns>
    public static IndexTreatment? Find(PatientFacts facts, StudyProtocol protocol)
    {
        var attempts = facts.Interventions.Where(intervention => IsAttempt(intervention, protocol)).ToList();
        var days = attempts
            .Where(attempt => attempt.Performed.Day.IsExact)
            .Select(attempt => attempt.Performed.Day.First)
            .Distinct()
            .Order();
        var index = days.Select(day => StartingOn(day, facts, protocol))
            .FirstOrDefault(treatment => Eligibility.Holds(facts, treatment, protocol));
        // An attempt of unknown day may have been the first; then nothing can be counted from a day.
        var mayBeFirst = attempts
            .Where(attempt =>
                !attempt.Performed.Day.IsExact
                && (index is null || (!index.Members.Contains(attempt) && attempt.Performed.Day.First <= index.FirstDay))
                && FilterInPlace.Satisfies(facts, new(null, null, [attempt]), protocol)
            )
            .ToList();
        if (mayBeFirst.Count == 0)
            return index;
        var unclear = new IndexTreatment(null, null, Sorted([.. mayBeFirst, .. index?.Members ?? []]));
        return Eligibility.Holds(facts, unclear, protocol) ? unclear : index;
    }

    /// <summary>Why the patient does not belong to the study: what the treatment lacks that comes nearest to belonging.</summary>
    /// <returns>Empty for a patient who belongs.</returns>
    public static ImmutableArray<EligibilityLack> WhyNone(PatientFacts facts, StudyProtocol protocol)
    {
        if (Find(facts, protocol) is not null)
            return [];
        var attempts = facts.Interventions.Where(intervention => IsAttempt(intervention, protocol)).ToList();
        return attempts
            .Select(attempt =>
                attempt.Performed.Day.IsExact ? StartingOn(attempt.Performed.Day.First, facts, protocol) : new(null, null, [attempt])
            )
            .Select(treatment => Eligibility.Lacking(facts, treatment, protocol))
            .OrderBy(lacking => lacking.Length)
            .ThenBy(lacking => string.Join(' ', lacking), StringComparer.Ordinal)
            .FirstOrDefault([EligibilityLack.NoIndexTreatment]);
    }

    /// <summary>An attempt counts however it ended; a vein that is named must be one of those that the study treats.</summary>
    private static bool IsAttempt(Intervention intervention, StudyProtocol protocol) =>
        protocol.IndexKinds.Contains(intervention.Kind)
        && (intervention.Sites.IsEmpty || intervention.Sites.Any(site => protocol.IndexVeins.Contains(site.Segment)));

    private static IndexTreatment StartingOn(DateOnly day, PatientFacts facts, StudyProtocol protocol)
    {
        var candidates = facts.Interventions.Where(intervention => MayBelong(intervention, day, protocol)).ToList();
        var members = candidates.Where(candidate => candidate.Performed.Day == DayInterval.On(day)).ToHashSet();
        for (var before = 0; before < members.Count; )
        {
            before = members.Count;
            members.UnionWith(candidates.Where(candidate => Continues(candidate, members, protocol)).ToList());
        }

        var lastDays = members
            .Where(member => member.Kind != InterventionKind.FilterPlacement)
            .Select(member => member.Performed.LastDay)
            .ToList();
        DateOnly? lastDay = lastDays.TrueForAll(last => last.IsExact) ? lastDays.Max().Last : null;
        return new(day, lastDay, Sorted(members));
    }

    private static bool MayBelong(Intervention intervention, DateOnly day, StudyProtocol protocol) =>
        intervention.Kind is not (InterventionKind.FilterRetrieval or InterventionKind.FilterRepositioning)
        && (intervention.Sites.IsEmpty || intervention.Sites.Any(StudyVeins.Contains))
        && intervention.Performed.Day.First >= day.AddDays(intervention.Kind == InterventionKind.FilterPlacement ? -1 : 0)
        && intervention.Performed.Day.First <= day.AddDays(protocol.IndexTreatmentDays);

    private static bool Continues(Intervention candidate, HashSet<Intervention> members, StudyProtocol protocol) =>
        candidate.Planned
        || members.Any(member =>
            candidate.Session is not null && string.Equals(candidate.Session, member.Session, StringComparison.Ordinal)
        )
        || members.Any(member => WithinGap(candidate.Performed, member.Performed, TimeSpan.FromMinutes(protocol.SessionGapMinutes)))
        || CompletesTheTreatment(candidate, members, protocol)
        || members.Any(member => IsSameInfusion(candidate, member, protocol.InfusionGapDays));

    // Where no session is recorded, the part of the treatment that is still missing is taken for it; a second thrombectomy is not.
    private static bool CompletesTheTreatment(Intervention candidate, HashSet<Intervention> members, StudyProtocol protocol) =>
        (
            protocol.IndexKinds.Contains(candidate.Kind)
            || protocol.SuccessKinds.Contains(candidate.Kind)
            || protocol.RequiredKinds.Contains(candidate.Kind)
        )
        && members.All(member => member.Kind != candidate.Kind)
        && (candidate.Session is null || members.All(member => member.Session is null));

    // A partial day says nothing of the day after which it began.
    private static bool IsSameInfusion(Intervention candidate, Intervention member, int gapDays) =>
        candidate.Kind == InterventionKind.Thrombolysis
        && member.Kind == InterventionKind.Thrombolysis
        && (candidate.Session is null || member.Session is null)
        && candidate.Performed.Day.IsExact
        && member.Performed.LastDay.IsExact
        && candidate.Performed.Day.First >= member.Performed.Day.First
        && candidate.Performed.Day.First <= member.Performed.LastDay.Last.AddDays(gapDays);

    private static bool WithinGap(Performed one, Performed other, TimeSpan gap) =>
        one.Start is { } start
        && other.Start is { } otherStart
        && start <= (other.End ?? otherStart) + gap
        && otherStart <= (one.End ?? start) + gap;

    private static ImmutableArray<Intervention> Sorted(IEnumerable<Intervention> interventions) =>
        [
            .. interventions
                .OrderBy(intervention => intervention.Source)
                .ThenBy(intervention => intervention.Kind)
                .ThenBy(intervention => intervention.Performed.Day),
        ];
}
