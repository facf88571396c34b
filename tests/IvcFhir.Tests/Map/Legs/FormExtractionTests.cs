using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Contract;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Tests.Contract;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>
/// A server that extracts Observations from our forms (SDC, observation-based) gives the facts that the answers themselves give.
/// </summary>
public sealed class FormExtractionTests
{
    private const string ObservationExtract = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract";

    [Theory]
    [InlineData("villalta", 12), InlineData("vcss", 10)]
    public void What_is_extracted_from_a_form_is_valid_and_gives_the_facts_of_the_answers(string form, int answers)
    {
        var response = Read($"profiles/examples/QuestionnaireResponse-example-{form}-response.json");
        var extracted = Extract(Read($"profiles/generated/Questionnaire-{form}.json"), response).ToList();
        Assert.Equal(answers, extracted.Count);
        Assert.All(
            extracted,
            observation => Assert.DoesNotContain(Findings(form, observation), finding => finding.Verdict == Verdict.Error)
        );

        var fromAnswers = new Recorded().With(response).Facts();
        var fromObservations = extracted.Aggregate(new Recorded(), (record, observation) => record.With(observation)).Facts();
        Assert.Equal(answers, fromAnswers.Villalta.Sum(Count) + fromAnswers.Vcss.Sum(leg => leg.Grades.Count));
        Assert.Equal(fromAnswers.Villalta.Select(Content), fromObservations.Villalta.Select(Content));
        Assert.Equal(fromAnswers.Vcss.Select(Content), fromObservations.Vcss.Select(Content));
        Assert.Empty(fromObservations.Issues);
    }

    private static int Count(VillaltaAssessment leg) => leg.Grades.Count + (leg.Ulcer is null ? 0 : 1);

    private static string Content(VillaltaAssessment leg) =>
        $"{leg.Leg} {leg.Day} {string.Join(' ', leg.Grades.Select(grade => $"{grade.Key}={grade.Value.Value}"))} {leg.Ulcer?.Value}";

    private static string Content(VcssAssessment leg) =>
        $"{leg.Leg} {leg.Day} {leg.Version} {string.Join(' ', leg.Grades.Select(grade => $"{grade.Key}={grade.Value.Value}"))}";

    private static IReadOnlyList<Finding> Findings(string form, JsonObject observation)
    {
        var kind = observation["code"]!["coding"]![0]!["code"]!.GetValue<string>() == "villalta-ulcer" ? "ulcer" : "item";
        return MutationTests.Validator.Validate(
            new FhirJsonDeserializer().Deserialize<Observation>(observation.ToJsonString()),
            [],
            StudyContract.StructureDefinition($"{form}-{kind}")
        );
    }

    // As the SDC guide says: one Observation for each answer of an item that is marked, and an item whose definition is an element of
    // Observation fills it in each.
    private static IEnumerable<JsonObject> Extract(JsonObject form, JsonObject response)
    {
        var answers = response["item"]!
            .AsArray()
            .ToDictionary(item => item!["linkId"]!.GetValue<string>(), item => item!["answer"]![0]!.AsObject(), StringComparer.Ordinal);
        var items = form["item"]!.AsArray().Select(item => item!.AsObject()).ToList();
        var leg = items.Single(item =>
            item["definition"]?.GetValue<string>().EndsWith("#Observation.bodySite", StringComparison.Ordinal) == true
        );
        foreach (var item in items.Where(IsExtracted))
        {
            var id = item["linkId"]!.GetValue<string>();
            if (!answers.TryGetValue(id, out var answer))
                continue;
            var observation = new JsonObject
            {
                ["resourceType"] = "Observation",
                ["id"] = id,
                ["status"] = "final",
                ["code"] = new JsonObject { ["coding"] = item["code"]!.DeepClone() },
                ["subject"] = response["subject"]!.DeepClone(),
                ["effectiveDateTime"] = response["authored"]!.DeepClone(),
                ["bodySite"] = new JsonObject
                {
                    ["coding"] = new JsonArray(answers[leg["linkId"]!.GetValue<string>()]["valueCoding"]!.DeepClone()),
                },
            };
            var (name, value) = answer.Single();
            observation[name == "valueCoding" ? "valueCodeableConcept" : name] =
                name == "valueCoding" ? new JsonObject { ["coding"] = new JsonArray(value!.DeepClone()) } : value!.DeepClone();
            yield return observation;
        }
    }

    private static bool IsExtracted(JsonObject item) =>
        item["extension"]
            ?.AsArray()
            .Any(extension => extension!["url"]!.GetValue<string>() == ObservationExtract && extension["valueBoolean"]!.GetValue<bool>())
        == true;

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, path)))!.AsObject();
}
