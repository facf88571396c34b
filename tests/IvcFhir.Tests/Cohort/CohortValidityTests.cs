using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Cohort;

public sealed class CohortValidityTests
{
    private static readonly JsonSerializerOptions Strict = new JsonSerializerOptions()
        .ForFhir(ModelInfo.ModelInspector)
        .UsingMode(DeserializationMode.Strict);

    /// <summary>
    /// The SDK's model validation is on while it parses: unknown elements, wrong types, missing required ones, bad codes.
    /// </summary>
    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Every_resource_is_valid_FHIR_R4(Centre centre) =>
        Assert.All(
            SyntheticCohort.Resources(centre),
            resource => Assert.Equal(resource["id"]!.GetValue<string>(), resource.Deserialize<Resource>(Strict)!.Id)
        );
}
