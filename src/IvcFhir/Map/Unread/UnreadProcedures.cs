using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Procedures that are, or may be, interventions of the study and could not be used: set aside, or of a code that no map knows at a site
/// that may be a vein of the study.
/// </summary>
internal sealed class UnreadProcedures(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public IEnumerable<Unread> Of(Chart chart, PatientFacts facts)
    {
        var taken = facts.Interventions.SelectMany(one => one.Twins.Prepend(one.Source)).ToHashSet();
        return chart
            .All<Procedure>()
            .Where(entry => !taken.Contains(entry.Source) && entry.Resource.MayHaveHappened() && !chart.IsRuledOut(entry.Source))
            .Concat(chart.Doubtful<Procedure>())
            .Select(entry => OfProcedure(chart, entry.Source, entry.Resource))
            .OfType<Unread>();
    }

    /// <summary>Its own day, else the days of its stay; null when neither is known.</summary>
    public static DayInterval? DayOf(Chart chart, Procedure procedure) =>
        chart.DaysOf(procedure.Performed)
        ?? (chart.Find<Encounter>(procedure.Encounter) is { Resource: { } stay } && stay.Happened() ? chart.DaysOf(stay.Period) : null);

    private Unread? OfProcedure(Chart chart, SourceRef source, Procedure procedure)
    {
        var meanings = concepts
            .MeaningsOf(procedure.Code)
            .Concat((procedure.Code?.Coding ?? []).SelectMany(coding => concepts.BehindModifiers(coding)))
            .ToList();
        ImmutableArray<VeinSite> veins =
        [
            .. sites.SitesOf(procedure.BodySite).Concat(sites.ImpliedBy(procedure.Code)).Distinct().Order(VeinSiteOrder.Instance),
        ];
        var excluded = meanings
            .Where(meaning => meaning.Strength == Strength.Excludes)
            .Select(meaning => meaning.As<InterventionKind>())
            .ToHashSet();
        var kinds = meanings
            .Where(meaning => meaning.Strength != Strength.Excludes)
            .Select(meaning => meaning.As<InterventionKind>())
            .OfType<InterventionKind>()
            .Where(kind => !excluded.Contains(kind))
            .Distinct()
            .Order()
            .ToImmutableArray();
        // A code that proves nothing alone, at a site that is known to be no vein of the study, is not what is looked for.
        if (
            !kinds.IsEmpty
            && !veins.Any(BodySites.IsDeep)
            && (!veins.IsEmpty || sites.AreOfAnotherPart(procedure.BodySite))
            && !meanings.Exists(meaning => meaning.Strength == Strength.Proves && meaning.As<InterventionKind>() is not null)
        )
            return null;
        if (!kinds.IsEmpty)
            return new(source, UnreadKind.Intervention, DayOf(chart, procedure)) { CouldBe = kinds, Sites = veins };
        if (TakesFilterOut(chart, procedure))
            return new(source, UnreadKind.Intervention, DayOf(chart, procedure), "Procedure.focalDevice")
            {
                CouldBe = [InterventionKind.FilterRetrieval],
                Sites = veins,
                Issue = IssueCode.UnknownCode,
            };
        if ((procedure.Code?.Coding ?? []).Exists(concepts.Events.IsNotOfStudy))
            return null;
        if (
            meanings.Count > 0
            || (procedure.Code?.Coding ?? []).Exists(IsKnown)
            || concepts.Ignores(procedure.Code?.Text)
            || !MayBeOfStudy(procedure, veins)
        )
            return null;
        return new(source, UnreadKind.Procedure, DayOf(chart, procedure), "Procedure.code")
        {
            Issue = IssueCode.UnknownCode,
            Sites = veins,
            CouldBe = procedure.Code?.Coding.Exists(concepts.Events.IsNoRetrieval) == true ? s_butRetrieval : [],
        };
    }

    private static readonly ImmutableArray<InterventionKind> s_butRetrieval =
    [
        .. Enum.GetValues<InterventionKind>().Where(kind => kind != InterventionKind.FilterRetrieval),
    ];

    /// <summary>Whatever its code: it says that a filter, or a device of which nothing else is known, was explanted.</summary>
    private bool TakesFilterOut(Chart chart, Procedure procedure) =>
        procedure.FocalDevice.Exists(device =>
            device.Action?.Coding.Exists(action => action.Code == "explanted") == true
            && (
                chart.Find<Device>(device.Manipulated) is not { } found
                || concepts.Find<DeviceKind>(found.Resource.Type) == DeviceKind.Filter
            )
        );

    private bool IsKnown(Coding coding) => concepts.Knows(coding) || concepts.Events.Of(coding) is not null;

    /// <summary>
    /// By its family, where a public system sorts it into one; else by its site and category. A site that nobody knows may be a vein of the
    /// study.
    /// </summary>
    private bool MayBeOfStudy(Procedure procedure, ImmutableArray<VeinSite> veins)
    {
        var codings = procedure.Code?.Coding.Where(coding => coding.Code is not null).ToList() ?? [];
        if (codings.Exists(concepts.Events.IsVascular))
            return true;
        var isPublic = codings.Exists(concepts.Events.IsListedSystem);
        if (!isPublic && (procedure.Category?.Coding ?? []).Exists(concepts.Events.IsNoTreatment))
            return false;
        if (
            codings.Exists(coding => concepts.Events.NamesStudy(coding.Display))
            || concepts.Events.NamesStudy(procedure.Code?.Text)
            || veins.Any(BodySites.IsDeep)
        )
            return true;
        return !isPublic
            && veins.IsEmpty
            && !sites.AreOfAnotherPart(procedure.BodySite)
            && (
                sites.AreRegion(procedure.BodySite)
                || !procedure.BodySite.Exists(site => site.Coding.Exists(concepts.Events.IsListedSystem))
            );
    }
}
