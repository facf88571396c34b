using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>What stays and visits say of the diagnoses of a patient: of which stay one is, whether it was there at admission, whether it was the reason for what was done.</summary>
internal sealed class Stays
{
    private static readonly ImmutableHashSet<string> Acute = ["IMP", "ACUTE", "NONAC", "EMER", "OBSENC", "SS"];
    private static readonly ImmutableHashSet<string> Before = ["AD", "CC", "pre-op", "referral-diagnosis"];
    private static readonly ImmutableHashSet<string> After = ["post-op"];

    /// <summary>R4's ways to leave a stay alive.</summary>
    private static readonly ImmutableHashSet<string> Left = ["home", "alt-home", "other-hcf", "hosp", "long", "aadvice", "psy", "rehab", "snf"];

    private readonly Chart chart;
    private readonly ImmutableHashSet<string> acts;
    private readonly Dictionary<string, (SourceRef Source, Encounter Stay)> stayOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> namedBefore = new(StringComparer.Ordinal);
    private readonly HashSet<string> reasons = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> reasonCodes = [];
    private readonly HashSet<string> details = new(StringComparer.Ordinal);
    private readonly ConceptIndex concepts;
    private readonly Lazy<DateOnly?> lastSeen;

    public Stays(Chart chart, ConceptIndex concepts, ImmutableArray<Intervention> interventions)
    {
        (this.chart, this.concepts) = (chart, concepts);
        lastSeen = new(() => chart.All<Observation>().Select(entry => FhirTime.Of(entry.Resource.Effective, chart.Zone).Start?.Day.First).Max());
        acts = [.. interventions.SelectMany(one => one.Twins.Prepend(one.Source)).Select(source => source.Reference)];
        foreach (var (source, stay) in chart.All<Encounter>().Where(entry => entry.Resource.Happened()))
        {
            foreach (var diagnosis in stay.Diagnosis.Where(diagnosis => diagnosis.Condition?.Reference is not null))
                Note(source, stay, diagnosis);
        }

        // The stays in which the interventions were done, and the interventions themselves, name what they were done for.
        var own = chart.All<Procedure>().Where(entry => acts.Contains(entry.Source.Reference)).ToList();
        foreach (var (_, procedure) in own)
        {
            NoteReasons(procedure.ReasonReference, procedure.ReasonCode);
            details.UnionWith(procedure.ComplicationDetail.Select(NameOf).OfType<string>());
            if (chart.Find<Encounter>(procedure.Encounter) is { } found)
                NoteReasons(found.Resource.ReasonReference, found.Resource.ReasonCode);
        }
    }

    public bool IsIntervention(ResourceReference? reference) => NameOf(reference) is { } name && acts.Contains(name);

    /// <summary>The days of the stay of which a condition is a diagnosis; null where it names none, or one that cannot be read.</summary>
    public DayInterval? Of(SourceRef source, Condition condition) => Of(EncounterOf(source, condition));

    public DayInterval? PeriodOf(ResourceReference? encounter) => Of(chart.Find<Encounter>(encounter)?.Resource);

    /// <summary>Whether the condition is a diagnosis of a stay in hospital or in an emergency room.</summary>
    public bool IsAcute(SourceRef source, Condition condition) => EncounterOf(source, condition) is { } stay && IsAcute(stay);

    public static bool IsAcute(Encounter stay) => stay.Class?.Code is { } code && Acute.Contains(code);

    /// <summary>True where it is said to have been there before, false where it is said to have arisen in the stay, null where neither, or both, is said.</summary>
    public bool? Named(SourceRef source, Condition condition)
    {
        var own = PresentOnAdmission(condition.Extension);
        var before = own == true || namedBefore.GetValueOrDefault(source.Reference);
        var after = own == false || (namedBefore.TryGetValue(source.Reference, out var said) && !said) || details.Contains(source.Reference);
        return before == after ? null : before;
    }

    /// <summary>Whether the treatment was done for it.</summary>
    public bool IsReason(SourceRef source, Condition condition) => reasons.Contains(source.Reference) || (condition.Code?.Coding ?? []).Exists(IsReason);

