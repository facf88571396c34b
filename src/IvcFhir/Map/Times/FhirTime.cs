using System.Globalization;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>A FHIR date or dateTime: the days it may mean in the study's zone, and the instant where it names one.</summary>
/// <param name="OffsetMissing">A time of day without an offset: a day, but no instant.</param>
internal readonly partial record struct FhirTime(DayInterval Day, DateTimeOffset? Instant, bool OffsetMissing)
{
    /// <summary>
    /// Dates outside these years are how systems write "unknown" or "still open" (0001-01-01, 9999-12-31), and no days to count from.
    /// </summary>
    private const int FirstYear = 1900,
        LastYear = 2999;

    /// <param name="zone">The zone on whose days an instant is laid; null: the day is the one that its own offset writes.</param>
    /// <summary>Null when the text is absent, no FHIR date, or a placeholder for one.</summary>
    public static FhirTime? Parse(string? text, TimeZoneInfo? zone)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match || Number(match, "year") is < FirstYear or > LastYear)
            return null;
        if (match.Groups["time"].Success)
            return ParseInstant(text, match.Groups["zone"].Success, zone);
        var year = Number(match, "year");
        if (!match.Groups["month"].Success)
            return new(new(new(year, 1, 1), new(year, 12, 31)), null, OffsetMissing: false);
        var (month, day) = (Number(match, "month"), match.Groups["day"].Success ? Number(match, "day") : (int?)null);
        if (month is < 1 or > 12 || day is < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var first = new DateOnly(year, month, day ?? 1);
        return new(new(first, day is null ? first.AddMonths(1).AddDays(-1) : first), null, OffsetMissing: false);
    }

    /// <summary>Start and end of what may be a dateTime, a period or an instant; nulls where nothing is stated.</summary>
    public static (FhirTime? Start, FhirTime? End) Of(DataType? value, TimeZoneInfo? zone) =>
        value switch
        {
            FhirDateTime time => (Parse(time.Value, zone), null),
            Instant { Value: { Year: >= FirstYear and <= LastYear } instant } => (FromInstant(instant, zone), null),
            Period period => (Parse(period.Start, zone), Parse(period.End, zone)),
            _ => (null, null),
        };

    /// <summary>
    /// The instants between which it happened, the same one twice where it has one time; nulls where the site recorded none, or an end
    /// before the start.
    /// </summary>
    public static (DateTimeOffset? Start, DateTimeOffset? End) InstantsOf(DataType? value, TimeZoneInfo? zone)
    {
        var (start, end) = Of(value, zone);
        var until = value is Period ? end?.Instant : start?.Instant;
        return until < start?.Instant ? (null, null) : (start?.Instant, until);
    }

    private static FhirTime FromInstant(DateTimeOffset instant, TimeZoneInfo? zone) =>
        new(
            DayInterval.On(DateOnly.FromDateTime((zone is null ? instant : TimeZoneInfo.ConvertTime(instant, zone)).DateTime)),
            instant,
            OffsetMissing: false
        );

    private static FhirTime? ParseInstant(string text, bool hasOffset, TimeZoneInfo? zone)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return null;
        return hasOffset
            ? FromInstant(instant, zone)
            : new(DayInterval.On(DateOnly.FromDateTime(instant.DateTime)), null, OffsetMissing: true);
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<year>\d{4})(-(?<month>\d{2})(-(?<day>\d{2})(?<time>T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Patterns.Milliseconds
    )]
    private static partial Regex Pattern();
}
