using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir;

/// <summary>
/// The SDK's readers and writers of R4. Not by its <c>ModelInfo</c>, as its own are made: that makes every search parameter of FHIR when it
/// is first touched, which takes a quarter of a second of compiling and is of no use here.
/// </summary>
internal static class FhirModel
{
#pragma warning disable CS0618 // it points to ModelInfo
    private static readonly ModelInspector Inspector = ModelInspector.ForAssembly(typeof(Patient).Assembly);
#pragma warning restore CS0618

    public static BaseFhirJsonSerializer Serializer { get; } = new(Inspector);

    public static BaseFhirJsonDeserializer Deserializer() => new(Inspector);

    /// <summary>What the SDK knows of a type; null where R4 has none of that name, in whatever letters.</summary>
    public static ClassMapping? TypeNamed(string name) => Inspector.FindClassMapping(name);
}
