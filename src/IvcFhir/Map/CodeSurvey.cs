using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

internal enum SightingKind
{
    /// <summary>A code that no map knows.</summary>
    Unmapped,

    /// <summary>A code that only corroboration makes count.</summary>
    Ambiguous,

    /// <summary>A text where a code was expected. The text itself is never carried: free text has held patients' data.</summary>
    Text,

    /// <summary>A unit that is no UCUM unit the program reads.</summary>
    Unit,
}

/// <param name="System">Null for a coding without one. Of a text: the system of the question that it answers.</param>
/// <param name="Element">Type and element: <c>Procedure.code</c>.</param>
/// <param name="Needs">Of an ambiguous code: the corroboration that it needs.</param>
internal sealed record Sighting(SightingKind Kind, string? System, string Code, string Element, Corroboration? Needs = null);

/// <summary>
/// What is not understood of a resource, code by code. Body sites, values and outcomes are looked at only where the resource itself is
/// understood; routine Observations (vital signs, laboratory, social history) only on request.
/// </summary>
internal sealed class CodeSurvey(ConceptIndex concepts, bool all)
{
    private static readonly string[] Routine = ["vital-signs", "laboratory", "social-history"];

    private readonly BodySites sites = new(concepts);
    private readonly Forms forms = new(concepts);

    public IEnumerable<Sighting> Of(Resource resource) =>
        resource switch
        {
            Procedure procedure => OfProcedure(procedure),
            Condition condition => In("Condition.code", condition.Code)
                .Concat(IsUnderstood(condition.Code) ? condition.BodySite.SelectMany(site => OfSite("Condition.bodySite", site)) : []),
            Device device => In("Device.type", device.Type),
            Observation observation => OfObservation(observation),
            DiagnosticReport report => In("DiagnosticReport.code", report.Code)
                .Concat(report.ConclusionCode.SelectMany(code => In("DiagnosticReport.conclusionCode", code))),
            AdverseEvent adverse => In("AdverseEvent.event", adverse.Event),
            QuestionnaireResponse response => OfItems(response, response.Item),
            _ => [],
        };

    private IEnumerable<Sighting> OfProcedure(Procedure procedure) =>
        In("Procedure.code", procedure.Code)
            .Concat(
                !IsUnderstood(procedure.Code)
                    ? []
                    :
                    [
                        .. procedure.BodySite.SelectMany(site => OfSite("Procedure.bodySite", site)),
                        .. In("Procedure.outcome", procedure.Outcome),
                        .. In("Procedure.statusReason", procedure.StatusReason),
                        .. procedure.UsedCode.SelectMany(used => In("Procedure.usedCode", used)),
                        .. procedure.Complication.SelectMany(complication => In("Procedure.complication", complication)),
                    ]
            );

    private IEnumerable<Sighting> OfObservation(Observation observation)
    {
        if (!IsUnderstood(observation.Code))
            return all || !observation.Category.SelectMany(category => category.Coding).Any(coding => Routine.Contains(coding.Code))
                ? In("Observation.code", observation.Code)
                : [];
        if (!concepts.MeaningsOf(observation.Code).Any(IsRead))
            return [];
        return In("Observation.code", observation.Code)
            .Concat(In("Observation.method", observation.Method))
            .Concat(OfSite("Observation.bodySite", observation.BodySite))
            .Concat(OfValue("Observation.value", observation.Code, observation.Value))
            .Concat(
                observation.Component.SelectMany(component =>
                    (sites.SitesOf(component.Code).Any() ? [] : In("Observation.component.code", component.Code)).Concat(
                        OfValue("Observation.component.value", component.Code, component.Value)
                    )
                )
            );
    }

