using System.Text.RegularExpressions;

namespace IvcFhir.Map;

/// <summary>
/// GS1: element strings with application identifiers, <c>(01)</c> GTIN, <c>(10)</c> lot, <c>(21)</c> serial, and dates. Read with brackets
/// as people read it, and without as a scanner sends it, where FNC1 (the group separator, U+001D) ends what has no fixed length (GS1
/// General Specifications 3.2, 7.8).
/// </summary>
internal static partial class Gs1Udi
{
    private const char Separator = '\u001d';

    public static Udi? Parse(string text)
    {
        var elements = text.StartsWith('(') ? Bracketed(text) : Scanned(text);
        return elements.TryGetValue("01", out var gtin) && gtin.Length == 14 && gtin.All(char.IsAsciiDigit)
            ? new(gtin, elements.GetValueOrDefault("10"), elements.GetValueOrDefault("21"), CheckDigitFits(gtin))
            : null;
    }

    /// <summary>Modulo 10: the weights 3 and 1 alternate, starting with 3 beside the check digit.</summary>
    public static bool CheckDigitFits(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }

    private static Dictionary<string, string> Bracketed(string text)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Element().Matches(text))
            elements.TryAdd(match.Groups["id"].Value, match.Groups["data"].Value.Trim(Separator, ' '));
        return elements;
    }

    private static Dictionary<string, string> Scanned(string text)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = Symbology().Replace(text, "").TrimStart(Separator);
        while (rest.Length > 2 && LengthOf(rest[..2]) is { } length)
        {
            var end = rest.IndexOf(Separator, StringComparison.Ordinal);
            var data = length > 0 ? rest[2..Math.Min(2 + length, rest.Length)] : rest[2..(end < 0 ? rest.Length : end)];
            elements.TryAdd(rest[..2], data);
            rest = rest[(2 + data.Length)..].TrimStart(Separator);
        }
        return elements;
    }

    /// <summary>Zero: up to the separator. Null: an identifier that no UDI needs; what follows it cannot be told apart.</summary>
    private static int? LengthOf(string identifier) =>
        identifier switch
        {
            "01" or "02" => 14,
            "11" or "13" or "15" or "17" => 6,
            "10" or "21" => 0,
            _ => null,
        };

    [GeneratedRegex(
        @"\((?<id>\d{2,4})\)(?<data>[^(]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Patterns.Milliseconds
    )]
    private static partial Regex Element();

    /// <summary>What a scanner puts before the data to say which symbol it read.</summary>
    [GeneratedRegex(@"^\](C1|d2|Q3|e0)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex Symbology();
}
