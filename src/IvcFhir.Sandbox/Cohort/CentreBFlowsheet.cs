using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static IvcFhir.Sandbox.Cohort.Elements;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>Leg scores of centre B: one flowsheet row per item, values in whatever form the row was built with.</summary>
internal static class CentreBFlowsheet
{
    private static readonly TimeOnly VisitTime = new(11, 0);

    public static IEnumerable<JsonObject> Assessment(Chart chart, Visit visit) =>
        visit.Legs.SelectMany(leg => Villalta(chart, visit, leg).Concat(Vcss(chart, visit, leg)));

    private static IEnumerable<JsonObject> Villalta(Chart chart, Visit visit, LegGrades leg)
    {
        var rows = Rows(chart, visit, leg, leg.Villalta, LocalCodes.VillaltaItem);
        var ulcer = Row(chart, visit, leg, "vs-12", LocalCodes.Ulcer);
        if (chart.Story.Number % 2 == 0)
            ulcer["valueCodeableConcept"] = Concept(LocalCodes.YesNo(leg.Ulcer));
        else
            ulcer["valueString"] = LocalCodes.YesNoText(leg.Ulcer);
        return Panel(chart, visit, leg, "villalta", LocalCodes.VillaltaPanel, [.. rows, ulcer]);
    }

    private static IEnumerable<JsonObject> Vcss(Chart chart, Visit visit, LegGrades leg) =>
        Panel(chart, visit, leg, "vcss", LocalCodes.VcssPanel, [.. Rows(chart, visit, leg, leg.Vcss, LocalCodes.VcssItem)]);

    private static IEnumerable<JsonObject> Panel(Chart chart, Visit visit, LegGrades leg, string name, Code code, JsonObject[] rows)
    {
        var panel = Row(chart, visit, leg, name, code);
        panel["hasMember"] = new JsonArray([.. rows.Select(ReferenceTo)]);
        return [.. rows, panel];
    }

    /// <summary>An item that was not recorded has no row at all.</summary>
    private static IEnumerable<JsonObject> Rows(Chart chart, Visit visit, LegGrades leg, ImmutableArray<int?> grades, Func<int, Code> code)
    {
        for (var index = 0; index < grades.Length; index++)
        {
            if (grades[index] is not { } grade)
                continue;
            var row = Row(chart, visit, leg, code(index).Value.ToLowerInvariant(), code(index));
            var (form, value) = Form(index + chart.Story.Number, grade);
            row[form] = value;
            yield return row;
        }
    }

    private static (string Element, JsonNode Value) Form(int form, int grade) =>
        (form % 3) switch
        {
            0 => ("valueInteger", JsonValue.Create(grade)),
            1 => ("valueString", JsonValue.Create(LocalCodes.GradeText(grade))),
            _ => ("valueCodeableConcept", Concept(LocalCodes.Grade(grade))),
        };

    private static JsonObject Row(Chart chart, Visit visit, LegGrades leg, string name, Code code)
    {
        var id = $"{Chart.Tag(visit.Day)}-{leg.Leg}-{name}{(visit.Status is null ? "" : "-" + visit.Status)}";
        var row = chart.Observation(id, visit.Status, "exam", Concept(code), chart.At(visit.Day, VisitTime));
        row["bodySite"] = Concept(HospitalCodes.LowerLimb, HospitalCodes.Side(leg.Leg));
        return row;
    }
}
