using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IvcFhir.Sandbox.Search;

/// <summary>
/// A date of any precision, or a period, as the time that it covers: from <paramref name="From"/> up to but without <paramref
/// name="Until"/>. What has no offset is read as UTC, so that no answer depends on the zone of this machine. Source: FHIR R4
/// search.html#date.
/// </summary>
internal readonly partial record struct DateRange(DateTimeOffset From, DateTimeOffset Until)
{
    public static DateRange At(DateTimeOffset instant) => new(instant, instant.AddTicks(1));

    /// <summary>Null when the element is no date that can be read.</summary>
    public static DateRange? Of(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            return Parse(element.GetString()!);
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var start = Part(element, "start");
        var end = Part(element, "end");
        // An open end reaches for ever; a period with neither end says nothing.
        return start is null && end is null ? null : new(start?.From ?? DateTimeOffset.MinValue, end?.Until ?? DateTimeOffset.MaxValue);
    }

    public static DateRange? Parse(string text)
    {
        // A '+' that the caller forgot to escape arrives as a space.
        var parts = Form().Match(text.Replace(' ', '+'));
        if (!parts.Success)
            return null;
        int Number(string group, int absent) =>
            parts.Groups[group].Success ? int.Parse(parts.Groups[group].Value, CultureInfo.InvariantCulture) : absent;
        try
        {
            var start = new DateTime(
                Number("year", 1),
                Number("month", 1),
                Number("day", 1),
                Number("hour", 0),
                Number("minute", 0),
                0,
                DateTimeKind.Unspecified
            ).AddSeconds(Math.Min(Number("second", 0), 59));
            var from = new DateTimeOffset(start, Offset(parts.Groups["zone"].Value)).AddTicks(Fraction(parts.Groups["fraction"].Value));
            return new(from, Next(from, parts));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // well formed, but no such day or hour
        }
    }

    public bool Contains(DateRange other) => From <= other.From && other.Until <= Until;

    public bool Overlaps(DateRange other) => From < other.Until && other.From < Until;

    private static DateRange? Part(JsonElement period, string name) =>
        period.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Parse(value.GetString()!) : null;

    private static DateTimeOffset Next(DateTimeOffset from, Match parts) =>
        parts.Groups["fraction"].Success ? from.AddTicks((long)Math.Pow(10, Math.Max(0, 7 - parts.Groups["fraction"].Length)))
        : parts.Groups["second"].Success ? from.AddSeconds(1)
        : parts.Groups["hour"].Success ? from.AddMinutes(1)
        : parts.Groups["day"].Success ? from.AddDays(1)
        : parts.Groups["month"].Success ? from.AddMonths(1)
        : from.AddYears(1);

    private static long Fraction(string digits) =>
        digits.Length == 0 ? 0 : long.Parse(digits.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);

    private static TimeSpan Offset(string zone) =>
        zone.Length < 2
            ? TimeSpan.Zero
            : TimeSpan.ParseExact(zone[1..], "hh\\:mm", CultureInfo.InvariantCulture) * (zone[0] == '-' ? -1 : 1);

    [GeneratedRegex(
        @"^(?<year>\d{4})(-(?<month>\d\d)(-(?<day>\d\d)(T(?<hour>\d\d):(?<minute>\d\d)"
            + @"(:(?<second>\d\d)(\.(?<fraction>\d+))?)?(?<zone>Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Form();
}
