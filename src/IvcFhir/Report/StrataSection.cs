using System.Globalization;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static System.FormattableString;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The curves by site, filter position, side and period, each with its log-rank test.</summary>
internal static class StrataSection
{
    private static readonly string[] Columns = ["Group", "Followed", "Lost", "Expected", "At 12 months", "95 % CI"];

    public static XElement? Of(StudyTable table) => table.Curves.All(curve => curve.Strata.IsEmpty) ? null :
        Html("section", Attr("aria-labelledby", "strata"),
            Html("h2", Attr("id", "strata"), "Patency by group"),
            Html("p", Class("key"), "Log-rank test over the whole of follow-up; limbs of one patient are taken as independent by it. Expected: losses if all groups were alike. No correction for the number of tests."),
            table.Curves.Where(curve => !curve.Strata.IsEmpty).Select(Curve));

    private static XElement Curve(PatencyCurve curve) =>
        Html("details",
            Html("summary", $"{curve.Label}: {string.Join("; ", curve.Strata.Select(division => $"{NameOf(division.By)} {Test(division)}"))}"),
            curve.Strata.Select(division => Html("div", Class("scroll"), Html("table", Class("values"),
                Html("caption", $"{curve.Label} by {NameOf(division.By)}: {Test(division)}"),
                Html("thead", Html("tr", Columns.Select(column => Html("th", Attr("scope", "col"), column)))),
                Html("tbody", division.Groups.Select(Row))))));

    private static XElement Row(CurveStratum group) =>
        Html("tr",
            Html("th", Attr("scope", "row"), group.Name),
            Html("td", group.Units.ToString(CultureInfo.InvariantCulture)),
            Html("td", group.Lost.ToString(CultureInfo.InvariantCulture)),
            Html("td", group.Expected is { } expected ? FigureText.Rounded(expected, 2) : "–"),
            Html("td", group.SurvivalAt12 is { } survival ? FigureText.Percent(survival) : "not followed"),
            Html("td", group is { Lower: { } lower, Upper: { } upper } && lower < upper ? $"{FigureText.Rounded(lower * 100, 0)}–{FigureText.Percent(upper)}" : "–"));

    public static string Test(CurveStratification division) => division is { P: { } p, ChiSquare: { } chiSquare, DegreesOfFreedom: { } freedom }
        ? Invariant($"p = {P(p)} (χ² = {FigureText.Rounded(chiSquare, 2)}, {freedom} df)")
        : "nothing to test";

    public static string NameOf(Stratifier by) => by switch
    {
        Stratifier.Site => "site",
        Stratifier.FilterPosition => "filter position",
        Stratifier.Laterality => "side",
        Stratifier.Period => "period",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Not a stratifier."),
    };

    private static string P(double p) => p < 0.001 ? "below 0.001" : FigureText.Rounded(p, 3);
}
