using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Protocols;

namespace IvcFhir.Report;

/// <summary>
/// Citations as RelatedArtifact. R4 gives MeasureReport no place for them, so they are extensions there; the Measure has them as
/// relatedArtifact.
/// </summary>
internal static class FhirEvidence
{
    /// <summary>What the sources say of each disputed rule, seen from the rules of the study.</summary>
    public static IEnumerable<Extension> OfRules(StudyProtocol rules) =>
        ProtocolEvidence.Points.SelectMany(point =>
            ProtocolEvidence.Of(point, rules).Select(one => Citation(one.Source, $"{point.Id} {TestimonyText.Of(one.Stance)}: {one.Says}"))
        );

    /// <summary>What the sources say of a figure, and the published cohorts that stand beside it.</summary>
    public static IEnumerable<Extension> OfFigure(string figure, IEnumerable<ComparedCohort> context) =>
        [
            .. ProtocolEvidence.Of(figure).Select(one => Citation(one.Source, $"{TestimonyText.Of(one.Stance)}: {one.Says}")),
            .. context
                .Where(compared => compared.Cohort.Figure == figure && compared.Comparison is not null)
                .Select(compared =>
                    Citation(
                        compared.Source,
                        $"{compared.Cohort.Name}: {EvidenceText.Published(compared)}; here "
                            + $"{EvidenceText.Ours(compared)}; {EvidenceText.Reading(compared)}"
                    )
                ),
        ];

    private static Extension Citation(EvidenceSource source, string says) =>
        new(
            StudyContract.StructureDefinition("evidence"),
            new RelatedArtifact
            {
                Type = RelatedArtifact.RelatedArtifactType.Citation,
                Label = source.Id,
                Display = says,
                Citation = source.Citation,
                Url = source.Url?.AbsoluteUri,
            }
        );
}