    /// <summary>Patients who left a stay as dead, and those of whom the record says how they left it in words that are not understood.</summary>
    public IEnumerable<ClinicalEvent> Deaths() => from entry in chart.All<Encounter>()
                                                  where entry.Resource.Happened() && IsAcute(entry.Resource)
                                                  let disposition = entry.Resource.Hospitalization?.DischargeDisposition
                                                  where disposition is not null && !disposition.Coding.Exists(HasLeft)
                                                  let isDead = disposition.Coding.Exists(coding => coding.Code == "exp")
                                                  let end = FhirTime.Parse(entry.Resource.Period?.End, chart.Zone)?.Day
                                                  where isDead || !IsSeenAfter(end)
                                                  select new ClinicalEvent(entry.Source, isDead ? EventEffect.Severe : EventEffect.Opens, EventTopic.Other, end, "Encounter.hospitalization.dischargeDisposition")
                                                  {
                                                      Decides = isDead,
                                                      Stay = Of(entry.Resource),
                                                  };

    /// <summary>Diagnoses of a stay that it names and that are not there to be read.</summary>
    public IEnumerable<ClinicalEvent> Unread() => from entry in chart.All<Encounter>()
                                                  where entry.Resource.Happened() && IsAcute(entry.Resource)
                                                  where entry.Resource.Diagnosis.Exists(diagnosis => chart.Find<Condition>(diagnosis.Condition) is null && chart.Find<Procedure>(diagnosis.Condition) is null)
                                                  select new ClinicalEvent(entry.Source, EventEffect.OpensIfNew, EventTopic.Other, null, "Encounter.diagnosis.condition") { Stay = Of(entry.Resource), Decides = false };

    private bool IsSeenAfter(DayInterval? end) => lastSeen.Value > end?.Last;

    /// <summary>Home, another hospital, and the like; of the two digits of American bills all but those that say dead.</summary>
    private static bool HasLeft(Coding coding) => coding.Code is { } code
        && (Left.Contains(code) || (coding.System?.Contains("nubc.org", StringComparison.OrdinalIgnoreCase) == true && code is not ("20" or "40" or "41" or "42")));

    private bool IsReason(Coding coding) => coding.Code is { } code && reasonCodes.Contains((concepts.SystemOf(coding), code));

    private Encounter? EncounterOf(SourceRef source, Condition condition) =>
        chart.Find<Encounter>(condition.Encounter)?.Resource ?? (stayOf.TryGetValue(source.Reference, out var found) ? found.Stay : null);

    private DayInterval? Of(Encounter? stay)
    {
        if (stay is null || chart.DaysOf(stay.Period) is not { } days)
            return null;
        return stay.Period!.End is null && stay.Status != Encounter.EncounterStatus.Finished ? new(days.First, DateOnly.MaxValue) : days;
    }

    private void Note(SourceRef source, Encounter stay, Encounter.DiagnosisComponent diagnosis)
    {
        var name = NameOf(diagnosis.Condition)!;
        stayOf.TryAdd(name, (source, stay));
        var uses = diagnosis.Use?.Coding.Select(coding => coding.Code).OfType<string>().ToList() ?? [];
        if (PresentOnAdmission(diagnosis.Extension) is { } said)
            namedBefore[name] = said;
        else if (uses.Exists(After.Contains))
            namedBefore[name] = false;
        else if (uses.Exists(Before.Contains))
            namedBefore[name] = true;
    }

    private void NoteReasons(List<ResourceReference> references, List<CodeableConcept> codes)
    {
        reasons.UnionWith(references.Select(NameOf).OfType<string>());
        reasonCodes.UnionWith(codes.SelectMany(code => code.Coding).Where(coding => coding.Code is not null).Select(coding => (concepts.SystemOf(coding), coding.Code!)));
    }

    /// <summary>The indicator Y or N of United States claims, wherever a site keeps it; U, W and 1 say nothing.</summary>
    private static bool? PresentOnAdmission(List<Extension> extensions) => extensions
        .Where(extension => extension.Url?.Contains("PresentOnAdmission", StringComparison.OrdinalIgnoreCase) == true)
        .Select(extension => extension.Value switch
        {
            CodeableConcept concept => concept.Coding.Select(coding => coding.Code).FirstOrDefault(),
            Coding coding => coding.Code,
            Code code => code.Value,
            FhirString text => text.Value,
            _ => null,
        })
        .Select(code => code switch
        {
            "Y" => true,
            "N" => false,
            _ => (bool?)null,
        })
        .FirstOrDefault(said => said is not null);

    private static string? NameOf(ResourceReference? reference) => reference?.Reference is { } text ? References.WithoutVersion(text) : null;
}
