using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>One entry of a Bundle: where its resource stands, and what is said of it. The entry is known to be JSON.</summary>
internal ref struct EntryReader
{
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;

    public JsonText FullUrl,
        Method,
        Url,
        LastModified,
        ETag,
        Mode,
        Status;

    /// <summary>Of the resource within the entry; 0 bytes when there is none.</summary>
    public int Offset,
        Length;

    private EntryReader(ReadOnlySpan<byte> json)
    {
        this.json = json;
        reader = new(json, new JsonReaderOptions { MaxDepth = HeadReader.AnyDepth });
    }

    public static EntryReader Read(ReadOnlySpan<byte> json)
    {
        var entry = new EntryReader(json);
        entry.Read();
        return entry;
    }

    private void Read()
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is("fullUrl"u8))
                FullUrl = Text();
            else if (Is("resource"u8))
                Resource();
            else if (Is("request"u8) || Is("response"u8) || Is("search"u8))
                Members();
            else
                Skip();
        }
    }

    private void Resource()
    {
        reader.Read();
        var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartObject);
        reader.Skip();
        if (isObject)
            (Offset, Length) = (start, (int)reader.BytesConsumed - start);
    }

    private void Members()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is("method"u8))
                Method = Text();
            else if (Is("url"u8))
                Url = Text();
            else if (Is("lastModified"u8))
                LastModified = Text();
            else if (Is("etag"u8))
                ETag = Text();
            else if (Is("status"u8))
                Status = Text();
            else if (Is("mode"u8))
                Mode = Text();
            else
                Skip();
        }
    }

    private readonly bool Is(ReadOnlySpan<byte> name) => !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);

    private JsonText Text()
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return new(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], reader.ValueIsEscaped);
        reader.Skip();
        return default;
    }

    private void Skip()
    {
        reader.Read();
        reader.Skip();
    }
}
