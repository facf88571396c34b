using System.Globalization;
using System.Xml.Linq;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>
/// Who was counted, and why not. Boxes and arrows are style on an ordered list, so that the diagram wraps on a phone
/// and a screen reader reads the numbers themselves instead of a description of a picture.
/// </summary>
internal static class FlowSection
{
    public static XElement? Of(IReadOnlyList<FlowStep> steps) =>
        steps.Count == 0
            ? null
            : Html(
                "section",
                Attr("aria-labelledby", "flow"),
                Html("h2", Attr("id", "flow"), "Who was counted"),
                Html("ol", Class("flow"), Attr("role", "list"), steps.Select(Step))
            );

    private static XElement Step(FlowStep step) =>
        Html(
            "li",
            Class("station"),
            Html("p", Class("step"), Number(step.Count), " ", step.Label),
            step.Left.Count == 0 ? null : Html("div", Class("left"), Html("p", "Not counted further"), Exits(step.Left)),
            step.Missing.Count == 0 ? null : Html("div", Class("left"), Html("p", "Missing from single figures"), Exits(step.Missing))
        );

    private static XElement Exits(IReadOnlyList<FlowExit> exits) =>
        Html("ul", Attr("role", "list"), exits.Select(exit => Html("li", Number(exit.Count), " ", exit.Reason)));

    private static XElement Number(int? count) => Html("b", count?.ToString(CultureInfo.InvariantCulture) ?? "withheld:");
}
