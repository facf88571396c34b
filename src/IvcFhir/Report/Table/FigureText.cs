using System.Globalization;
using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>
/// How a figure reads. Counts are given to one decimal and patency to none, as published; halves round away from zero, on decimals,
/// because .NET rounds halves to even by default and a printed table does not.
/// </summary>
internal static class FigureText
{
    public const string NoData = "no data";

    public const string Withheld = "withheld";

    /// <summary>The n that every figure carries: <c>36 of 37</c>, and what is missing from it.</summary>
    public static string CountOf(Figure figure)
    {
        if (figure.IsWithheld)
            return (figure.CountWithheld, figure.DenominatorWithheld) switch
            {
                (true, true) => Withheld,
                (true, false) => Invariant($"{Withheld} of {figure.Of}"),
                _ => Invariant($"{figure.N} of {Withheld}"),
            };
        var missing = figure.Mean is null ? figure.Missing : figure.Of - figure.N;
        return missing > 0 ? Invariant($"{figure.N} of {figure.Of}, {missing} missing") : Invariant($"{figure.N} of {figure.Of}");
    }

    /// <summary>
    /// <c>2 open: 0.0 % to 5.4 %</c>, what is open and the value with all of it against the figure and for it; <c>3 with later images in
    /// words only</c>. Null where neither is.
    /// </summary>
    public static string? Open(Figure figure)
    {
        string?[] parts =
        [
            figure.Open is { Units: > 0 } open ? Invariant($"{open.Units} open") : null,
            figure.Open is { Undecided: > 0 } set ? Invariant($"{set.Undecided} perhaps not of the analysis set") : null,
        ];
        var said = string.Join(" and ", parts.OfType<string>());
        var bounds = figure.Open is { Lowest: { } lowest, Highest: { } highest } ? $": {Percent(lowest, 1)} to {Percent(highest, 1)}" : "";
        var later = figure.LaterImageUnread > 0 ? Invariant($"{figure.LaterImageUnread} with later images in words only") : null;
        var byHand = figure.AnsweredByHand > 0 ? Invariant($"{figure.AnsweredByHand} answered by hand") : null;
        var stated = figure.ReportedTotals > 0 ? Invariant($"{figure.ReportedTotals} with stated totals") : null;
        string?[] all = [said.Length == 0 ? null : said + bounds, byHand, stated, later];
        return string.Join("; ", all.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    /// <summary><c>97.3 %</c>, patency <c>95 %</c>, minutes <c>71 min (35–152)</c>, scores <c>5.9 ± 2.6 (1–12)</c>.</summary>
    public static string Computed(Figure figure) =>
        figure switch
        {
            { Percent: { } percent } => Percent(percent, IsPatency(figure) ? 0 : 1),
            { Mean: { } mean, Unit: "min" } => $"{Rounded(mean, 0)} min{Range(figure)}",
            { Mean: { } mean } => $"{Rounded(mean, 1)}{Deviation(figure)}{Range(figure)}",
            { IsWithheld: true } or { N: > 0 } => Withheld,
            _ => NoData,
        };

    /// <summary>What goes with the value: an interval with its name, or median and quartiles. Null where there is neither.</summary>
    public static string? Detail(Figure figure) =>
        figure switch
        {
            { Events: 0, Lower: { } lower, Upper: { } upper } when lower.Equals(upper) => "no loss, so no interval",
            { Lower: { } lower, Upper: { } upper, IntervalName: { } name } =>
                $"95 % CI {Rounded(lower, 1)}–{Percent((decimal)upper, 1)} ({name.Replace(" 95 %", "", StringComparison.Ordinal)})",
            { Median: { } median, LowerQuartile: { } first, UpperQuartile: { } third } =>
                $"median {Short(median)}, quartiles {Short(first)}–{Short(third)}",
            _ => null,
        };

    public static string Agrees(Figure figure) =>
        figure.Agrees switch
        {
            true => "yes",
            false => "no",
            null => "–",
        };

    public static string Percent(decimal percent, int digits) => $"{Rounded(percent, digits)} %";

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => Percent((decimal)share * 100, 0);

    public static string Rounded(double value, int digits) => Rounded((decimal)value, digits);

    public static string Rounded(decimal value, int digits) =>
        Math.Round(value, digits, MidpointRounding.AwayFromZero).ToString(Invariant($"F{digits}"), CultureInfo.InvariantCulture);

    /// <summary>Up to one decimal, none when there is none: <c>14</c>, <c>13.5</c>.</summary>
    public static string Short(double value) =>
        Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The nearest double, for formats that do not round; a cast from decimal can miss it by the last digit.</summary>
    public static double? Exact(decimal? value) =>
        value is { } number ? double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    /// <summary>Only a curve counts losses.</summary>
    private static bool IsPatency(Figure figure) => figure.Events is not null;

    private static string Deviation(Figure figure) => figure.Sd is { } sd ? $" ± {Rounded(sd, 1)}" : "";

    private static string Range(Figure figure) => figure is { Min: { } min, Max: { } max } ? $" ({Short(min)}–{Short(max)})" : "";
}
