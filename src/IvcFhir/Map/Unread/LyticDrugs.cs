using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Thrombolytics that were billed or given with no lysis recorded.</summary>
internal sealed class LyticDrugs(ConceptIndex concepts)
{
    /// <summary>
    /// A thrombolytic that was billed or given in the days of a treatment of a vein, with no lysis recorded then: it may have been given
    /// through a catheter into the vein. Beside a lysis it is that one's drug; elsewhere it cleared a line, or was given for another
    /// disease.
    /// </summary>
    public IEnumerable<Unread> Of(Chart chart, PatientFacts facts)
    {
        ImmutableArray<Intervention> treatments =
        [
            .. facts.Interventions.Where(one => one.Kind is InterventionKind.Thrombectomy or InterventionKind.Thrombolysis),
        ];
        if (treatments.IsEmpty)
            return [];
        var systemic = new SystemicLysis(chart, concepts);
        var billed =
            from entry in chart.All<Procedure>()
            where
                entry.Resource.MayHaveHappened()
                && (entry.Resource.Code?.Coding ?? []).Exists(concepts.Events.IsLyticDrug)
                && !systemic.IsReason(entry.Resource)
            select (entry.Source, Day: UnreadProcedures.DayOf(chart, entry.Resource), Element: "Procedure.code");
        var given =
            from entry in chart.All<MedicationAdministration>().Concat(chart.Doubtful<MedicationAdministration>())
            where
                entry.Resource.MayHaveHappened()
                && IsLytic(chart, entry.Resource.Medication)
                && !systemic.IsReason(entry.Resource.ReasonCode, entry.Resource.ReasonReference)
            select (entry.Source, Day: chart.DaysOf(entry.Resource.Effective), Element: "MedicationAdministration.medication");
        return from drug in billed.Concat(given)
            where
                treatments.Any(one => IsNear(one, drug.Day))
                && !treatments.Any(one => one.Kind == InterventionKind.Thrombolysis && IsNear(one, drug.Day))
            select new Unread(drug.Source, UnreadKind.Intervention, drug.Day, drug.Element)
            {
                CouldBe = [InterventionKind.Thrombolysis],
                Issue = IssueCode.UnknownCode,
            };
    }

    private bool IsLytic(Chart chart, DataType? medication) =>
        (medication as CodeableConcept ?? (chart.Find<Medication>(medication as ResourceReference)?.Resource.Code)) is { } drug
        && (
            drug.Coding.Exists(coding => concepts.Events.IsLyticDrug(coding) || concepts.Events.NamesLyticDrug(coding.Display))
            || concepts.Events.NamesLyticDrug(drug.Text)
        );

    // Counted, because the ends of an unknown day are those of the calendar.
    private static bool IsNear(Intervention treatment, DayInterval? day) =>
        day is not { } on
        || (
            on.First.DayNumber <= treatment.Performed.LastDay.Last.DayNumber + DaysOfTreatment
            && on.Last.DayNumber >= treatment.Performed.Day.First.DayNumber - 1
        );

    /// <summary>A lysis goes on for some days after the thrombectomy.</summary>
    private const int DaysOfTreatment = 7;
}
