using System.Collections.Frozen;
using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>What a code says of an event, before any date is looked at.</summary>
internal enum CodeEffect
{
    /// <summary>Says nothing of an event: a comorbidity, a status, an indication.</summary>
    Ignore,

    /// <summary>Chronic, residual or past: proves the earlier disease and is never an event.</summary>
    Chronic,

    /// <summary>An event by its onset, and no complication by itself: deep vein thrombosis.</summary>
    Thrombosis,

    /// <summary>As <see cref="Thrombosis"/>, and the code itself says that it came again.</summary>
    Recurrence,

    /// <summary>
    /// Pulmonary embolism: an event by its onset; often the disease that was brought along, and a complication where it is new.
    /// </summary>
    Embolism,
    OpensIfNew,
    Opens,
    SevereIfNew,
    Severe,
}

/// <param name="IsProcedural">Only a procedure can cause it.</param>
internal sealed record CodedEvent(CodeEffect Effect, EventTopic Topic, bool IsProcedural);

/// <summary>
/// The effects of <c>profiles/maps/event-effects.json</c>: by system and code, the longest prefix of a family first. A code is never looked
/// up without its system, since the same characters mean other things in ICD-10-CM and ICD-10-GM.
/// </summary>
internal sealed class EventEffects
{
    private readonly SystemNames names;
    private readonly Dictionary<(string System, string Code), CodedEvent> codes = [];
    private readonly Dictionary<(string System, string Prefix), CodedEvent> families = [];
    private readonly CodeList systemicLysis,
        vascular,
        lyticDrug,
        notOfStudy,
        noRetrieval;
    private readonly FrozenSet<string> hemoglobin,
        creatinine,
        freeHemoglobin,
        noTreatment,
        noImage,
        examination,
        none,
        studyWords,
        lyticWords;
    private readonly FrozenDictionary<string, EventGrade> grades;
    private readonly HashSet<string> systems = new(StringComparer.Ordinal);

