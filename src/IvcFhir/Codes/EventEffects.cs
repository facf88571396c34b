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

    /// <summary>As <see cref="Thrombosis"/>: pulmonary embolism.</summary>
    Embolism,
    OpensIfNew,
    Opens,
    SevereIfNew,
    Severe,
}

/// <param name="IsProcedural">Only a procedure can cause it.</param>
internal sealed record CodedEvent(CodeEffect Effect, EventTopic Topic, bool IsProcedural);

/// <summary>
/// The effects of <c>profiles/maps/event-effects.json</c>: by system and code, the longest prefix of a family first. A code is never looked up without its system, since the same
/// characters mean other things in ICD-10-CM and ICD-10-GM.
/// </summary>
internal sealed class EventEffects
{
    private readonly SystemNames names;
    private readonly Dictionary<(string System, string Code), CodedEvent> codes = [];
    private readonly Dictionary<(string System, string Prefix), CodedEvent> families = [];
    private readonly HashSet<(string System, string Code)> systemicLysis = [];
    private readonly HashSet<(string System, string Prefix)> systemicLysisFamilies = [];
    private readonly HashSet<string> systems = new(StringComparer.Ordinal);

    private EventEffects(SystemNames names) => this.names = names;

    public static EventEffects Load(SystemNames names)
    {
        using var file = StudyContract.Read("profiles/maps/event-effects.json")!;
        var root = file.RootElement;
        var effects = new EventEffects(names);
        var urls = root.GetProperty("systems").EnumerateObject().ToDictionary(system => system.Name, system => system.Value.GetString()!);
        effects.systems.UnionWith(urls.Values.Select(url => names.Normalise(url, "").System));
        foreach (var row in root.Items("codes"))
        {
            var coded = new CodedEvent(
                StudyCode.Parse<CodeEffect>(row.Text("effect")!)!.Value, row.Text("topic") is { } topic ? StudyCode.Parse<EventTopic>(topic)!.Value : EventTopic.Other,
                row.Member("procedural") is { ValueKind: JsonValueKind.True });
            effects.Add(urls[row.Text("system")!], row.Text("code")!, key => effects.codes[key] = coded, key => effects.families[key] = coded);
        }

        foreach (var row in root.GetProperty("systemicLysis").Items("codes"))
            effects.Add(urls[row.Text("system")!], row.Text("code")!, key => effects.systemicLysis.Add(key), key => effects.systemicLysisFamilies.Add(key));
        return effects;
    }

    /// <summary>Whether a code is of a public system, so that what is not listed is known not to be.</summary>
    public bool IsListedSystem(Coding coding) =>
        coding.System is { } system && names.Normalise(system, "").System is var known && (systems.Contains(known) || names.IsPublic(known));

    /// <summary>Null for a code that is not listed.</summary>
    public CodedEvent? Of(Coding coding)
    {
        if (coding.System is null || coding.Code is null)
            return null;
        var key = names.Normalise(coding.System, coding.Code);
        return codes.GetValueOrDefault(key) ?? Longest(key, prefix => families.GetValueOrDefault((key.System, prefix)));
    }

    /// <summary>Whether it is a reason to give a thrombolytic elsewhere than into a deep vein.</summary>
    public bool SpeaksOfSystemicLysis(CodeableConcept? concept) => concept is not null && concept.Coding.Exists(coding =>
    {
        if (coding.System is null || coding.Code is null)
            return false;
        var key = names.Normalise(coding.System, coding.Code);
        return systemicLysis.Contains(key) || Longest(key, prefix => systemicLysisFamilies.Contains((key.System, prefix)) ? key.System : null) is not null;
    });

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

    private void Add(string system, string code, Action<(string, string)> addCode, Action<(string, string)> addFamily)
    {
        var key = names.Normalise(system, code);
        if (key.Code.EndsWith('-'))
            addFamily((key.System, key.Code[..^1]));
        else
            addCode(key);
    }
}
