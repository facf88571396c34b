using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>The resources that stand in Parameters, in their parts too. The bytes are known to be JSON.</summary>
internal static class ParametersReader
{
    /// <summary>Where each begins, from the first byte of the Parameters, and how long it is.</summary>
    public static List<(int Offset, int Length)> Read(ReadOnlySpan<byte> json)
    {
        var found = new List<(int, int)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = HeadReader.AnyDepth });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || Is(ref reader, "parameter"u8) || Is(ref reader, "part"u8))
                continue; // what they hold is walked through
            var isResource = Is(ref reader, "resource"u8);
            reader.Read();
            var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartObject);
            reader.Skip();
            if (isResource && isObject)
                found.Add((start, (int)reader.BytesConsumed - start));
        }
        return found;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);
}