    private EventEffects(SystemNames names, JsonElement file)
    {
        this.names = names;
        var urls = file.GetProperty("systems").EnumerateObject().ToDictionary(system => system.Name, system => system.Value.GetString()!);
        systems.UnionWith(urls.Values.Select(url => names.Normalise(url, "").System));
        foreach (var row in file.Items("codes"))
        {
            var coded = new CodedEvent(
                StudyCode.Parse<CodeEffect>(row.Text("effect")!)!.Value,
                row.Text("topic") is { } topic ? StudyCode.Parse<EventTopic>(topic)!.Value : EventTopic.Other,
                row.Member("procedural") is { ValueKind: JsonValueKind.True }
            );
            var key = names.Normalise(urls[row.Text("system")!], row.Text("code")!);
            if (key.Code.EndsWith('-'))
                families[(key.System, key.Code[..^1])] = coded;
            else
                codes[key] = coded;
        }

        CodeList ListOf(string member) =>
            new(names, file.GetProperty(member).Items("codes").Select(row => (urls[row.Text("system")!], row.Text("code")!)));
        (systemicLysis, vascular, lyticDrug) = (ListOf("systemicLysis"), ListOf("vascular"), ListOf("lyticDrug"));
        FrozenSet<string> CodesOf(string member) => Texts(file.GetProperty(member), "codes").ToFrozenSet(StringComparer.Ordinal);
        (hemoglobin, creatinine, freeHemoglobin) = (CodesOf("hemoglobin"), CodesOf("creatinine"), CodesOf("freeHemoglobin"));
        FreeHemoglobinOpensAbove = file.GetProperty("freeHemoglobin").GetProperty("opensAboveMilligramsPerLitre").GetDecimal();
        (notOfStudy, noRetrieval) = (ListOf("notOfStudy"), ListOf("noRetrieval"));
        none = Texts(file.GetProperty("none"), "codes").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        studyWords = CodesOf("studyWords");
        lyticWords = Texts(file.GetProperty("lyticDrug"), "words").ToFrozenSet(StringComparer.Ordinal);
        examination = CodesOf("examination");
        noImage = CodesOf("noImage");
        noTreatment = CodesOf("noTreatment");
        var severity = file.GetProperty("severity");
        grades = new[] { EventGrade.NotSevere, EventGrade.Severe, EventGrade.Fatal }
            .SelectMany(grade => Texts(severity, StudyCode.Of(grade)).Select(code => KeyValuePair.Create(code, grade)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static EventEffects Load(SystemNames names)
    {
        using var file = StudyContract.Read("profiles/maps/event-effects.json")!;
        return new(names, file.RootElement);
    }

    /// <summary>Milligrams of free hemoglobin in a litre of plasma, excluded: above it somebody must say how bad it was.</summary>
    public decimal FreeHemoglobinOpensAbove { get; }

    /// <summary>Hemoglobin of the blood.</summary>
    public bool IsHemoglobin(Coding coding) => IsLoinc(coding, hemoglobin);

    public bool IsCreatinine(Coding coding) => IsLoinc(coding, creatinine);

    /// <summary>Hemoglobin that left its cells, in the plasma.</summary>
    public bool IsFreeHemoglobin(Coding coding) => IsLoinc(coding, freeHemoglobin);

    /// <summary>One of the values of the laboratory that bear on complications.</summary>
    public bool IsLaboratory(Coding coding) => IsHemoglobin(coding) || IsCreatinine(coding) || IsFreeHemoglobin(coding);

    private bool IsLoinc(Coding coding, FrozenSet<string> codes) =>
        coding is { System: { } system, Code: { } code }
        && codes.Contains(code)
        && names.Normalise(system, code).System == SystemNames.Titles["LOINC"];

    /// <summary>A category of what treats nothing.</summary>
    public bool IsNoTreatment(Coding category) => category.Code is { } code && noTreatment.Contains(code);

    /// <summary>Whether a code of a drug, or of one on a bill, is that of a thrombolytic; it does not say how it was given.</summary>
    public bool IsLyticDrug(Coding coding) => lyticDrug.Contains(coding);

    /// <summary>Whether a text names a thrombolytic.</summary>
    public bool NamesLyticDrug(string? text) =>
        text is not null && lyticWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text says that there is none of what is asked.</summary>
    public bool IsNone(string? text) => text is not null && none.Contains(text.Trim().TrimEnd('.'));

    /// <summary>Whether a text names something by which an act may be one of the study.</summary>
    public bool NamesStudy(string? text) =>
        text is not null && studyWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>An act on a vessel that treats no vein of the study.</summary>
    public bool IsNotOfStudy(Coding coding) => notOfStudy.Contains(coding);

    /// <summary>An act on a vessel that takes no filter out.</summary>
    public bool IsNoRetrieval(Coding coding) => noRetrieval.Contains(coding);

    /// <summary>A category of Observations that show no vein.</summary>
    public bool IsNoImage(Coding category) => category.Code is { } code && noImage.Contains(code);

    /// <summary>A category of Observations in which somebody examined the patient.</summary>
    public bool IsExamination(Coding category) => category.Code is { } code && examination.Contains(code);

    /// <summary>Whether a code of a public system is of a family of acts on vessels or filters.</summary>
    public bool IsVascular(Coding coding) => vascular.Contains(coding);

    public EventGrade GradeOf(string? severity) => severity is null ? EventGrade.Unstated : grades.GetValueOrDefault(severity);

    /// <summary>Whether a code is of a public system, so that what is not listed is known not to be.</summary>
    public bool IsListedSystem(Coding coding) =>
        coding.System is { } system
        && names.Normalise(system, "").System is var known
        && (systems.Contains(known) || names.IsPublic(known));

    /// <summary>
    /// Null for a code that is not listed. The classification of the WHO is that of which the German one is a modification: what it does
    /// not list itself is read there.
    /// </summary>
    public CodedEvent? Of(Coding coding)
    {
        if (coding.System is null || coding.Code is null)
            return null;
        var key = names.Normalise(coding.System, coding.Code);
        return Of(key) ?? (key.System == SystemNames.Titles["ICD-10"] ? Of((SystemNames.Titles["ICD-10-GM"], key.Code)) : null);
    }

    private CodedEvent? Of((string System, string Code) key) =>
        codes.GetValueOrDefault(key) ?? Longest(key, prefix => families.GetValueOrDefault((key.System, prefix)));

    /// <summary>Whether it is a reason to give a thrombolytic elsewhere than into a deep vein.</summary>
    public bool SpeaksOfSystemicLysis(CodeableConcept? concept) =>
        concept?.Coding.Exists(coding =>
            systemicLysis.Contains(coding)
            || (
                SystemOf(coding) == SystemNames.Titles["ICD-10"]
                && systemicLysis.Contains(new(SystemNames.Titles["ICD-10-GM"], coding.Code))
            )
        ) == true;

    private string? SystemOf(Coding coding) => coding is { System: { } system, Code: not null } ? names.Normalise(system, "").System : null;

    private static IEnumerable<string> Texts(JsonElement element, string member) => element.Items(member).Select(code => code.GetString()!);

    private static T? Longest<T>((string System, string Code) key, Func<string, T?> find)
        where T : class
    {
        for (var length = key.Code.Length; length > 1; length--)
        {
            if (find(key.Code[..length]) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Codes and prefixes of families.</summary>
    private sealed class CodeList
    {
        private readonly SystemNames names;
        private readonly HashSet<(string System, string Code)> codes;
        private readonly HashSet<(string System, string Prefix)> families;

        public CodeList(SystemNames names, IEnumerable<(string System, string Code)> listed)
        {
            this.names = names;
            var all = listed.Select(one => names.Normalise(one.System, one.Code)).ToLookup(key => key.Code.EndsWith('-'));
            codes = [.. all[false]];
            families = [.. all[true].Select(key => (key.System, key.Code[..^1]))];
        }

        public bool Contains(Coding coding)
        {
            if (coding.System is null || coding.Code is null)
                return false;
            var key = names.Normalise(coding.System, coding.Code);
            return codes.Contains(key) || Longest(key, prefix => families.Contains((key.System, prefix)) ? prefix : null) is not null;
        }
    }
}
