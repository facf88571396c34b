using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>A set of definitions: what there is by address, and each one when it is asked for.</summary>
internal interface IDefinitions // DefinitionArchive, PackageDefinitions
{
    IEnumerable<DefinitionEntry> Entries { get; }

    /// <param name="url">A canonical address without version.</param>
    DefinitionEntry? Find(string url);

    Resource Read(DefinitionEntry entry);
}

/// <summary>What a set tells of a definition without reading it.</summary>
/// <param name="Resource"><c>StructureDefinition</c>, <c>ValueSet</c> or <c>CodeSystem</c>.</param>
/// <param name="Type">Of a StructureDefinition: what it is about; otherwise empty.</param>
/// <param name="Offset">Where it stands in its set.</param>
internal sealed record DefinitionEntry(string Url, string Version, string Resource, string Type, int Offset);
