using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Technical success as the study defines it: what the protocol names of the index treatment was completed, by default thrombectomy and thrombolysis both (clinical 5.7, study.md).
/// There is no threshold of residual stenosis in it. A treatment that is not recorded was not completed.
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class TechnicalSuccess
{
    public const string Rule = "technical-success/1";

    public static bool Of(IReadOnlyCollection<Intervention> indexTreatment, StudyProtocol protocol) =>
        protocol.SuccessKinds.All(kind => Completed(indexTreatment, kind));

    // One completed record is enough: a stopped first attempt may be followed by a completed second one.
    private static bool Completed(IEnumerable<Intervention> interventions, InterventionKind kind) =>
        interventions.Any(intervention => intervention.Kind == kind
            && intervention.Result is (InterventionResult.Completed or InterventionResult.Successful or InterventionResult.PartiallySuccessful));
}
