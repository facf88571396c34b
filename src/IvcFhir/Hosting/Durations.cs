using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace IvcFhir.Hosting;

/// <summary>
/// Spans of time in the settings, in three forms: <c>6h</c> (also <c>30m</c>, <c>1h30m</c>, <c>2d</c>), <c>PT6H</c> (ISO 8601) and
/// <c>06:00:00</c>, whose hours may exceed 23: <c>24:00:00</c> is one day.
/// </summary>
internal static partial class Durations
{
    public const string Form = "6h, PT6H or 06:00:00";

    /// <summary>The longest that is taken, so that no sum of a time and a span can overflow: ten years.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>Null where the text has none of the forms, or is longer than ten years. Never negative.</summary>
    public static TimeSpan? Parse(string text) =>
        (Short(text) ?? Clock(text) ?? Iso(text)) is { } span && span >= TimeSpan.Zero && span <= Longest ? span : null;

    private static TimeSpan? Short(string text) =>
        Units().Match(text) is { Success: true, Length: > 0 } match
            ? Sum(Of(match, "days"), Of(match, "hours"), Of(match, "minutes"), Of(match, "seconds"))
            : null;

    private static TimeSpan? Clock(string text) =>
        Hours().Match(text) is { Success: true } match ? Sum(0, Of(match, "hours"), Of(match, "minutes"), Of(match, "seconds")) : null;

    /// <summary>Without years and months, which have no one length.</summary>
    private static TimeSpan? Iso(string text)
    {
        if (!IsoForm().IsMatch(text))
            return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static TimeSpan Sum(int days, int hours, int minutes, int seconds) =>
        TimeSpan.FromSeconds((days * 86_400L) + (hours * 3600L) + (minutes * 60L) + seconds);

    private static int Of(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        "^(?=[0-9])((?<days>[0-9]{1,6})d)?((?<hours>[0-9]{1,6})h)?" + @"((?<minutes>[0-9]{1,6})m)?((?<seconds>[0-9]{1,6})s)?\z",
        Options,
        Patterns.Milliseconds
    )]
    private static partial Regex Units();

    [GeneratedRegex(@"^(?<hours>[0-9]{1,5}):(?<minutes>[0-5][0-9]):(?<seconds>[0-5][0-9])\z", Options, Patterns.Milliseconds)]
    private static partial Regex Hours();

    [GeneratedRegex(
        @"^P(?=[0-9]|T[0-9])([0-9]{1,5}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?\z",
        Options,
        Patterns.Milliseconds
    )]
    private static partial Regex IsoForm();
}
