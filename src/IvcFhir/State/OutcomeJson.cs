using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IvcFhir.Core;

namespace IvcFhir.State;

/// <summary>Outcomes as the ledger keeps them. The core knows nothing of this: the cases are named here.</summary>
internal static class OutcomeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameCases } },
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The ledger holds an empty value.");

    private static void NameCases(JsonTypeInfo type)
    {
        if (type.Type != typeof(OutcomeValue))
            return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "case" };
        foreach (var nested in typeof(OutcomeValue).GetNestedTypes())
            type.PolymorphismOptions.DerivedTypes.Add(new(nested, nested.Name));
    }
}
