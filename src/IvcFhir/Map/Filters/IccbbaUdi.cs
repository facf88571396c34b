namespace IvcFhir.Map;

/// <summary>
/// ICCBBA (ISBT 128, ST-011): <c>=/</c> device identifier (16), <c>=,</c> serial (6), <c>=</c> donation (15), <c>=></c> expiry and
/// <c>=}</c> manufacture (6), <c>&amp;,1</c> lot (18); blood bags <c>=)</c> (10) and <c>&amp;)</c> lot (10). These data structures carry no
/// check character.
/// </summary>
internal static class IccbbaUdi
{
    private static readonly (string Flag, int Length)[] Structures =
    [
        ("=/", 16),
        ("=)", 10),
        ("=,", 6),
        ("=>", 6),
        ("=}", 6),
        ("&,1", 18),
        ("&)", 10),
        ("=", 15),
    ];

    public static Udi? Parse(string text)
    {
        if (!text.StartsWith("=/", StringComparison.Ordinal) && !text.StartsWith("=)", StringComparison.Ordinal))
            return null;
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        for (
            var rest = text;
            Array.Find(Structures, structure => rest.StartsWith(structure.Flag, StringComparison.Ordinal))
                is { Flag: { } flag, Length: var length };

        )
        {
            var end = Math.Min(flag.Length + length, rest.Length);
            data.TryAdd(flag, rest[flag.Length..end]);
            rest = rest[end..];
        }
        return new(
            data.GetValueOrDefault("=/") ?? data["=)"],
            (data.GetValueOrDefault("&,1") ?? data.GetValueOrDefault("&)"))?.TrimStart('0'),
            data.GetValueOrDefault("=,"),
            CheckDigitFits: true
        );
    }
}
