using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.State;

/// <summary>Outcomes and facts as the ledger keeps them. The core knows nothing of this: the cases are named here.</summary>
internal static class OutcomeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameCases } },
        Converters = { new JsonStringEnumConverter(), new Days() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The ledger holds an empty value.");

    private static void NameCases(JsonTypeInfo type)
    {
        if (type.Type != typeof(OutcomeValue) && type.Type != typeof(FilterFinding))
            return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "case" };
        foreach (var nested in type.Type.GetNestedTypes())
            type.PolymorphismOptions.DerivedTypes.Add(new(nested, nested.Name));
    }

    /// <summary>The serializer makes structs without their constructor, and an interval of days has no other way in.</summary>
    private sealed class Days : JsonConverter<DayInterval>
    {
        public override DayInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var ends = JsonSerializer.Deserialize<Ends>(ref reader, options) ?? throw new JsonException("An interval of days is empty.");
            return new(ends.First, ends.Last);
        }

        public override void Write(Utf8JsonWriter writer, DayInterval value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Ends(value.First, value.Last), options);
    }

    private sealed record Ends(DateOnly First, DateOnly Last);
}
