using System.IO.Compression;
using System.Xml;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir.R4;

/// <summary>
/// Where definitions come from: HL7's <c>specification.zip</c> for FHIR R4 (4.0.1), one Bundle a file, and the contract's folder, one a
/// file.
/// </summary>
internal static class Specification
{
    /// <summary>
    /// All types, resources, extensions and profiles of the standard, and the code systems and value sets to which they bind.
    /// </summary>
    private static readonly string[] Bundles =
    [
        "profiles-types.xml",
        "profiles-resources.xml",
        "profiles-others.xml",
        "extension-definitions.xml",
        "valuesets.xml",
        "v2-tables.xml",
        "v3-codesystems.xml",
    ];

    private static readonly FhirXmlDeserializer Xml = new(new DeserializerSettings { Validator = null });
    private static readonly FhirJsonDeserializer Json = new(new DeserializerSettings { Validator = null });

    public static IEnumerable<Resource> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        foreach (var name in Bundles)
        {
            var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"The specification has no {name}.");
            foreach (var resource in Entries(entry).Where(IsDefinition))
                yield return resource;
        }
    }

    public static IEnumerable<Resource> Of(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => Json.DeserializeResource(File.ReadAllText(file)))
            .Where(IsDefinition);

    private static bool IsDefinition(Resource resource) => resource is StructureDefinition or ValueSet or CodeSystem;

    private static List<Resource> Entries(ZipArchiveEntry entry)
    {
        using var reader = XmlReader.Create(entry.Open());
        Xml.TryDeserializeResource(reader, out var bundle, out _); // Some of HL7's own texts break R4's rules for texts.
        return ((Bundle)bundle!).Entry.ConvertAll(one => one.Resource!);
    }
}
