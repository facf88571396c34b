namespace IvcFhir.Map;

/// <summary>
/// HIBCC: <c>+</c>, labeler (4), model (1 to 18), unit of measure (1); after <c>/</c> the secondary data: <c>$</c> lot, <c>$+</c> serial,
/// <c>$$</c> date and lot, <c>$$+</c> date and serial, then <c>/S</c> serial and dates; last a check character modulo 43 over the whole
/// (ANSI/HIBC 2.6).
/// </summary>
internal static class HibccUdi
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

    public static Udi? Parse(string text)
    {
        var whole = text.Trim('*');
        if (whole.Length < 8 || whole[0] != '+' || !char.IsAsciiLetter(whole[1]))
            return null;
        var parts = whole[1..^1].Split('/');
        var identifier = parts[0];
        var (lot, serial) = Secondary(parts.Length > 1 ? parts[1] : "");
        serial ??= parts.Skip(2).Where(part => part.StartsWith('S')).Select(part => part[1..]).FirstOrDefault();
        return new(identifier, lot, serial, CheckCharacterFits(whole));
    }

    private static bool CheckCharacterFits(string whole)
    {
        var values = whole.ToUpperInvariant().Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)).ToList();
        return values.TrueForAll(value => value >= 0) && values.SkipLast(1).Sum() % 43 == values[^1];
    }

    private static (string? Lot, string? Serial) Secondary(string data)
    {
        if (data.StartsWith("$$+", StringComparison.Ordinal))
            return (null, AfterDate(data[3..]));
        if (data.StartsWith("$$", StringComparison.Ordinal))
            return (AfterDate(AfterQuantity(data[2..])), null);
        if (data.StartsWith("$+", StringComparison.Ordinal))
            return (null, NotEmpty(data[2..]));
        if (data.StartsWith('$'))
            return (NotEmpty(data[1..]), null);
        return data.Length > 5 && data[..5].All(char.IsAsciiDigit) ? (data[5..], null) : (null, null);
    }

    /// <summary><c>8</c> and two digits, or <c>9</c> and five, count pieces.</summary>
    private static string AfterQuantity(string data) =>
        data switch
        {
            ['8', ..] when data.Length >= 3 => data[3..],
            ['9', ..] when data.Length >= 6 => data[6..],
            _ => data,
        };

    /// <summary>The first digit says how the date is written; without one of these flags it is month and year in four digits.</summary>
    private static string? AfterDate(string data)
    {
        var length =
            data.Length == 0
                ? 0
                : data[0] switch
                {
                    '2' or '3' => 7,
                    '4' => 9,
                    '5' => 6,
                    '6' => 8,
                    '7' => 1,
                    _ => 4,
                };
        return data.Length > length ? data[length..] : null;
    }

    private static string? NotEmpty(string text) => text.Length > 0 ? text : null;
}
