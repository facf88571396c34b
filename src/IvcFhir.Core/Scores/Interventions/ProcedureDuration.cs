using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

public abstract record DurationResult
{
    private DurationResult() { }

    /// <param name="Minutes">Above zero.</param>
    public sealed record Measured(decimal Minutes, ImmutableArray<SourceRef> Sources) : DurationResult;

    /// <param name="Missing"><c>start</c>, <c>end</c> or both.</param>
    public sealed record NotMeasured(ImmutableArray<string> Missing) : DurationResult;
}

/// <summary>
/// Duration of the endovascular procedure: from the first start to the last end of the sitting in which the treatment began.
/// A sitting is a chain of interventions of which each starts no later than <see cref="StudyProtocol.SessionGapMinutes"/> after the others
/// ended. An infusion that ran on (longer than <see cref="StudyProtocol.InfusionMinutes"/>) tells nothing of the time on the table and is
/// left out.
/// </summary>
/// <remarks>
/// History: 3 — open where a part of the treatment was set aside; before, the rest was measured. 2 — where the sitting in which the
/// treatment began has no times, a sitting of a later day no longer stands for it. 1 — first version.
/// </remarks>
public static class ProcedureDuration
{
    public const string Rule = "procedure-duration/3";

    public static DurationResult Of(IEnumerable<Intervention> indexTreatment, StudyProtocol protocol)
    {
        var members = indexTreatment.ToList();
        var timed = members
            .Where(intervention => intervention.Performed.Start is not null && !IsInfusion(intervention, protocol))
            .OrderBy(intervention => intervention.Performed.Start)
            .ThenBy(intervention => intervention.Source)
            .ToList();
        var sitting = SittingOf(timed, FirstDay(members, protocol), protocol);
        if (sitting.Count == 0)
            return new DurationResult.NotMeasured(["start", "end"]);
        var start = sitting.Min(intervention => intervention.Performed.Start)!.Value;
        var end = sitting.Max(EndOf);
        // A record that begins when all known ends have passed has an end that nobody wrote down.
        var endIsKnown = end > start && sitting.TrueForAll(intervention => intervention.Performed.Start < end);
        return endIsKnown
            ? new DurationResult.Measured((end!.Value - start).Ticks / (decimal)TimeSpan.TicksPerMinute, [.. sitting.Select(i => i.Source)])
            : new DurationResult.NotMeasured(["end"]);
    }

    // The day on which the treatment began on the table; an infusion that goes on over days may have been started on the ward.
    private static DateOnly? FirstDay(IEnumerable<Intervention> indexTreatment, StudyProtocol protocol) =>
        indexTreatment
            .Where(intervention =>
                protocol.IndexKinds.Contains(intervention.Kind)
                && !IsInfusion(intervention, protocol)
                && !(
                    intervention.Kind == InterventionKind.Thrombolysis
                    && intervention.Performed.LastDay.Last > intervention.Performed.Day.Last
                )
            )
            .Select(intervention => (DateOnly?)intervention.Performed.Day.First)
            .Min();

    private static bool IsInfusion(Intervention intervention, StudyProtocol protocol) =>
        intervention.Kind == InterventionKind.Thrombolysis
        && intervention.Performed is { Start: { } start, End: { } end }
        && end - start > TimeSpan.FromMinutes(protocol.InfusionMinutes);

    private static List<Intervention> SittingOf(List<Intervention> timed, DateOnly? firstDay, StudyProtocol protocol)
    {
        var gap = TimeSpan.FromMinutes(protocol.SessionGapMinutes);
        var chain = new List<Intervention>();
        DateTimeOffset? until = null;
        foreach (var next in timed)
        {
            if (until is not null && next.Performed.Start > until + gap)
            {
                if (chain.Exists(IsTreatment))
                    return chain;
                chain.Clear();
                until = null;
            }

            chain.Add(next);
            var ends = EndOf(next) ?? next.Performed.Start;
            until = until is null || ends > until ? ends : until;
        }

        return chain.Exists(IsTreatment) ? chain : [];

        bool IsTreatment(Intervention intervention) =>
            protocol.IndexKinds.Contains(intervention.Kind) && !(intervention.Performed.Day.First > firstDay);
    }

    private static DateTimeOffset? EndOf(Intervention intervention) =>
        intervention.Performed.End >= intervention.Performed.Start ? intervention.Performed.End : null;
}
