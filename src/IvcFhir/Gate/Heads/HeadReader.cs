using System.Text.Json;
using System.Text.Unicode;

namespace IvcFhir.Gate;

/// <summary>One pass over the bytes of one resource. Whatever they are, it returns.</summary>
internal ref partial struct HeadReader
{
    public const int AnyDepth = 1 << 24;

    private readonly ReadOnlySpan<byte> json;
    private readonly CodeSieve sieve;
    private readonly bool careful;
    private Utf8JsonReader reader;
    private Head head;
    private int seen;

    private HeadReader(ReadOnlySpan<byte> json, CodeSieve sieve, bool careful)
    {
        this.json = json;
        this.sieve = sieve;
        this.careful = careful;
        reader = new(json, new JsonReaderOptions { MaxDepth = careful ? AnyDepth : Limits.Depth });
    }

    public static Head Read(ReadOnlySpan<byte> json, CodeSieve sieve)
    {
        var isUtf8 = Utf8.IsValid(json);
        if (isUtf8 && !IsSuspect(json))
        {
            try
            {
                return new HeadReader(json, sieve, careful: false).Read();
            }
            catch (JsonException)
            {
                // Broken or too deep: the careful pass tells which, and still finds whose it is.
            }
        }
        return new HeadReader(json, sieve, careful: true)
        {
            head = new() { Fault = isUtf8 ? GateFault.None : GateFault.NotText },
        }.ReadCarefully();
    }

    /// <summary>Whether something in the bytes has to be looked at token by token: an escaped surrogate, an empty name.</summary>
    private static bool IsSuspect(ReadOnlySpan<byte> json) =>
        json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0 || json.IndexOf("\"\""u8) >= 0;

    private Head ReadCarefully()
    {
        try
        {
            return Read();
        }
        catch (JsonException)
        {
            (head.Fault, head.FaultAt) = (GateFault.NotJson, reader.BytesConsumed);
            head.IsUnfinished = IsUnfinished();
            return head;
        }
    }

    /// <summary>Whether more bytes could still make it whole.</summary>
    private readonly bool IsUnfinished()
    {
        var rest = new Utf8JsonReader(json, isFinalBlock: false, new(new() { MaxDepth = AnyDepth }));
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

    private Head Read()
    {
        Next();
        head.IsArray = reader.TokenType == JsonTokenType.StartArray;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            SkipValue();
            Note(GateFault.NoResource, 0);
            return Ended();
        }
        while (NextMember())
            ReadMember();
        if (!head.Type.IsThere)
            Note(GateFault.NoResource, 0);
        return Ended();
    }

    /// <summary>Behind a resource nothing else may stand.</summary>
    private Head Ended()
    {
        while (Next()) { }
        return head;
    }

    private void ReadMember()
    {
        var name = Name();
        switch (name.Length)
        {
            case 12 when name.SequenceEqual("resourceType"u8):
                Once(0);
                head.Type = TextValue();
                break;
            case 2 when name.SequenceEqual("id"u8):
                Once(1);
                head.Id = TextValue();
                break;
            case 4 when name.SequenceEqual("meta"u8):
                Once(2);
                ReadMeta();
                break;
            case 4 when name.SequenceEqual("code"u8):
                Once(3);
                head.HasPlainCode = true;
                ReadConcept(Concept.Code);
                break;
            case 4 when name.SequenceEqual("link"u8):
                ReadLinks();
                break;
            case 6 when name.SequenceEqual("status"u8):
                Once(4);
                head.Status = TextValue();
                break;
            case 7 when name.SequenceEqual("subject"u8):
                Once(5);
                head.Subject = ReadReference();
                break;
            case 7 when name.SequenceEqual("patient"u8):
                Once(6);
                head.Patient = ReadReference();
                break;
            case 9 when name.SequenceEqual("encounter"u8):
                Once(7);
                head.Encounter = ReadReference();
                break;
            case 8 when name.SequenceEqual("bodySite"u8):
                ReadConcept(Concept.Site);
                break;
            case 10 when name.SequenceEqual("identifier"u8):
                ReadIdentifiers();
                break;
            case 9 when name.SequenceEqual("hasMember"u8):
                head.HasMembers = true;
                NameAll();
                break;
            case 9 when name.SequenceEqual("component"u8):
                ReadComponents();
                break;
            case 9 when name.SequenceEqual("contained"u8):
                head.HasContained = true;
                NameAll();
                break;
            case 6 when name.SequenceEqual("result"u8) || name.SequenceEqual("device"u8):
                NameAll();
                break;
            case 11 when name.SequenceEqual("focalDevice"u8):
                NameAll();
                break;
            case 13 when name.SequenceEqual("usedReference"u8):
                NameAll();
                break;
            case 19 when name.SequenceEqual("medicationReference"u8):
                NameAll();
                break;
            case 25 when name.SequenceEqual("medicationCodeableConcept"u8):
                head.HasPlainCode = true;
                ReadConcept(Concept.Drug);
                break;
            default:
                Next();
                SkipValue();
                break;
        }
    }

    private readonly bool IsNamed(ReadOnlySpan<byte> name) => Name().SequenceEqual(name);

    /// <summary>The name of the member; empty when it is no text.</summary>
    private readonly ReadOnlySpan<byte> Name()
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (!JsonText.IsText(reader.ValueSpan, escaped: true))
            return [];
        var text = new byte[reader.ValueSpan.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }

    private void ReadMeta()
    {
        if (!Enter(JsonTokenType.StartObject))
            return;
        while (NextMember())
        {
            if (IsNamed("versionId"u8))
                head.VersionId = TextValue();
            else if (IsNamed("lastUpdated"u8))
                head.LastUpdated = TextValue();
            else
                SkipMember();
        }
    }

    /// <summary>What a concept is looked at for.</summary>
    private enum Concept
    {
        Code,
        Site,
        Drug,
        Component,
    }

    /// <summary>
    /// Looks for a code or a text that is known, or that names a vein or a thrombolytic; what is no text of a code is not plain.
    /// </summary>
    private void ReadConcept(Concept concept)
    {
        if (!Enter(JsonTokenType.StartObject))
        {
            NotePlain(concept, isPlain: false);
            return;
        }

        while (NextMember())
        {
            if (IsNamed("text"u8))
                Found(concept, TextValue() is { IsThere: true } text && IsKnown(concept, text));
            else if (IsNamed("coding"u8))
                ReadCodings(concept);
            else
                SkipMember();
        }
    }

    private readonly bool IsKnown(Concept concept, JsonText text) =>
        concept switch
        {
            Concept.Site => sieve.IsVeinText(text),
            Concept.Drug => sieve.IsLyticText(text),
            _ => sieve.KnowsText(text),
        };

    private void ReadCodings(Concept concept)
    {
        var objectsOnly = Enter(JsonTokenType.StartArray);
        var isArray = objectsOnly;
        while (isArray && NextObject(ref objectsOnly))
        {
            JsonText system = default,
                code = default;
            while (NextMember())
            {
                // Where a name stands twice, either may be meant: each is looked at.
                if (IsNamed("system"u8))
                    NotePlain(concept, (system = TextValue()).IsThere);
                else if (IsNamed("code"u8))
                    NotePlain(concept, (code = TextValue()).IsThere);
                else if (concept == Concept.Drug && IsNamed("display"u8))
                    Found(concept, TextValue() is { IsThere: true } display && sieve.IsLyticText(display));
                else
                    SkipMember();
                Found(
                    concept,
                    system.IsThere && code.IsThere && (concept == Concept.Site ? sieve.IsVein(system, code) : sieve.Knows(system, code))
                );
            }
        }
        NotePlain(concept, objectsOnly);
    }

    private void Found(Concept concept, bool isKnown)
    {
        if (concept == Concept.Site)
            head.IsAtVein |= isKnown;
        else
            head.HasKnownCode |= isKnown;
    }

    private void NotePlain(Concept concept, bool isPlain)
    {
        // What cannot be read of a part is not unknown either.
        if (concept == Concept.Component)
            head.HasKnownCode |= !isPlain;
        else
            head.HasPlainCode &= concept == Concept.Site || isPlain;
    }

    /// <summary>The codes of components: what no map knows as a whole may hold a value that one does.</summary>
    private void ReadComponents()
    {
        if (!Enter(JsonTokenType.StartArray))
            return;
        while (NextObject())
        {
            while (NextMember())
            {
                if (IsNamed("code"u8))
                    ReadConcept(Concept.Component);
                else
                    SkipMember();
            }
        }
    }

    private void ReadIdentifiers()
    {
        if (!Enter(JsonTokenType.StartArray))
            return;
        while (NextObject())
        {
            while (NextMember())
            {
                if (IsNamed("system"u8))
                    head.IsOwn |= TextValue().Is(CodeSieve.OwnSystem);
                else
                    SkipMember();
            }
        }
    }

    private void ReadLinks()
    {
        if (!Enter(JsonTokenType.StartArray))
            return;
        while (NextObject())
        {
            JsonText other = default,
                type = default;
            while (NextMember())
            {
                if (IsNamed("other"u8))
                    other = ReadReference();
                else if (IsNamed("type"u8))
                    type = TextValue();
                else
                    SkipMember();
            }
            if (other.Value is { } reference && type.Value is { } kind)
                (head.Links ??= []).Add((reference, kind));
        }
    }

    private JsonText ReadReference()
    {
        var reference = default(JsonText);
        if (!Enter(JsonTokenType.StartObject))
            return reference;
        while (NextMember())
        {
            if (IsNamed("reference"u8))
                reference = TextValue();
            else
                SkipMember();
        }
        return reference;
    }

    /// <summary>Every reference in the value, however deep.</summary>
    private void NameAll()
    {
        Next();
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        while (Next() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && IsNamed("reference"u8) && TextValue().Value is { } reference)
                (head.Named ??= []).Add(reference);
        }
    }
}
