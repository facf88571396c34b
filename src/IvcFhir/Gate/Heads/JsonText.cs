using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IvcFhir.Gate;

/// <summary>A JSON text where it stands, its quotes included: a string only after it is known to be one.</summary>
internal readonly ref struct JsonText(ReadOnlySpan<byte> quoted, bool escaped)
{
    private readonly ReadOnlySpan<byte> quoted = quoted;

    public bool IsThere => quoted.Length >= 2;

    public bool IsEscaped { get; } = escaped;

    /// <summary>Between the quotes, as written.</summary>
    public ReadOnlySpan<byte> Raw => IsThere ? quoted[1..^1] : [];

    public bool Is(ReadOnlySpan<byte> text) =>
        IsEscaped ? text.SequenceEqual(Encoding.UTF8.GetBytes(Value ?? "")) : IsThere && Raw.SequenceEqual(text);

    /// <summary>Null when there is none, or when its bytes are no text.</summary>
    public string? Value
    {
        get
        {
            if (!IsThere || !IsText(Raw, IsEscaped))
                return null;
            if (!IsEscaped)
                return Encoding.UTF8.GetString(Raw);
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.GetString();
        }
    }

    /// <summary>Whether a string can be made of what stands between the quotes: UTF-8, and each escaped surrogate in its pair.</summary>
    public static bool IsText(ReadOnlySpan<byte> raw, bool escaped)
    {
        if (!Utf8.IsValid(raw))
            return false;
        if (!escaped)
            return true;
        for (var at = raw.IndexOf((byte)'\\'); at >= 0 && at + 1 < raw.Length; at = Next(raw, at))
        {
            if (raw[at + 1] != 'u' || !IsSurrogate(raw, at, out var high))
            {
                at += raw[at + 1] == 'u' ? 6 : 2;
            }
            else
            {
                if (!high || !IsSurrogate(raw, at + 6, out var second) || second)
                    return false;
                at += 12;
            }
        }
        return true;
    }

    /// <summary>The next escape at or behind a place; negative when there is none.</summary>
    private static int Next(ReadOnlySpan<byte> raw, int at) =>
        at < raw.Length && raw[at..].IndexOf((byte)'\\') is >= 0 and var offset ? at + offset : -1;

    private static bool IsSurrogate(ReadOnlySpan<byte> raw, int at, out bool high)
    {
        high = false;
        if (at + 6 > raw.Length || raw[at] != '\\' || raw[at + 1] != 'u' || (raw[at + 2] | 0x20) != 'd')
            return false;
        var digit = raw[at + 3] | 0x20;
        high = digit is '8' or '9' or 'a' or 'b';
        return high || digit is 'c' or 'd' or 'e' or 'f';
    }
}
