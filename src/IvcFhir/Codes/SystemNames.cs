using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>
/// The spellings under which a code system arrives, as the contract's NamingSystems list them; the preferred one is what the maps use.
/// </summary>
internal sealed partial class SystemNames
{
    /// <summary>Titles by which a site map names a public system, with the address that the maps use.</summary>
    public static readonly FrozenDictionary<string, string> Titles = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CPT"] = "http://www.ama-assn.org/go/cpt",
        ["HCPCS"] = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        ["ICD-10"] = "http://hl7.org/fhir/sid/icd-10",
        ["ICD-10-CM"] = "http://hl7.org/fhir/sid/icd-10-cm",
        ["ICD-10-GM"] = "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
        ["ICD-10-PCS"] = "http://www.cms.gov/Medicare/Coding/ICD10",
        ["LOINC"] = "http://loinc.org",
        ["OPCS-4"] = "https://fhir.hl7.org.uk/Id/opcs-4",
        ["OPS"] = "http://fhir.de/CodeSystem/bfarm/ops",
        ["SNOMED CT"] = "http://snomed.info/sct",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, string> preferredOf = new(StringComparer.OrdinalIgnoreCase);

    public SystemNames()
    {
        foreach (var name in StudyContract.Names("profiles/generated/NamingSystem-"))
        {
            using var system = StudyContract.Read(name)!;
            var ids = system.RootElement.Items("uniqueId").ToList();
            var preferred = ids.First(id => id.Member("preferred") is { ValueKind: JsonValueKind.True }).Text("value")!;
            foreach (var id in ids)
                preferredOf[id.Text("type") == "oid" ? $"urn:oid:{id.Text("value")}" : id.Text("value")!.TrimEnd('/')] = preferred;
        }
    }

    /// <summary>An address of the site's own for a public system.</summary>
    public void Add(string address, string title) =>
        preferredOf[address.Trim().TrimEnd('/')] = preferredOf.GetValueOrDefault(Titles[title], Titles[title]);

    /// <summary>Whether it is a public system, which arrives in several spellings.</summary>
    public bool IsPublic(string system) => preferredOf.ContainsKey(system.Trim().TrimEnd('/'));

    /// <summary>
    /// One spelling for each system and code; codes of ICD and OPCS without the dot and in capitals, as both spellings arrive. Elsewhere
    /// 1.12 and 11.2 are two codes.
    /// </summary>
    public (string System, string Code) Normalise(string system, string code)
    {
        var bare = system.Trim().TrimEnd('/');
        var known = preferredOf.GetValueOrDefault(bare, bare);
        var trimmed = code.Trim();
        return (known, Icd().IsMatch(known) ? trimmed.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() : trimmed);
    }

    /// <summary>A name such as icd-10-cm, icd10data, ICD10 or opcs-4, and not one such as epicdata.</summary>
    [GeneratedRegex("(?<![a-z])(?:icd-?[0-9o]|opcs)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex Icd();
}
