using System.Collections.Immutable;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate;

/// <summary>A profile as rules.</summary>
/// <param name="Type">The FHIR type that it is about.</param>
/// <param name="Contexts">For an extension: the elements that may carry it. Empty means that the definition does not say.</param>
internal sealed record CompiledProfile(string Url, string? Version, string Type, ElementShape Shape, ImmutableArray<string> Contexts, RuleSource Source);
