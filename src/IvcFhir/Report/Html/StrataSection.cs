using System.Globalization;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static System.FormattableString;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>
/// Curves and shares by site, filter position, side and period: curves with their log-rank test, shares with risk difference, risk ratio
/// and odds ratio.
/// </summary>
internal static class StrataSection
{
    private static readonly string[] CurveColumns = ["By", "Group", "Lost of followed", Twelve, "Expected", "Log-rank test"];

    private static readonly string[] ShareColumns = ["By", "Group", "n of N", "Share", "Risk difference", "Risk ratio", "Odds ratio"];

    /// <summary>The columns that describe a group; what follows compares groups.</summary>
    private const int Describing = 4;

    private const string Twelve = "Patency at 12 months";

    private const string Paired = "limbs of one patient are not independent";

    public static XElement? Of(StudyTable table) =>
        table.Curves.All(curve => curve.Strata.IsEmpty) && table.Shares.IsEmpty
            ? null
            : Html(
                "section",
                Attr("aria-labelledby", "strata"),
                Html("h2", Attr("id", "strata"), "By group"),
                Html(
                    "p",
                    Class("key"),
                    "Log-rank test over the whole of follow-up; where patients with two limbs are taken "
                        + "together nothing is tested, because it takes units as independent. Expected: losses if all "
                        + "groups were alike. Effects: each group against the reference, which is the largest recorded "
                        + "group, and of equally large ones the first by name. All intervals 95 %. Nothing is "
                        + "corrected for the number of comparisons."
                ),
                table.Curves.Where(curve => !curve.Strata.IsEmpty).Select(Curve),
                table.Shares.Select(Share)
            );

    private static object?[] Curve(PatencyCurve curve)
    {
        if (curve.Strata.All(division => division.P is null && !division.HasPairs))
            return [Html("h3", curve.Label), Html("p", Class("key"), "Nothing was lost, or there is one group only: nothing to compare.")];
        var paired = curve.Strata.All(division => division.HasPairs);
        return
        [
            Html("h3", curve.Label),
            paired ? Html("p", Class("key"), $"Not tested: {Paired}.") : null,
            Table(curve.Label, CurveColumns, paired, curve.Strata.SelectMany(division => CurveRows(division, paired))),
        ];
    }

    private static object?[] Share(FigureDivisions shares)
    {
        var (n, of) = (shares.Divisions[0].Groups.Sum(group => group.N), shares.Divisions[0].Groups.Sum(group => group.Of));
        if (n == 0 || n == of)
            return [Html("h3", shares.Label), Html("p", Class("key"), n == 0 ? "None in any group." : "All in every group.")];
        var paired = shares.Divisions.All(division => division.HasPairs);
        return
        [
            Html("h3", shares.Label),
            paired ? Html("p", Class("key"), $"Not compared: {Paired}.") : null,
            Table(shares.Label, ShareColumns, paired, shares.Divisions.SelectMany(division => ShareRows(division, paired))),
        ];
    }

    private static IEnumerable<XElement> CurveRows(CurveStratification division, bool paired) =>
        division.Groups.Select(
            (group, place) =>
                Html(
                    "tr",
                    Attr("role", "row"),
                    By(division.By, division.Groups.Length, place),
                    Cell(CurveColumns[1], group.Name),
                    Cell(CurveColumns[2], Invariant($"{group.Lost} of {group.Units}")),
                    Cell(CurveColumns[3], StrataText.AtOneYear(group)),
                    paired ? null : Cell(CurveColumns[4], group.Expected is { } expected ? FigureText.Rounded(expected, 1) : "–"),
                    paired || place > 0 ? null : Spanning(Cell(CurveColumns[5], StrataText.Test(division)), division.Groups.Length)
                )
        );

    private static IEnumerable<XElement> ShareRows(ShareDivision division, bool paired) =>
        division.Groups.Select(
            (group, place) =>
                Html(
                    "tr",
                    Attr("role", "row"),
                    By(division.By, division.Groups.Length, place),
                    Cell(ShareColumns[1], group.Name),
                    Cell(ShareColumns[2], Invariant($"{group.N} of {group.Of}")),
                    Cell(ShareColumns[3], StrataText.ShareOf(group)),
                    paired ? null : Effects(division, group)
                )
        );

    private static XElement[] Effects(ShareDivision division, ShareGroup group)
    {
        var effects = division.Comparisons.FirstOrDefault(one => one.Group == group.Name);
        var none = division.Comparisons.Any(one => one.Reference == group.Name) ? "reference" : "–";
        return
        [
            Cell(
                ShareColumns[4],
                division.HasPairs ? $"not compared: {Paired}"
                    : effects is null ? none
                    : StrataText.Difference(effects)
            ),
            Cell(ShareColumns[5], effects is null ? "" : StrataText.Ratio(effects.RiskRatio)),
            Cell(ShareColumns[6], effects is null ? "" : StrataText.Ratio(effects.OddsRatio)),
        ];
    }

    private static XElement? By(Stratifier by, int groups, int place) =>
        place > 0 ? null : Spanning(Html("th", Attr("scope", "rowgroup"), Attr("role", "rowheader"), StrataText.NameOf(by)), groups);

    private static XElement Spanning(XElement cell, int rows)
    {
        cell.SetAttributeValue("rowspan", rows.ToString(CultureInfo.InvariantCulture));
        return cell;
    }

    private static XElement Cell(string column, string text) =>
        Html("td", Attr("role", "cell"), text.Length > 0 ? Attr("data-column", column) : Class("none"), Unbroken(text));

    /// <param name="paired">Nothing is compared: the columns that would say so of every group are left out.</param>
    private static XElement Table(string label, string[] columns, bool paired, IEnumerable<XElement> rows) =>
        Html(
            "table",
            Class(paired ? "cards groups few" : "cards groups"),
            Attr("role", "table"),
            Attr("aria-label", $"{label} by group"),
            Html(
                "thead",
                Attr("role", "rowgroup"),
                Html(
                    "tr",
                    Attr("role", "row"),
                    columns
                        .Take(paired ? Describing : columns.Length)
                        .Select(column =>
                            Html("th", Attr("scope", "col"), Attr("role", "columnheader"), Attr("data-column", column), column)
                        )
                )
            ),
            Html("tbody", Attr("role", "rowgroup"), rows)
        );
}
