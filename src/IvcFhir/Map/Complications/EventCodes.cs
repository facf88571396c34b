using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>What the codings of a concept say of an event, taken together.</summary>
internal sealed record EventCode(EventEffect Effect, EventTopic Topic, bool IsProcedural)
{
    public bool IsUnlisted => ReferenceEquals(this, EventCodes.Own) || ReferenceEquals(this, EventCodes.Public);
}

/// <summary>Concepts and grades → what they say of an event, before any date is looked at.</summary>
internal sealed class EventCodes(ConceptIndex concepts)
{
    /// <summary>What no list names, in words or a code of the site's own: it may be anything that is new.</summary>
    public static readonly EventCode Own = new(EventEffect.OpensIfNew, EventTopic.Unstated, IsProcedural: false);

    /// <summary>A code of SNOMED CT that no list names.</summary>
    public static readonly EventCode Public = new(EventEffect.OpensIfNew, EventTopic.Unstated, IsProcedural: false);

    /// <summary>
    /// The gravest of what the codings say; a chronic or past one decides against all others. Null for what says nothing of an event.
    /// </summary>
    public EventCode? EventOf(CodeableConcept? concept, bool unknownOpens = false)
    {
        if (concept is null)
            return null;
        // The site has looked at it, and says that it is none.
        if (concepts.Ignores(concept.Text) || concept.Coding.Exists(concepts.IsNotUsed))
            return null;
        var listed = concept.Coding.Select(concepts.Events.Of).OfType<CodedEvent>().ToList();
        if (listed.Exists(one => one.Effect == CodeEffect.Chronic))
            return null;
        if (listed.MaxBy(one => (one.Effect, one.Topic != EventTopic.Other)) is { } gravest)
            return gravest.Effect == CodeEffect.Ignore ? null : new(EffectOf(gravest.Effect), TopicOf(gravest), gravest.IsProcedural);
        if (concept.Coding.Exists(concepts.Knows) || !concepts.MeaningsOf(concept.Text).IsEmpty)
            return null;
        if (unknownOpens || !concept.Coding.Exists(concepts.Events.IsListedSystem))
            return Own;
        return concept.Coding.Exists(coding => concepts.SystemOf(coding) == SystemNames.Titles["SNOMED CT"]) ? Public : null;
    }

    public static EventEffect EffectOf(CodeEffect effect) =>
        effect switch
        {
            CodeEffect.Severe => EventEffect.Severe,
            CodeEffect.SevereIfNew => EventEffect.SevereIfNew,
            CodeEffect.Opens => EventEffect.Opens,
            CodeEffect.OpensIfNew or CodeEffect.Embolism => EventEffect.OpensIfNew,
            _ => EventEffect.None,
        };

    private static EventTopic TopicOf(CodedEvent coded) =>
        coded.Effect switch
        {
            CodeEffect.Thrombosis or CodeEffect.Recurrence => EventTopic.DeepVeinThrombosis,
            CodeEffect.Embolism => EventTopic.PulmonaryEmbolism,
            _ => coded.Topic,
        };

    public EventGrade GradeOf(CodeableConcept? severity) =>
        concepts.Events.GradeOf(severity?.Coding.Select(coding => coding.Code).FirstOrDefault());

    /// <summary>Seriousness, severity and outcome together; where they contradict each other nothing is said.</summary>
    public EventGrade GradeOf(AdverseEvent adverse)
    {
        static string? CodeOf(CodeableConcept? concept) =>
            concept?.Coding.Select(coding => coding.Code?.ToUpperInvariant()).FirstOrDefault();
        if (CodeOf(adverse.Outcome) == "FATAL")
            return EventGrade.Fatal;
        var severity = GradeOf(adverse.Severity);
        return (CodeOf(adverse.Seriousness), severity, CodeOf(adverse.Outcome)) switch
        {
            ("SERIOUS", EventGrade.NotSevere, _) or ("NON-SERIOUS", EventGrade.Severe, _) or ("NON-SERIOUS", _, "RESOLVEDWITHSEQUELAE") =>
                EventGrade.Unstated,
            ("SERIOUS", _, _) => EventGrade.Severe,
            ("NON-SERIOUS", _, _) => EventGrade.NotSevere,
            (_, _, "RESOLVEDWITHSEQUELAE") when severity == EventGrade.NotSevere => EventGrade.Unstated,
            _ => severity,
        };
    }
}
