using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>
/// One JSON document as a stream: an array or a Bundle entry by entry, anything else as a whole. Memory is that of one entry.
/// </summary>
/// <param name="whole">Whether a Bundle is taken as one resource, however long it is.</param>
/// <param name="own">What is known of the document without it; null: nothing.</param>
internal sealed class DocumentReader(
    Window window,
    string file,
    CodeSieve sieve,
    IFound found,
    bool whole = false,
    int nesting = 0,
    Document? own = null
)
{
    private const int DeepestNesting = 8;

    private readonly Document document = own ?? new();
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = HeadReader.AnyDepth });
    private long start;
    private long consumed;
    private Member member;
    private long elementStart = -1;
    private Place elementPlace;
    private int elementDepth;
    private bool streams;
    private bool tooLong;
    private int number;

    private enum Member
    {
        None,
        ResourceType,
        Type,
        Total,
        Link,
        Entries,
    }

    public GateFault Fault { get; private set; }

    /// <summary>Whether it is an array or a Bundle: where it is broken, what would have followed is lost with it.</summary>
    public bool IsOfMany => streams;

    /// <summary>Whether it is broken only because the input ended.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>How many resources were found before the fault.</summary>
    public int Emitted { get; private set; }

    public long BrokenAt { get; private set; }

    public int BrokenLine { get; private set; }

    /// <summary>The place behind the document; null when it is broken.</summary>
    public long? Read(long at, Place place)
    {
        (start, consumed) = (at, at);
        while (true)
        {
            var origin = consumed;
            try
            {
                if (Tokens(place))
                    return consumed;
            }
            catch (JsonException)
            {
                IsUnfinished = window.AtEnd && MayGoOn(origin);
                return Broken(GateFault.NotJson);
            }
            if (window.AtEnd)
                return Broken(GateFault.NotJson);
            window.Grow(Keep());
        }
    }

    /// <summary>Whether what stands from a place on could still become whole by more bytes.</summary>
    private bool MayGoOn(long origin)
    {
        var rest = new Utf8JsonReader(window.From(origin), isFinalBlock: false, state);
        try
        {
            while (rest.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private long? Broken(GateFault fault)
    {
        (Fault, BrokenAt, BrokenLine) = (fault, consumed, window.LineAt(consumed));
        if (Emitted > 0)
            found.Ended(document);
        return null;
    }

    /// <summary>What is still needed. What is longer than a resource may be is let go, and only its end is looked for.</summary>
    private long Keep()
    {
        var from =
            elementStart >= 0 ? elementStart
            : streams ? consumed
            : start;
        return IsTooLong(from) ? consumed : from;
    }

    private bool IsTooLong(long from)
    {
        if (!tooLong && consumed - from > (whole ? int.MaxValue / 2 : Limits.ResourceBytes))
        {
            tooLong = true;
            found.Broken(elementStart >= 0 ? elementPlace : new(file, window.LineAt(from)), GateFault.TooLong);
        }
        return tooLong;
    }

    private bool Tokens(Place place)
    {
        var origin = consumed;
        var reader = new Utf8JsonReader(window.From(origin), window.AtEnd, state);
        try
        {
            while (reader.Read())
            {
                consumed = origin + reader.BytesConsumed;
                Token(ref reader, origin + reader.TokenStartIndex);
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    End(place);
                    return true;
                }
            }
        }
        finally
        {
            consumed = origin + reader.BytesConsumed;
        }
        state = reader.CurrentState;
        return false;
    }

    private void Token(ref Utf8JsonReader reader, long at)
    {
        if (elementStart >= 0)
        {
            if (reader.CurrentDepth == elementDepth && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                Element();
        }
        else if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
        {
            (streams, member) = (true, Member.None);
        }
        else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
        {
            member =
                whole || reader.ValueIsEscaped ? Member.None
                : reader.ValueSpan.SequenceEqual("entry"u8) ? Member.Entries
                : reader.ValueSpan.SequenceEqual("link"u8) ? Member.Link
                : reader.ValueSpan.SequenceEqual("type"u8) ? Member.Type
                : reader.ValueSpan.SequenceEqual("total"u8) ? Member.Total
                : reader.ValueSpan.SequenceEqual("resourceType"u8) ? Member.ResourceType
                : Member.None;
        }
        else
        {
            Value(ref reader, at);
        }
    }

    private void Value(ref Utf8JsonReader reader, long at)
    {
        if (reader.CurrentDepth == 1)
            Root(ref reader);
        if (reader.CurrentDepth == 1 && member == Member.Entries && reader.TokenType == JsonTokenType.StartArray)
            streams = true;
        document.IsDoubtful |= member is Member.Entries or Member.Link && IsOdd(ref reader);
        var isElement =
            reader.TokenType == JsonTokenType.StartObject
            && (
                member is Member.Entries or Member.Link
                    ? reader.CurrentDepth == 2
                    : streams && reader.CurrentDepth == 1 && member == Member.None
            );
        if (isElement)
            (elementStart, elementDepth, elementPlace) = (
                at,
                reader.CurrentDepth,
                new(file, window.LineAt(at), member == Member.Link ? 0 : ++number)
            );
    }

    /// <summary>Entries and links are lists of objects.</summary>
    private static bool IsOdd(ref Utf8JsonReader reader) =>
        reader.CurrentDepth switch
        {
            1 => reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray),
            2 => reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject),
            _ => false,
        };

    private void Root(ref Utf8JsonReader reader)
    {
        if (member == Member.Type)
            document.IsHistory = IsText(ref reader, "history"u8);
        else if (member == Member.ResourceType)
            document.IsBundle = IsText(ref reader, "Bundle"u8);
        else if (
            member == Member.Total
            && reader.TokenType == JsonTokenType.Number
            && reader.TryGetDecimal(out var total)
            && total is >= 0 and <= int.MaxValue
            && decimal.IsInteger(total)
        )
            document.Total = (int)total;
        else if (member == Member.Total)
            document.HasUnreadTotal = true;
    }

    private static bool IsText(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(text);

    private void Element()
    {
        var from = elementStart;
        var isTooLong = IsTooLong(from);
        (elementStart, tooLong) = (-1, false);
        if (isTooLong)
            return;
        var length = (int)(consumed - from);
        var json = window.Slice(from, length);
        if (member == Member.Link)
            Link(json);
        else if (member == Member.Entries)
            OfBundle(json, from);
        else
            Resource(json, new(elementPlace, document, number, from, length));
    }

    private void OfBundle(ReadOnlySpan<byte> json, long from)
    {
        var read = EntryReader.Read(json);
        var entry = new Entry(elementPlace, document, number, from + read.Offset, read.Length)
        {
            FullUrl = read.FullUrl.Value,
            LastModified = read.LastModified.Value,
            Version = VersionOf(read.ETag.Value),
            Mode = read.Mode.Value,
        };
        if (IsDeletion(read))
        {
            Emitted++;
            found.Deleted(entry with { Deleted = Deleted(read.Url.Value, entry) });
        }
        else if (read.Length > 0)
        {
            Resource(json.Slice(read.Offset, read.Length), entry);
        }
        else
        {
            document.IsDoubtful = true;
            if (document.IsHistory)
                found.Broken(elementPlace, GateFault.NoResource);
        }
    }

    private static bool IsDeletion(in EntryReader read) =>
        string.Equals(read.Method.Value, "DELETE", StringComparison.OrdinalIgnoreCase)
        || (read.Length == 0 && read.Status.Value?.StartsWith("410", StringComparison.Ordinal) == true);

    /// <summary>What was deleted: by the request, else by the entry's own address; empty where neither names it.</summary>
    private string Deleted(string? url, in Entry entry) =>
        (url is null ? null : Addresses.Of(url.TrimStart('/'), document) ?? Addresses.In(url))
        ?? (entry.FullUrl is { } fullUrl ? Addresses.Of(fullUrl, document) ?? Addresses.In(fullUrl) : null)
        ?? "";

    private void Resource(ReadOnlySpan<byte> json, in Entry entry, int depth = 0)
    {
        Emitted++;
        var head = HeadReader.Read(json, sieve);
        var isHolder = !whole && (head.Type.Is("Bundle"u8) || head.Type.Is("Parameters"u8));
        if (isHolder && nesting + depth >= DeepestNesting)
        {
            found.Broken(entry.Place, GateFault.TooDeep);
        }
        else if (isHolder && head.Type.Is("Parameters"u8) && head.Fault is not (GateFault.NotJson or GateFault.NoResource))
        {
            InParameters(json, entry, head, depth + 1);
        }
        else if (isHolder && head.Type.Is("Bundle"u8))
        {
            var inner = InputBytes.Of(json.ToArray());
            var nested = new DocumentReader(new(inner, 0, inner.Length), file, sieve, new Within(found, entry), whole, nesting + depth + 1);
            if (nested.Read(0, entry.Place) is null)
                found.Broken(entry.Place, nested.Fault);
        }
        else if (head.Fault is GateFault.NotJson or GateFault.NoResource)
            found.Broken(entry.Place, head.Fault);
        else
            found.Resource(entry, head, json);
    }

    /// <summary>What stands in Parameters is read as the entries of a Bundle are; those without any are a resource like others.</summary>
    private void InParameters(ReadOnlySpan<byte> json, in Entry holder, in Head head, int depth)
    {
        var inner = ParametersReader.Read(json);
        if (inner.Count == 0)
            found.Resource(holder, head, json);
        foreach (var (offset, length) in inner)
        {
            var at = holder.Offset + offset;
            var place = holder.Number > 0 ? holder.Place : new Place(file, window.LineAt(at), ++number);
            Resource(json.Slice(offset, length), new(place, document, Math.Max(holder.Number, number), at, length), depth);
        }
    }

    private void Link(ReadOnlySpan<byte> json)
    {
        var (relation, url) = LinkReader.Read(json);
        document.IsDoubtful |= relation is null || (relation == "next" && url is null);
        if (relation == "next")
            document.Next ??= url;
        if (relation != "self" || url is null)
            return;
        document.Self ??= url;
        if (Addresses.BaseOfSearch(url) is { } known)
            document.Bases.Add(known);
    }

    private void End(Place place)
    {
        if (streams || IsTooLong(start))
        {
            found.Ended(document);
            return;
        }
        var length = (int)(consumed - start);
        var json = window.Slice(start, length);
        var head = HeadReader.Read(json, sieve);
        if (head.Fault is GateFault.NoResource or GateFault.NotJson)
            found.Broken(place, head.Fault);
        else if (!whole && head.Type.Is("Parameters"u8))
            InParameters(json, new(place, document, 0, start, length), head, depth: 1);
        else if (whole || !head.Type.Is("Bundle"u8))
            found.Resource(new(place, document, 0, start, length), head, json);
        found.Ended(document);
    }

    /// <summary>The version of an ETag: <c>W/"3"</c> is 3.</summary>
    private static string? VersionOf(string? etag) =>
        etag?.Replace("W/", "", StringComparison.Ordinal).Trim('"') is { Length: > 0 } version ? version : null;

    /// <summary>What a Bundle within an entry holds stands at the place of that entry.</summary>
    private sealed class Within(IFound outer, Entry entry) : IFound
    {
        // A ref struct cannot be kept: places are moved as the calls come.
        public void Resource(in Entry inner, in Head head, ReadOnlySpan<byte> json) =>
            outer.Resource(inner with { Place = entry.Place, Offset = entry.Offset + inner.Offset }, head, json);

        public void Deleted(in Entry inner) => outer.Deleted(inner with { Place = entry.Place });

        public void Broken(Place place, GateFault fault) => outer.Broken(entry.Place, fault);

        public void Ended(Document document) => outer.Ended(document);
    }
}
