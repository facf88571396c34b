using System.Text.Json;
using Hl7.Fhir.Introspection;

namespace IvcFhir.Gate;

/// <summary>
/// Names of elements in other letters than FHIR's (<c>Status</c>, <c>deceaseddatetime</c>). FHIR knows no such names, the
/// SDK takes some for the elements and drops others, and the gate takes none: nobody knows what is meant, and where both stand, which.
/// </summary>
internal static class Misspelt
{
    /// <summary>Each by its key and by the path of the element that it resembles, as the SDK writes paths.</summary>
    public static List<(string Key, string Path)> In(ReadOnlySpan<byte> utf8)
    {
        var found = new List<(string, string)>();
        var reader = new Utf8JsonReader(utf8);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                Walk(ref reader, ResourceAt(reader), null, found);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is no JSON, or no text, is told by whoever reads it.
        }
        return found;
    }

    private static void Walk(ref Utf8JsonReader reader, ClassMapping? type, string? path, List<(string, string)> found)
    {
        path ??= type?.Name ?? "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var name = key.TrimStart('_');
            var element = name.Length == 0 || type is null ? null : ElementOf(type, name);
            var below = element is null ? "" : $"{path}.{element.Name}";
            var isSpelt = element is null || IsSpelt(element, name);
            if (!isSpelt)
                found.Add((key, below));
            reader.Read();
            if (element is null || !isSpelt || key.Length != name.Length)
                reader.Skip();
            else if (reader.TokenType == JsonTokenType.StartObject)
                Walk(ref reader, TypeOf(element, name, reader), below, found);
            else if (reader.TokenType == JsonTokenType.StartArray)
                WalkAll(ref reader, element, name, below, found);
        }
    }

    private static void WalkAll(ref Utf8JsonReader reader, PropertyMapping element, string name, string path, List<(string, string)> found)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                Walk(ref reader, TypeOf(element, name, reader), string.Create(null, $"{path}[{index}]"), found);
            else
                reader.Skip();
        }
    }

    /// <summary>The element of that name, else the one that it resembles; null where there is neither.</summary>
    private static PropertyMapping? ElementOf(ClassMapping type, string name) =>
        type.FindMappedElementByName(name)
        ?? type.FindMappedElementByChoiceName(name)
        ?? type.PropertyMappings.FirstOrDefault(element =>
            element.Choice == ChoiceType.DatatypeChoice
                ? name.StartsWith(element.Name, StringComparison.OrdinalIgnoreCase)
                    && FhirModel.TypeNamed(name[element.Name.Length..]) is not null
                : string.Equals(name, element.Name, StringComparison.OrdinalIgnoreCase)
        );

    private static ClassMapping? TypeOf(PropertyMapping element, string name, Utf8JsonReader at) =>
        element.Choice == ChoiceType.DatatypeChoice ? FhirModel.TypeNamed(name[element.Name.Length..])
        : element.Choice == ChoiceType.ResourceChoice ? ResourceAt(at)
        : element.PropertyTypeMapping;

    /// <summary>The type of the resource that begins where the reader stands; null where it names none.</summary>
    private static ClassMapping? ResourceAt(Utf8JsonReader at)
    {
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            var isType = at.ValueTextEquals("resourceType"u8);
            at.Read();
            if (isType && at.TokenType == JsonTokenType.String)
                return FhirModel.TypeNamed(at.GetString()!);
            at.Skip();
        }
        return null;
    }

    private static bool IsSpelt(PropertyMapping element, string name) =>
        element.Choice != ChoiceType.DatatypeChoice ? element.Name == name
        : !name.StartsWith(element.Name, StringComparison.Ordinal) ? false
        : name[element.Name.Length..] is var suffix
            && (
                suffix.Length == 0
                || FhirModel.TypeNamed(suffix) is not { } type
                || suffix == $"{char.ToUpperInvariant(type.Name[0])}{type.Name[1..]}"
            );
}
