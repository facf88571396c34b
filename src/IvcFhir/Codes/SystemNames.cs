using System.Text.Json;
using System.Text.RegularExpressions;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>The spellings under which a code system arrives, as the contract's NamingSystems list them; the preferred one is what the maps use.</summary>
internal sealed partial class SystemNames
{
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

    /// <summary>Whether it is a public system, which arrives in several spellings.</summary>
    public bool IsPublic(string system) => preferredOf.ContainsKey(system.Trim().TrimEnd('/'));

    /// <summary>One spelling for each system and code; ICD codes without the dot and in capitals, as both spellings arrive. Elsewhere 1.12 and 11.2 are two codes.</summary>
    public (string System, string Code) Normalise(string system, string code)
    {
        var bare = system.Trim().TrimEnd('/');
        var known = preferredOf.GetValueOrDefault(bare, bare);
        var trimmed = code.Trim();
        return (known, Icd().IsMatch(known) ? trimmed.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() : trimmed);
    }

    /// <summary>A name such as icd-10-cm, icd10data or ICD10, and not one such as epicdata.</summary>
    [GeneratedRegex("(?<![a-z])icd-?[0-9o]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Icd();
}
