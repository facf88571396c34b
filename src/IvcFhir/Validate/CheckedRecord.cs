using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Validate;

/// <summary>A resource that the FHIR model accepts.</summary>
internal readonly record struct CheckedResource(SourceRef Source, Resource Resource);

/// <summary>A patient's record without what cannot be used; each thing set aside is an issue.</summary>
/// <param name="Resources">What may be used.</param>
/// <param name="Doubtful">What can be read and stands under a modifier that nobody here understands: it may mean something else, so that it
/// answers nothing and leaves open what it would have answered.</param>
internal sealed record CheckedRecord(
    string Site,
    string Patient,
    ImmutableArray<CheckedResource> Resources,
    ImmutableArray<CheckedResource> Doubtful,
    ImmutableArray<DataIssue> Issues
)
{
    /// <summary>Whether more of the patient may have stood where the input is cut short.</summary>
    public bool IsCutShort { get; init; }
}
