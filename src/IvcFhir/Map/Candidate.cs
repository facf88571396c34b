using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>A procedure that a code takes for an intervention, and what it still needs to count.</summary>
/// <param name="Needs">Null when the code proves the intervention.</param>
internal sealed record Candidate(Procedure Procedure, Intervention Intervention, ImmutableHashSet<Corroboration> Needs);
