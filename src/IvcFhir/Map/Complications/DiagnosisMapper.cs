using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Conditions → diagnoses, one for each side that the code or the body site names.</summary>
internal sealed class DiagnosisMapper(ConceptIndex concepts)
{
    private static readonly ImmutableHashSet<string> Withdrawn = ["entered-in-error", "refuted"];

    private readonly BodySites sites = new(concepts);

    public ImmutableArray<Diagnosis> Map(Chart chart) =>
        [
            .. from entry in chart.All<Condition>()
            where IsHeld(entry.Resource)
            let kind = KindOf(chart, entry.Source, entry.Resource)
            where kind is not null && IsConfirmed(chart, entry.Source, entry.Resource)
            from side in SidesOf(entry.Resource, kind.Value)
            select new Diagnosis(entry.Source, kind.Value, side, DayOf(chart, entry.Resource))
            {
                Onset = FhirTime.Of(entry.Resource.Onset, chart.Zone).Start?.Day,
                IsRecurrence = (entry.Resource.Code?.Coding ?? []).Exists(coding =>
                    concepts.Events.Of(coding) is { Effect: CodeEffect.Recurrence }
                ),
                IsChronic =
                    Certainties.Of(entry.Resource) == Certainty.Past
                    || (entry.Resource.Code?.Coding ?? []).Exists(coding => concepts.Events.Of(coding) is { Effect: CodeEffect.Chronic }),
            },
        ];

    /// <summary>Whether the site stands by a condition.</summary>
    public static bool IsHeld(Condition condition) =>
        !Withdrawn.Overlaps(condition.VerificationStatus?.Coding.Select(coding => coding.Code).OfType<string>() ?? []);

    /// <summary>
    /// Whether the verification status, where one is given, says that the condition was confirmed: a thrombosis counts when it was
    /// objectively shown (clinical 1.4). Provisional, differential and unconfirmed conditions wait; in words of the site's own the status
    /// may say that it was refuted.
    /// </summary>
    public static bool IsConfirmed(Chart chart, SourceRef source, Condition condition)
    {
        if (condition.VerificationStatus is not { } status || status.Coding.Exists(coding => coding.Code == "confirmed"))
            return true;
        chart.Report(IssueCode.StatusNotUsable, source, "Condition.verificationStatus");
        return false;
    }

    /// <summary>Onset, or the day on which it was recorded; null when neither is known.</summary>
    public static DayInterval? DayOf(Chart chart, Condition condition) =>
        FhirTime.Of(condition.Onset, chart.Zone).Start?.Day ?? FhirTime.Parse(condition.RecordedDate, chart.Zone)?.Day;

    /// <summary>What the code proves; a code that may be it counts when the body site says so, otherwise it goes to review.</summary>
    private DiagnosisKind? KindOf(Chart chart, SourceRef source, Condition condition)
    {
        var meanings = concepts.MeaningsOf(condition.Code);
        if (ConceptIndex.Single<DiagnosisKind>(meanings) is { } proven)
            return proven;
        if (
            meanings.FirstOrDefault(meaning => meaning.Strength == Strength.Candidate && meaning.As<DiagnosisKind>() is not null)
            is not { Code: not null } candidate
        )
            return null;
        if (
            candidate.Needs == Corroboration.CavalSite
            && sites.SitesOf(condition.BodySite).Concat(sites.SitesIn(condition.Code?.Text)).Contains(VeinSite.Ivc)
        )
            return candidate.As<DiagnosisKind>();
        chart.Report(IssueCode.AmbiguousCode, source, "Condition.code");
        return null;
    }

    private IEnumerable<Side> SidesOf(Condition condition, DiagnosisKind kind)
    {
        if (kind is DiagnosisKind.IvcThrombosis or DiagnosisKind.PulmonaryEmbolism)
            return [Side.NotApplicable];
        var sides = sites
            .SidesOf(condition.Code)
            .Concat(condition.BodySite.SelectMany(site => sites.SidesOf(site)))
            .Distinct()
            .Order()
            .ToList();
        return sides.Count == 0 ? [Side.Unstated] : sides;
    }
}