    private IEnumerable<Sighting> OfItems(QuestionnaireResponse response, List<QuestionnaireResponse.ItemComponent> items) =>
        items.SelectMany(item =>
        {
            var codings = forms.CodesOf(response, item.LinkId ?? "").ToList();
            var known = codings.Exists(concepts.Knows);
            IEnumerable<Sighting> own =
                item.Answer.Count == 0 ? []
                : known
                    ? item.Answer.SelectMany(answer =>
                        OfValue("QuestionnaireResponse.item.answer.value", new() { Coding = codings }, answer.Value)
                    )
                : [new(SightingKind.Unmapped, Forms.AddressOf(response), item.LinkId ?? "", "QuestionnaireResponse.item")];
            return own.Concat(OfItems(response, item.Item)).Concat(item.Answer.SelectMany(answer => OfItems(response, answer.Item)));
        });

    private IEnumerable<Sighting> OfValue(string element, CodeableConcept question, DataType? value)
    {
        // The coding that is understood names the question; another beside it may be anything.
        var (system, code) = question.Coding.Find(concepts.Knows) is { Code: { } asked } coding ? (coding.System, asked) : (null, "");
        return value switch
        {
            CodeableConcept concept when Values.Grade(concepts, concept).Grade is null && sites.SidesOf(concept).IsEmpty => In(
                element,
                concept,
                (system, code)
            ),
            Coding answer when Values.Grade(concepts, answer).Grade is null && sites.SidesOf(answer).IsEmpty => In(
                element,
                new() { Coding = [answer] },
                (system, code)
            ),
            FhirString { Value: { } text } when concepts.MeaningsOf(text).IsEmpty => [new(SightingKind.Text, system, code, element)],
            Quantity quantity when !Units.IsRead(concepts, quantity) =>
            [
                new(SightingKind.Unit, quantity.System, quantity.Code ?? quantity.Unit ?? "", element),
            ],
            _ => [],
        };
    }

    private IEnumerable<Sighting> OfSite(string element, CodeableConcept? site) =>
        sites.SitesOf(site).Any() || !sites.SidesOf(site).IsEmpty ? [] : In(element, site);

    private IEnumerable<Sighting> In(string element, CodeableConcept? concept, (string? System, string Code) question = default)
    {
        if (concept is null || concepts.Ignores(concept.Text))
            return [];
        if (!IsUnderstood(concept))
        {
            return concept.Coding.Count > 0
                    ? concept.Coding.Select(coding => new Sighting(SightingKind.Unmapped, coding.System, coding.Code ?? "", element))
                : concept.Text is null ? []
                : [new(SightingKind.Text, question.System, question.Code ?? "", element)];
        }
        var proven = concepts
            .MeaningsOf(concept)
            .Where(meaning => meaning.Strength != Strength.Candidate)
            .Select(meaning => meaning.System)
            .ToHashSet(StringComparer.Ordinal);
        return from coding in concept.Coding
            from meaning in concepts.MeaningsOf(coding)
            where
                meaning.Strength == Strength.Candidate
                && !proven.Contains(meaning.System)
                && (!IsOfSite(meaning) || element.EndsWith("bodySite", StringComparison.Ordinal))
            select new Sighting(SightingKind.Ambiguous, coding.System, coding.Code ?? "", element, meaning.Needs);
    }

    private bool IsUnderstood(CodeableConcept? concept) =>
        concept is not null
        && (
            concept.Coding.Exists(coding => concepts.Knows(coding) || concepts.Events.Of(coding) is not null)
            || !concepts.MeaningsOf(concept.Text).IsEmpty
        );

    /// <summary>What a procedure code says of the vein in passing is no question of its own.</summary>
    private static bool IsOfSite(Meaning meaning) =>
        meaning.As<Core.Facts.VeinSegment>() is not null || meaning.As<Core.Facts.Side>() is not null;

    private static bool IsRead(Meaning meaning) =>
        meaning.System == StudyCode.SystemOf<ObservationKind>()
        || meaning.As<Core.Facts.VillaltaItem>() is not null
        || meaning.As<Core.Facts.VcssItem>() is not null;
}
