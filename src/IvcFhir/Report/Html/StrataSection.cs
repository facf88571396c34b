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
    private static readonly string[] CurveColumns =
    [
        "By",
        "Group",
        "Lost of followed",
        "Expected",
        "Patency at 12 months",
        "Log-rank test",
    ];

    private static readonly string[] ShareColumns = ["By", "Group", "n of N", "Share", "Risk difference", "Risk ratio", "Odds ratio"];

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
                        + "groups were alike. Effects: each group against the largest. All intervals 95 %. Nothing is "
                        + "corrected for the number of comparisons."
                ),
                table.Curves.Where(curve => !curve.Strata.IsEmpty).Select(Curve),
                table.Shares.Select(Share)
            );

    private static object[] Curve(PatencyCurve curve) =>
        curve.Strata.All(division => division.P is null && !division.HasPairs)
            ? [Html("h3", curve.Label), Html("p", Class("key"), "Nothing was lost, or there is one group only: nothing to compare.")]
            : [Html("h3", curve.Label), Table(curve.Label, CurveColumns, curve.Strata.SelectMany(CurveRows))];

    private static object[] Share(FigureDivisions shares)
    {
        var (n, of) = (shares.Divisions[0].Groups.Sum(group => group.N), shares.Divisions[0].Groups.Sum(group => group.Of));
        return n == 0 || n == of
            ? [Html("h3", shares.Label), Html("p", Class("key"), n == 0 ? "None in any group." : "All in every group.")]
            : [Html("h3", shares.Label), Table(shares.Label, ShareColumns, shares.Divisions.SelectMany(ShareRows))];
    }

    private static IEnumerable<XElement> CurveRows(CurveStratification division) =>
        division.Groups.Select(
            (group, place) =>
                Html(
                    "tr",
                    Attr("role", "row"),
                    By(division.By, division.Groups.Length, place),
                    Cell(CurveColumns[1], group.Name),
                    Cell(CurveColumns[2], Invariant($"{group.Lost} of {group.Units}")),
                    Cell(CurveColumns[3], group.Expected is { } expected ? FigureText.Rounded(expected, 1) : "–"),
                    Cell(CurveColumns[4], StrataText.AtOneYear(group)),
                    place > 0 ? null : Spanning(Cell(CurveColumns[5], StrataText.Test(division)), division.Groups.Length)
                )
        );

    private static IEnumerable<XElement> ShareRows(ShareDivision division) =>
        division.Groups.Select(
            (group, place) =>
            {
                var effects = division.Comparisons.FirstOrDefault(one => one.Group == group.Name);
                var none = division.Comparisons.Any(one => one.Reference == group.Name) ? "reference" : "–";
                return Html(
                    "tr",
                    Attr("role", "row"),
                    By(division.By, division.Groups.Length, place),
                    Cell(ShareColumns[1], group.Name),
                    Cell(ShareColumns[2], Invariant($"{group.N} of {group.Of}")),
                    Cell(ShareColumns[3], StrataText.ShareOf(group)),
                    Cell(
                        ShareColumns[4],
                        division.HasPairs ? "not compared: limbs of one patient are not independent"
                            : effects is null ? none
                            : StrataText.Difference(effects)
                    ),
                    Cell(ShareColumns[5], effects is null ? "" : StrataText.Ratio(effects.RiskRatio)),
                    Cell(ShareColumns[6], effects is null ? "" : StrataText.Ratio(effects.OddsRatio))
                );
            }
        );

    private static XElement? By(Stratifier by, int groups, int place) =>
        place > 0 ? null : Spanning(Html("th", Attr("scope", "rowgroup"), Attr("role", "rowheader"), StrataText.NameOf(by)), groups);

    private static XElement Spanning(XElement cell, int rows)
    {
        cell.SetAttributeValue("rowspan", rows.ToString(CultureInfo.InvariantCulture));
        return cell;
    }

    private static XElement Cell(string column, string text) =>
        Html("td", Attr("role", "cell"), text.Length > 0 ? Attr("data-column", column) : Class("none"), text);

    private static XElement Table(string label, string[] columns, IEnumerable<XElement> rows) =>
        Html(
            "table",
            Class("cards groups"),
            Attr("role", "table"),
            Attr("aria-label", $"{label} by group"),
            Html(
                "thead",
                Attr("role", "rowgroup"),
                Html(
                    "tr",
                    Attr("role", "row"),
                    columns.Select(column => Html("th", Attr("scope", "col"), Attr("role", "columnheader"), column))
                )
            ),
            Html("tbody", Attr("role", "rowgroup"), rows)
        );
}
