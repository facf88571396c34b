using System.Text.Json;

namespace IvcFhir.Gate;

/// <content>The walk from token to token, and the faults that are seen on the way.</content>
internal ref partial struct HeadReader
{
    /// <summary>The text that is the value of the member; none when it is no text.</summary>
    private JsonText TextValue()
    {
        Next();
        if (reader.TokenType == JsonTokenType.String)
            return new(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], reader.ValueIsEscaped);
        SkipValue();
        return default;
    }

    private bool NextObject()
    {
        var objectsOnly = true;
        return NextObject(ref objectsOnly);
    }

    /// <summary>Enters the next object of an array; what else stands in it is passed over, and said.</summary>
    private bool NextObject(ref bool objectsOnly)
    {
        while (Next() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                return true;
            objectsOnly = false;
            SkipValue();
        }
        return false;
    }

    private bool NextMember() => Next() && reader.TokenType == JsonTokenType.PropertyName;

    private bool Enter(JsonTokenType start)
    {
        Next();
        if (reader.TokenType == start)
            return true;
        SkipValue();
        return false;
    }

    private void SkipMember()
    {
        Next();
        SkipValue();
    }

    private void SkipValue()
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        if (!careful)
        {
            reader.Skip();
            return;
        }
        var depth = reader.CurrentDepth;
        while (Next() && reader.CurrentDepth > depth) { }
    }

    private void Once(int member)
    {
        if ((seen & (1 << member)) != 0)
            Note(GateFault.NameTwice, reader.TokenStartIndex);
        seen |= 1 << member;
    }

    private bool Next()
    {
        if (!reader.Read())
            return false;
        if (careful)
            Look();
        return true;
    }

    private void Look()
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Limits.Depth)
            Note(GateFault.TooDeep, reader.TokenStartIndex);
        else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.IsEmpty)
            Note(GateFault.NameEmpty, reader.TokenStartIndex);
        else if (
            reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String
            && !JsonText.IsText(reader.ValueSpan, reader.ValueIsEscaped)
        )
            Note(GateFault.NotText, reader.TokenStartIndex);
    }

    /// <summary>The first fault is told.</summary>
    private void Note(GateFault fault, long at)
    {
        if (head.Fault == GateFault.None)
            (head.Fault, head.FaultAt) = (fault, at);
    }
}
