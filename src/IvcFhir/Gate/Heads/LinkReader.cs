using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>A link of a Bundle. It is known to be JSON.</summary>
internal static class LinkReader
{
    public static (string? Relation, string? Url) Read(ReadOnlySpan<byte> json)
    {
        string? relation = null,
            url = null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = HeadReader.AnyDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isRelation, isUrl) = (
                !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual("relation"u8),
                !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual("url"u8)
            );
            reader.Read();
            var text =
                reader.TokenType == JsonTokenType.String
                    ? new JsonText(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], reader.ValueIsEscaped).Value
                    : null;
            reader.Skip();
            relation = isRelation ? text : relation;
            url = isUrl ? text : url;
        }
        return (relation, url);
    }
}
