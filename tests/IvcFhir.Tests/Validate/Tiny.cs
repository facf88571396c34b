using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Profiles;
using IvcFhir.Validate;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Tests.Validate;

/// <summary>Profiles of a few elements, for one kind of rule each.</summary>
internal static class Tiny
{
    private static readonly FhirJsonDeserializer Definitions = new(new DeserializerSettings { Validator = null });

    public static string Url => StudyContract.StructureDefinition("tiny");

    /// <summary>A profile on Observation: its root, and elements as JSON without id and path, by id.</summary>
    public static StructureDefinition Profile(params (string Id, string Json)[] elements)
    {
        var all = elements.Select(element => $$$"""{"id":"{{{element.Id}}}","path":"{{{Path(element.Id)}}}",{{{Members(element.Json)}}}}""").Prepend("""{"id":"Observation","path":"Observation","min":0,"max":"*"}""");
        return (StructureDefinition)Definitions.DeserializeResource($$$"""
            {"resourceType":"StructureDefinition","id":"tiny","url":"{{{Url}}}","name":"Tiny","status":"active","kind":"resource","abstract":false,"type":"Observation",
             "snapshot":{"element":[{{{string.Join(',', all)}}}]}}
            """);
    }

    public static T Resource<T>(string json)
        where T : Resource => (T)Definitions.DeserializeResource(json);

    /// <summary>The findings in an Observation, given by what it holds besides status and code.</summary>
    public static string Findings(StructureDefinition profile, string members, params Resource[] more) =>
        string.Join(' ', Judge(profile, members, null, more).Select(Told));

    public static IReadOnlyList<Finding> Judge(StructureDefinition profile, string members, TerminologyServer? terminology, params Resource[] more) =>
        new ProfileValidator(new(new GivenDefinitions([profile, .. more])), terminology).Validate(Observation(members), Url);

    public static Observation Observation(string members) =>
        Resource<Observation>($$$"""{"resourceType":"Observation","status":"final","code":{"text":"x"}{{{(members.Length > 0 ? "," : "")}}}{{{Members(members)}}}}""");

    public static string Told(Finding finding) => $"{Mutation.Told(finding)}@{finding.Location["Observation".Length..].TrimStart('.')}";

    /// <summary>With or without the braces around them.</summary>
    private static string Members(string json) => json.StartsWith('{') ? json[1..^1] : json;

    private static string Path(string id) => string.Join('.', id.Split('.').Select(part => part.Split(':')[0]));
}
