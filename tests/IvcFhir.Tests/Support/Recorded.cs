using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Pull;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Support;

/// <summary>
/// A patient's record from short JSON. <c>Type/id {members}</c>: the type and id are given beside the members, subject and usual status are
/// filled in, and <c>study:system#code</c>, <c>sct:code</c>, <c>cpt:code</c> … in place of a CodeableConcept or Coding stand for the whole
/// of it.
/// </summary>
internal sealed partial class Recorded
{
    private readonly List<JsonObject> resources = [];
    private SiteMap? map;
    private StudyProtocol protocol = StudyProtocol.Default;

    public Recorded With(string reference, string members)
    {
        var resource = (JsonObject)
            JsonNode.Parse(
                $"{{{Expand(members)}}}",
                documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            )!;
        var (type, id) = (reference.Split('/')[0], reference.Split('/')[1]);
        resource["resourceType"] = type;
        resource["id"] = id;
        if (type is not ("Patient" or "Device" or "Encounter"))
            resource.TryAdd("subject", new JsonObject { ["reference"] = "Patient/p" });
        if (Status(type) is { } status)
            resource.TryAdd("status", status);
        if (type is "Observation")
            resource.TryAdd("effectiveDateTime", "2019-03-04");
        foreach (var absent in resource.Where(member => member.Value is null).Select(member => member.Key).ToList())
            resource.Remove(absent);
        resources.Add(resource);
        return this;
    }

    /// <summary>A whole resource as it is.</summary>
    public Recorded With(JsonObject resource)
    {
        resources.Add((JsonObject)resource.DeepClone());
        return this;
    }

    public Recorded MappedBy(SiteMap site)
    {
        map = site;
        return this;
    }

    public Recorded MappedBy(string siteMap)
    {
        using var document = JsonDocument.Parse(siteMap);
        return MappedBy(new SiteMapReader("test").Read(document.RootElement));
    }

    public Recorded InZone(string zone)
    {
        protocol = protocol with { TimeZone = zone };
        return this;
    }

    /// <param name="zone">The site's zone; null: the protocol's.</param>
    public PatientFacts Facts(string? zone = null) => new RecordMapper(ConceptIndex.Load(map), protocol, zone).Map(Checked());

    public CheckedRecord Checked() =>
        new RecordValidator().Check(new("test", "Patient/p", [.. resources.Select(Raw).OrderBy(raw => raw.Source)], []));

    public static Sourced<T> At<T>(T value, string source) => new(value, new(source));

    public static DayInterval Day(string day) => DayInterval.On(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static RawResource Raw(JsonObject resource)
    {
        var json = JsonSerializer.SerializeToElement(resource);
        return RawResources.From(json)!;
    }

    private static string? Status(string type) =>
        type switch
        {
            "Observation" or "DiagnosticReport" => "final",
            "Procedure" or "QuestionnaireResponse" => "completed",
            "DeviceUseStatement" => "active",
            _ => null,
        };

    private static string Expand(string members) =>
        Concept()
            .Replace(
                members,
                match =>
                {
                    var coding =
                        match.Groups["system"].Value == "study"
                            ? $$"""{"system":"{{StudyContract.CodeSystem(match.Groups["code"].Value.Split('#')[0])}}","code":"{{match.Groups["code"].Value.Split('#')[1]}}"}"""
                            : $$"""{"system":"{{Systems[match.Groups["system"].Value]}}","code":"{{match.Groups["code"].Value}}"}""";
                    return match.Groups["coding"].Success ? coding : $$"""{"coding":[{{coding}}]}""";
                }
            );

    private static readonly Dictionary<string, string> Systems = new(StringComparer.Ordinal)
    {
        ["sct"] = "http://snomed.info/sct",
        ["cpt"] = "http://www.ama-assn.org/go/cpt",
        ["pcs"] = "http://www.cms.gov/Medicare/Coding/ICD10",
        ["icd"] = "http://hl7.org/fhir/sid/icd-10-cm",
        ["loinc"] = "http://loinc.org",
        ["local"] = "urn:oid:1.2.999.1",
    };

    /// <summary><c>"sct:1"</c> is a concept, <c>"=sct:1"</c> a coding.</summary>
    [GeneratedRegex(
        """
            "(?<coding>=)?(?<system>study|sct|cpt|pcs|icd|loinc|local):(?<code>[^"\s]+)"
            """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Concept();
}
