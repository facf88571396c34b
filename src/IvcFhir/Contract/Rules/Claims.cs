using System.Globalization;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using IvcFhir.Profiles;
using FhirCanonical = Firely.Fhir.Validation.Canonical;

namespace IvcFhir.Contract;

/// <summary>
/// What a resource and those within it say of themselves by address: the profiles that they claim and the extensions that they carry. Which
/// of them can be applied is decided here, before Firely meets them: it throws where an extension's url names a profile for something else,
/// and ends a resource's verdict at an unknown profile.
/// </summary>
/// <param name="demanded">A profile that the caller demands; null for none.</param>
internal sealed class Claims(DefinitionResolver definitions, DefinitionEntry? demanded)
{
    private const string ProfilePlace = ".meta.profile";

    /// <summary>The claims that cannot be applied, as findings.</summary>
    public IEnumerable<Finding> Findings(Resource resource)
    {
        var found = new List<Finding>();
        if (demanded is not null && demanded.Type != resource.TypeName && resource is not Bundle)
            found.Add(Claim(FindingCode.ProfileOfOtherType, Verdict.Error, resource.TypeName));
        Read(resource, resource.TypeName, found);
        return found;
    }

    /// <summary>The profiles by which Firely judges the resource at that place.</summary>
    public FhirCanonical[] Usable(string location, FhirCanonical[] stated, PocoNode node)
    {
        var usable = stated
            .Select(one => $"{one}")
            .Where(url => definitions.Find(url) is { } entry && IsFor(entry, node.Poco.TypeName))
            .Select(Canonicals.WithoutVersion);
        return
        [
            .. (IsDemanded(location, node) ? usable.Append(demanded!.Url) : usable)
                .Distinct(StringComparer.Ordinal)
                .Select(url => new FhirCanonical(url)),
        ];
    }

    /// <summary>What Firely does with an extension: judges it by its definition, tells that there is none, or leaves it alone.</summary>
    public ExtensionUrlHandling Extension(FhirCanonical? url) =>
        url is null || definitions.Find($"{url}") is { Type: not "Extension" } ? ExtensionUrlHandling.DontResolve
        : IsOurs($"{url}") ? ExtensionUrlHandling.ErrorIfMissing
        : ExtensionUrlHandling.WarnIfMissing;

    /// <summary>What is demanded of a Bundle, and is no profile for Bundles, is demanded of its entries.</summary>
    private bool IsDemanded(string location, PocoNode node) =>
        demanded is not null
        && IsFor(demanded, node.Poco.TypeName)
        && (!location.Contains('.', StringComparison.Ordinal) || (demanded.Type != "Bundle" && IsEntry(location)));

    private static bool IsEntry(string location) =>
        location.StartsWith("Bundle.entry[", StringComparison.Ordinal)
        && (location.EndsWith("].resource", StringComparison.Ordinal) || location.EndsWith("].resource[0]", StringComparison.Ordinal))
        && location.Count(c => c == '.') == 2;

    private void Read(Base element, string location, List<Finding> found)
    {
        if (element is Resource resource)
            ReadProfiles(resource, location, found);
        if (element is Extension extension && definitions.Find(extension.Url ?? "") is { Type: not "Extension" })
            found.Add(new(FindingCode.ExtensionUnknown, Verdict.Error, location, "extension", AcceptableForScoring: true));
        foreach (var (name, value) in element.EnumerateElements())
        {
            if (value is IReadOnlyList<Base> list)
            {
                for (var i = 0; i < list.Count; i++)
                    Read(list[i], string.Create(CultureInfo.InvariantCulture, $"{location}.{name}[{i}]"), found);
            }
            else if (value is Base single)
            {
                Read(single, $"{location}.{name}", found);
            }
        }
    }

    private void ReadProfiles(Resource resource, string location, List<Finding> found)
    {
        if (demanded is not null && demanded.Type is not "Bundle" && IsEntry(location) && demanded.Type != resource.TypeName)
            found.Add(Claim(FindingCode.ProfileOfOtherType, Verdict.Error, location));
        foreach (var url in resource.Meta?.Profile.OfType<string>() ?? [])
        {
            if (definitions.Find(url) is not { Resource: "StructureDefinition" } entry)
                found.Add(
                    IsOurs(url)
                        ? Claim(FindingCode.ProfileUnknown, Verdict.Error, location + ProfilePlace)
                        : Claim(FindingCode.ProfileNotOurs, Verdict.CouldNotCheck, location + ProfilePlace)
                );
            else if (!IsFor(entry, resource.TypeName))
                found.Add(Claim(FindingCode.ProfileOfOtherType, Verdict.Error, location));
            else if (Canonicals.AsksForAnother(url, entry.Version))
                found.Add(Claim(FindingCode.ProfileOfOtherVersion, Verdict.CouldNotCheck, location + ProfilePlace));
        }
    }

    private static bool IsFor(DefinitionEntry entry, string type) =>
        entry.Resource == "StructureDefinition" && (entry.Type == type || entry.Type is "Resource" or "DomainResource");

    private static bool IsOurs(string url) => url.StartsWith(StudyContract.Base, StringComparison.Ordinal);

    private static Finding Claim(FindingCode code, Verdict verdict, string location) =>
        new(code, verdict, location, "meta.profile", AcceptableForScoring: true);
}
