using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Complications that a Condition, a Procedure or an AdverseEvent names, without a grade. A code of a general kind (bleeding) counts only
/// after an intervention of the study.
/// </summary>
internal sealed class NamedComplications(ConceptIndex concepts, int periproceduralDays)
{
    public IEnumerable<Complication> Map(Chart chart, ImmutableArray<Intervention> interventions, DeviceResolver devices) =>
        OfConditions(chart, interventions)
            .Concat(OfEvents(chart, interventions))
            .Concat(OfProcedures(chart, interventions, devices))
            .DistinctBy(complication => (complication.Kind, complication.Day));

    private IEnumerable<Complication> OfConditions(Chart chart, ImmutableArray<Intervention> interventions) =>
        chart
            .All<Condition>()
            .Where(entry =>
                DiagnosisMapper.IsHeld(entry.Resource)
                && (KindOf(entry.Resource.Code).Kind is null || DiagnosisMapper.IsConfirmed(chart, entry.Source, entry.Resource))
            )
            .Select(entry =>
                Named(
                    chart,
                    entry.Source,
                    "Condition.code",
                    entry.Resource.Code,
                    DiagnosisMapper.DayOf(chart, entry.Resource),
                    interventions
                )
            )
            .OfType<Complication>();

    private IEnumerable<Complication> OfEvents(Chart chart, ImmutableArray<Intervention> interventions) =>
        chart
            .All<AdverseEvent>()
            .Where(entry => entry.Resource.Happened())
            .Select(entry =>
                Named(
                    chart,
                    entry.Source,
                    "AdverseEvent.event",
                    entry.Resource.Event,
                    FhirTime.Parse(entry.Resource.Date ?? entry.Resource.Detected, chart.Zone)?.Day,
                    interventions
                )
            )
            .OfType<Complication>();

    /// <summary>What an intervention names as its complication happened with it, and to its filter.</summary>
    private IEnumerable<Complication> OfProcedures(Chart chart, ImmutableArray<Intervention> interventions, DeviceResolver devices)
    {
        foreach (var (source, procedure) in chart.All<Procedure>())
        {
            if (
                procedure.Complication.Count == 0
                || interventions.FirstOrDefault(one => one.Source == source || one.Twins.Contains(source)) is not { } intervention
            )
                continue;
            var day = intervention.Performed.Day;
            var hasFilter = IsOfFilter(intervention.Kind) || devices.Uses(procedure, intervention.Kind, day);
            foreach (var complication in procedure.Complication)
            {
                var (kind, needs) = KindOf(complication);
                if (
                    kind is { } known
                    && (needs is null or Corroboration.Intervention || (needs == Corroboration.FilterDevice && hasFilter))
                )
                    yield return new(source, known, new(day.First, intervention.Performed.LastDay.Last), null);
                else if (!concepts.Ignores(complication.Text))
                    chart.Report(kind is null ? IssueCode.UnknownCode : IssueCode.AmbiguousCode, source, "Procedure.complication");
            }
        }
    }

    private Complication? Named(
        Chart chart,
        SourceRef source,
        string element,
        CodeableConcept? code,
        DayInterval? on,
        ImmutableArray<Intervention> interventions
    )
    {
        var (kind, needs) = KindOf(code);
        if (kind is not { } known)
            return null;
        if (on is not { } day)
        {
            chart.Report(IssueCode.DateMissing, source, element);
            return null;
        }
        // Bleeding is common; without an intervention before it, it is no complication and nothing to review.
        if (needs == Corroboration.Intervention && !interventions.Any(one => Follows(day, one.Performed)))
            return null;
        if (needs is null or Corroboration.Intervention)
            return new(source, known, day, null);
        chart.Report(IssueCode.AmbiguousCode, source, element);
        return null;
    }

    /// <summary>Whether a day may lie in the periprocedural window; both ends are included.</summary>
    private bool Follows(DayInterval day, Performed performed) =>
        day.Last >= performed.Day.First && day.First <= performed.LastDay.Last.AddDays(periproceduralDays);

    private (ComplicationKind? Kind, Corroboration? Needs) KindOf(CodeableConcept? code)
    {
        var meanings = concepts.MeaningsOf(code);
        if (ConceptIndex.Single<ComplicationKind>(meanings) is { } proven)
            return (proven, null);
        var candidate = meanings.FirstOrDefault(meaning =>
            meaning.Strength == Strength.Candidate && meaning.As<ComplicationKind>() is not null
        );
        return candidate.Code is null ? (null, null) : (candidate.As<ComplicationKind>(), candidate.Needs);
    }

    private static bool IsOfFilter(InterventionKind kind) =>
        kind is InterventionKind.FilterPlacement or InterventionKind.FilterRetrieval or InterventionKind.FilterRepositioning;
}
