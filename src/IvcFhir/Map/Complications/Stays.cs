using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>
/// What stays and visits say of the diagnoses of a patient: of which stay one is, whether it was there at admission, whether it was the
/// reason for what was done.
/// </summary>
internal sealed class Stays
{
    private static readonly ImmutableHashSet<string> Acute = ["IMP", "ACUTE", "NONAC", "EMER", "OBSENC", "SS"];
    private static readonly ImmutableHashSet<string> Elsewhere = ["AMB", "FLD", "HH", "PRENC", "VR"];
    private static readonly ImmutableHashSet<string> Before = ["AD", "CC", "pre-op", "referral-diagnosis"];
    private static readonly ImmutableHashSet<string> After = ["post-op"];

    /// <summary>R4's ways to leave a stay alive.</summary>
    private static readonly ImmutableHashSet<string> Left =
    [
        "home",
        "alt-home",
        "other-hcf",
        "hosp",
        "long",
        "aadvice",
        "psy",
        "rehab",
        "snf",
    ];

    private readonly Chart chart;
    private readonly ImmutableHashSet<string> acts;
    private readonly Dictionary<string, (SourceRef Source, Encounter Stay)> stayOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Condition, SourceRef Stay), bool> namedBefore = [];
    private readonly Dictionary<string, DateOnly> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), DateOnly> reasonCodes = [];
    private readonly HashSet<string> details = new(StringComparer.Ordinal);
    private readonly ConceptIndex concepts;
    private readonly Lazy<DateOnly?> lastSeen;

    public Stays(Chart chart, ConceptIndex concepts, ImmutableArray<Intervention> interventions)
    {
        (this.chart, this.concepts) = (chart, concepts);
        lastSeen = new(() =>
            chart
                .All<Observation>()
                .Where(entry => UsableObservations.Counts(entry.Resource))
                .Select(entry => FhirTime.Of(entry.Resource.Effective, chart.Zone).Start?.Day.First)
                .Max()
        );
        acts = [.. interventions.SelectMany(one => one.Twins.Prepend(one.Source)).Select(source => source.Reference)];
        foreach (var (source, stay) in chart.All<Encounter>().Where(entry => entry.Resource.Happened()))
        {
            foreach (var diagnosis in stay.Diagnosis.Where(diagnosis => diagnosis.Condition?.Reference is not null))
                Note(source, stay, diagnosis);
        }

        // The stays in which the interventions were done, and the interventions themselves, name what they were done for.
        var days = interventions
            .SelectMany(one => one.Twins.Prepend(one.Source).Select(source => (source, one.Performed.Day.First)))
            .DistinctBy(one => one.source)
            .ToDictionary(one => one.source, one => one.First);
        foreach (var (source, procedure) in chart.All<Procedure>().Where(entry => days.ContainsKey(entry.Source)))
        {
            NoteReasons(procedure.ReasonReference, procedure.ReasonCode, days[source]);
            details.UnionWith(procedure.ComplicationDetail.Select(NameOf).OfType<string>());
            if (chart.Find<Encounter>(procedure.Encounter) is { } found)
                NoteReasons(found.Resource.ReasonReference, found.Resource.ReasonCode, days[source]);
        }
    }

    public bool IsIntervention(ResourceReference? reference) => NameOf(reference) is { } name && acts.Contains(name);

    /// <summary>The days of the stay of which a condition is a diagnosis; null where it names none, or one that cannot be read.</summary>
    public DayInterval? Of(SourceRef source, Condition condition) => Of(StayOf(source, condition)?.Stay);

    public DayInterval? PeriodOf(ResourceReference? encounter) => Of(chart.Find<Encounter>(encounter)?.Resource);

    /// <summary>Whether a stay names the condition as one of its diagnoses.</summary>
    public bool Names(SourceRef source) => stayOf.ContainsKey(source.Reference);

    /// <summary>
    /// Whether the condition is a diagnosis of a stay in hospital or in an emergency room, or of one whose class is not understood.
    /// </summary>
    public bool MayBeAcute(SourceRef source, Condition condition) => StayOf(source, condition) is { } stay && MayBeAcute(stay.Stay);

    /// <summary>A stay in hospital or in an emergency room, or one whose class is not understood.</summary>
    private static bool MayBeAcute(Encounter stay) => !(stay.Class?.Code is { } code && Elsewhere.Contains(code));

    public static bool IsAcute(Encounter stay) => stay.Class?.Code is { } code && Acute.Contains(code);

    /// <summary>
    /// True where it is said to have been there before, false where it is said to have arisen in the stay, null where neither, or both, is
    /// said.
    /// </summary>
    public bool? Named(SourceRef source, Condition condition)
    {
        var own = PresentOnAdmission(condition.Extension);
        // What another stay says of its own beginning says nothing of this one's.
        var said =
            StayOf(source, condition) is { } stay && namedBefore.TryGetValue((source.Reference, stay.Source), out var before)
                ? before
                : (bool?)null;
        var isBefore = own == true || said == true;
        var isAfter = own == false || said == false || details.Contains(source.Reference);
        return isBefore == isAfter ? null : isBefore;
    }

    /// <summary>The first day of an intervention that was done for it, by reference or by its code; null where none was.</summary>
    public DateOnly? ThereBy(SourceRef source, Condition condition) =>
        (condition.Code?.Coding ?? [])
            .Where(coding => coding.Code is not null)
            .Select(coding => reasonCodes.TryGetValue((concepts.SystemOf(coding), coding.Code!), out var day) ? day : (DateOnly?)null)
            .Append(reasons.TryGetValue(source.Reference, out var named) ? named : null)
            .Min();

    /// <summary>
    /// Patients who left a stay as dead, and those of whom the record says how they left it in words that are not understood.
    /// </summary>
    public IEnumerable<ClinicalEvent> Deaths() =>
        from entry in All()
        where entry.Stay.Happened()
        let disposition = entry.Stay.Hospitalization?.DischargeDisposition
        where disposition is not null
        let end = FhirTime.Parse(entry.Stay.Period?.End, chart.Zone)?.Day
        let isDead = disposition.Coding.Exists(coding => coding.Code == "exp")
        // Of somebody who was seen later it contradicts the rest.
        let isSure = isDead && !entry.IsDoubtful && !IsSeenAfter(end)
        where isDead || (!disposition.Coding.Exists(HasLeft) && MayBeAcute(entry.Stay) && !IsSeenAfter(end))
        select new ClinicalEvent(
            entry.Source,
            isSure ? EventEffect.Severe : EventEffect.Opens,
            EventTopic.Other,
            end,
            "Encounter.hospitalization.dischargeDisposition"
        )
        {
            Decides = isSure,
            Stay = Of(entry.Stay),
        };

    /// <summary>Also those under a modifier that is not understood: they may say what they seem to.</summary>
    private IEnumerable<(SourceRef Source, Encounter Stay, bool IsDoubtful)> All() =>
        chart
            .All<Encounter>()
            .Select(entry => (entry.Source, entry.Resource, false))
            .Concat(chart.Doubtful<Encounter>().Select(entry => (entry.Source, entry.Resource, true)));

    /// <summary>Diagnoses of a stay that it names and that are not there to be read.</summary>
    public IEnumerable<ClinicalEvent> Unread() =>
        from entry in All()
        where entry.Stay.Happened() && MayBeAcute(entry.Stay)
        where
            entry.Stay.Diagnosis.Exists(diagnosis =>
                chart.Find<Condition>(diagnosis.Condition) is null && chart.Find<Procedure>(diagnosis.Condition) is null
            )
        select new ClinicalEvent(entry.Source, EventEffect.OpensIfNew, EventTopic.Unstated, null, "Encounter.diagnosis.condition")
        {
            Stay = Of(entry.Stay),
            Decides = false,
        };

    private bool IsSeenAfter(DayInterval? end) => lastSeen.Value > end?.Last;

    /// <summary>Home, another hospital, and the like; of the two digits of American bills all but those that say dead.</summary>
    private static bool HasLeft(Coding coding) =>
        coding.Code is { } code
        && (
            Left.Contains(code)
            || (
                coding.System?.Contains("nubc.org", StringComparison.OrdinalIgnoreCase) == true
                && code is not ("20" or "40" or "41" or "42")
            )
        );

    private (SourceRef Source, Encounter Stay)? StayOf(SourceRef source, Condition condition) =>
        chart.Find<Encounter>(condition.Encounter) ?? (stayOf.TryGetValue(source.Reference, out var found) ? found : null);

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
            namedBefore[(name, source)] = said;
        else if (uses.Exists(After.Contains))
            namedBefore[(name, source)] = false;
        else if (uses.Exists(Before.Contains))
            namedBefore[(name, source)] = true;
    }

    private void NoteReasons(List<ResourceReference> references, List<CodeableConcept> codes, DateOnly day)
    {
        foreach (var name in references.Select(NameOf).OfType<string>())
            reasons[name] = Earlier(reasons.TryGetValue(name, out var known) ? known : day);
        foreach (
            var key in codes
                .SelectMany(code => code.Coding)
                .Where(coding => coding.Code is not null)
                .Select(coding => (concepts.SystemOf(coding), coding.Code!))
        )
            reasonCodes[key] = Earlier(reasonCodes.TryGetValue(key, out var known) ? known : day);

        DateOnly Earlier(DateOnly known) => known < day ? known : day;
    }

    /// <summary>The indicator Y or N of United States claims, wherever a site keeps it; U, W and 1 say nothing.</summary>
    private static bool? PresentOnAdmission(List<Extension> extensions) =>
        extensions
            .Where(extension => extension.Url?.Contains("PresentOnAdmission", StringComparison.OrdinalIgnoreCase) == true)
            .Select(extension =>
                extension.Value switch
                {
                    CodeableConcept concept => concept.Coding.Select(coding => coding.Code).FirstOrDefault(),
                    Coding coding => coding.Code,
                    Code code => code.Value,
                    FhirString text => text.Value,
                    _ => null,
                }
            )
            .Select(code =>
                code switch
                {
                    "Y" => true,
                    "N" => false,
                    _ => (bool?)null,
                }
            )
            .FirstOrDefault(said => said is not null);

    private static string? NameOf(ResourceReference? reference) =>
        reference?.Reference is { } text ? References.WithoutVersion(text) : null;
}
