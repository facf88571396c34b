using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Specification.Snapshot;
using IvcFhir.Contract;
using IvcFhir.Profiles;

namespace IvcFhir.Tests.Contract;

/// <summary>Profiles of a few elements, for one kind of rule each. What they do not speak of is as in R4's Observation.</summary>
internal static class Tiny
{
    private static readonly FhirJsonDeserializer Definitions = new(new DeserializerSettings { Validator = null });
    private static readonly DefinitionResolver R4 = new([DefinitionArchive.Open()]);

    public static string Url => StudyContract.StructureDefinition("tiny");

    /// <summary>A profile on Observation: elements as JSON without id and path, by id.</summary>
    public static StructureDefinition Profile(params (string Id, string Json)[] elements)
    {
        var profile = Resource<StructureDefinition>(
            $$$"""
            {"resourceType":"StructureDefinition","id":"tiny","url":"{{{Url}}}","name":"Tiny","status":"active","kind":"resource","abstract":false,"type":"Observation",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","derivation":"constraint",
             "differential":{"element":[{{{string.Join(',', elements.Select(Element))}}}]}}
            """
        );
        new SnapshotGenerator(R4).UpdateAsync(profile).GetAwaiter().GetResult();
        return profile;
    }

    public static T Resource<T>(string json)
        where T : Resource => (T)Definitions.DeserializeResource(json);

    /// <summary>The findings in an Observation, given by what it holds besides status and code.</summary>
    public static string Findings(StructureDefinition profile, string members, params Resource[] more) =>
        string.Join(' ', Judge(profile, members, null, more).Select(Told).Distinct());

    public static IReadOnlyList<Finding> Judge(
        StructureDefinition profile,
        string members,
        TerminologyServer? terminology,
        params Resource[] more
    ) => new ContractValidator(terminology, new GivenDefinitions([profile, .. more])).Validate(Observation(members), [], Url);

    public static Observation Observation(string members) =>
        Resource<Observation>(
            $$$"""{"resourceType":"Observation","status":"final","code":{"text":"x"}{{{(members.Length > 0 ? "," : "")}}}{{{Members(members)}}}}"""
        );

    public static string Told(Finding finding) => $"{Mutation.Told(finding)}@{finding.Location["Observation".Length..].TrimStart('.')}";

    private static string Element((string Id, string Json) element)
    {
        var json = JsonNode.Parse($$"""{{{Members(element.Json)}}}""")!.AsObject();
        json["id"] = element.Id;
        json["path"] = string.Join('.', element.Id.Split('.').Select(part => part.Split(':')[0]));
        json.Remove("base");
        if (element.Id.Split('.')[^1].Split(':') is [_, var slice])
            json["sliceName"] = slice;
        return json.ToJsonString();
    }

    /// <summary>With or without the braces around them.</summary>
    private static string Members(string json) => json.StartsWith('{') ? json[1..^1] : json;
}

/// <summary>Definitions given as resources.</summary>
internal sealed class GivenDefinitions(IReadOnlyList<Resource> resources) : IDefinitions
{
    public IEnumerable<DefinitionEntry> Entries =>
        resources.Select(
            (resource, at) =>
                new DefinitionEntry(
                    ((IConformanceResource)resource).Url!,
                    (resource as IVersionableConformanceResource)?.Version ?? "",
                    resource.TypeName,
                    (resource as StructureDefinition)?.Type ?? "",
                    at
                )
        );

    public DefinitionEntry? Find(string url) => Entries.FirstOrDefault(entry => entry.Url == url);

    public Resource Read(DefinitionEntry entry) => resources[entry.Offset];
}
