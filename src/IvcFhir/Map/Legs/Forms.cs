using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>
/// What the items of a form ask. A response names only linkIds: their codes stand in the form, which is one of the contract's
/// Questionnaires, or contained in the response; for a form of the site's own, its map explains the linkIds under the address of the form.
/// </summary>
internal sealed class Forms(ConceptIndex concepts)
{
    private readonly Dictionary<(string Form, string LinkId), List<Coding>> published = Published();

    /// <summary>Everything that an item's question means.</summary>
    public IReadOnlyCollection<Meaning> MeaningsOf(QuestionnaireResponse response, string? linkId)
    {
        if (linkId is null)
            return [];
        var codings = CodesOf(response, linkId);
        return [.. codings.SelectMany(coding => concepts.MeaningsOf(coding)).Distinct()];
    }

    /// <summary>The codes of an item's question, its linkId under the address of the form among them.</summary>
    public IEnumerable<Coding> CodesOf(QuestionnaireResponse response, string linkId)
    {
        var form = AddressOf(response);
        var contained = response
            .Contained.OfType<Questionnaire>()
            .SelectMany(questionnaire => All(questionnaire.Item))
            .Where(item => item.LinkId == linkId)
            .SelectMany(item => item.Code);
        return published
            .GetValueOrDefault((form ?? "", linkId), [])
            .Concat(contained)
            .Concat(form is null ? [] : [new Coding(form, linkId)]);
    }

    /// <summary>The address of the form without its version; null when the response names none.</summary>
    public static string? AddressOf(QuestionnaireResponse response) =>
        response.Questionnaire is { Length: > 0 } canonical && canonical[0] != '#' ? canonical.Split('|')[0] : null;

    private static IEnumerable<Questionnaire.ItemComponent> All(IEnumerable<Questionnaire.ItemComponent> items) =>
        items.SelectMany(item => All(item.Item).Prepend(item));

    private static Dictionary<(string, string), List<Coding>> Published()
    {
        var codes = new Dictionary<(string, string), List<Coding>>();
        foreach (var name in StudyContract.Names("profiles/generated/Questionnaire-"))
        {
            using var form = StudyContract.Read(name)!;
            foreach (var item in All(form.RootElement))
                codes[(form.RootElement.Text("url")!, item.Text("linkId")!)] = [.. CodesOf(item)];
        }
        return codes;
    }

    private static IEnumerable<JsonElement> All(JsonElement parent) => parent.Items("item").SelectMany(item => All(item).Prepend(item));

    /// <summary>The item that asks for the leg has no code of its own: what it answers is the body site of the others.</summary>
    private static IEnumerable<Coding> CodesOf(JsonElement item) =>
        item.Text("definition")?.EndsWith("#Observation.bodySite", StringComparison.Ordinal) == true
            ? [new(StudyContract.CodeSystem(StudyCode.SystemOf<ObservationKind>()), StudyCode.Of(ObservationKind.Leg))]
            : item.Items("code").Select(code => new Coding(code.Text("system"), code.Text("code")));
}
