using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static IvcFhir.Sandbox.Cohort.Elements;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// Centre A: SNOMED CT and the study's own codes, sides in words, devices as focalDevice with their patient, leg scores as one panel
/// per leg with components, one imaging Observation per segment.
/// </summary>
internal sealed class CentreA : ICentreHabits
{
    private static readonly TimeOnly DuplexTime = new(10, 30);
    private static readonly TimeOnly VenographyTime = new(16, 0);

    public IEnumerable<JsonObject> Diagnoses(Chart chart)
    {
        if (chart.Story.Thrombosis.IsEmpty)
            yield break;
        yield return chart.Condition("ivc-thrombosis", "confirmed", Concept(HospitalCodes.IvcThrombosis));
        foreach (var side in chart.Story.Thrombosis)
            yield return LegThrombosis(chart, side, "confirmed");
        foreach (var side in chart.Story.Refuted)
            yield return LegThrombosis(chart, side, "refuted");
    }

    public IEnumerable<JsonObject> Session(Chart chart, Session session)
    {
        foreach (var (step, index, startsAfter) in Chart.Timed(session))
        {
            var procedure = chart.Procedure(
                Chart.StepId(session, step, index),
                session,
                step,
                startsAfter,
                Concept(HospitalCodes.SnomedFor(step))
            );
            procedure["bodySite"] = new JsonArray(Site(step.Vein ?? "ivc"));
            if (step.Result is null && session.Status is null)
                procedure["outcome"] = Concept(HospitalCodes.Successful);
            var device = Implant(chart, session, step);
            if (device is not null)
                yield return device;
            AddFocalDevice(chart, procedure, step, device);
            yield return procedure;
        }
    }

    public IEnumerable<JsonObject> Position(Chart chart, PositionNote note)
    {
        var position = chart.Observation(
            $"{Chart.Tag(note.Day)}-position",
            note.Status,
            "imaging",
            Concept(HospitalCodes.Kind("filter-position")),
            chart.Date(note.Day)
        );
        position["valueCodeableConcept"] = Concept(HospitalCodes.Study("filter-position", note.Where));
        yield return position;
    }

    public IEnumerable<JsonObject> Assessment(Chart chart, Visit visit)
    {
        foreach (var leg in visit.Legs)
        {
            var villalta = Panel(chart, visit, leg, "villalta", HospitalCodes.VillaltaItems, leg.Villalta);
            villalta["component"]!
                .AsArray()
                .Add(new JsonObject { ["code"] = Concept(HospitalCodes.Kind("villalta-ulcer")), ["valueBoolean"] = leg.Ulcer });
            yield return villalta;
            yield return Panel(chart, visit, leg, "vcss", HospitalCodes.VcssItems, leg.Vcss);
        }
    }

    public IEnumerable<JsonObject> Imaging(Chart chart)
    {
        foreach (var scan in chart.Story.Scans)
        {
            var id = $"{Chart.Tag(scan.Day)}-scan-{scan.Vein}{(scan.Status is null ? "" : "-" + scan.Status)}";
            var finding = chart.Observation(
                id,
                scan.Status,
                "imaging",
                Concept(HospitalCodes.Kind("vein-finding")),
                chart.At(scan.Day, scan.Venography ? VenographyTime : DuplexTime)
            );
            var status = HospitalCodes.Study("vein-status", scan.Finding);
            finding["valueCodeableConcept"] = scan.Finding == "occluded" ? Concept(status, HospitalCodes.Occlusion) : Concept(status);
            finding["bodySite"] = Site(scan.Vein);
            finding["method"] = ConceptText(scan.Venography ? "Venography" : "Duplex ultrasound");
            yield return finding;
        }
    }

    public IEnumerable<JsonObject> Complication(Chart chart, ComplicationNote note)
    {
        var complication = chart.Observation(
            $"{Chart.Tag(note.Day)}-{note.Kind}",
            note.Status,
            "exam",
            Concept(HospitalCodes.Kind("complication")),
            chart.Date(note.Day)
        );
        complication["valueCodeableConcept"] = Concept(HospitalCodes.Study("complication-kind", note.Kind));
        complication["component"] = new JsonArray(
            new JsonObject
            {
                ["code"] = Concept(HospitalCodes.Study("complication-scale", "sir-2003")),
                ["valueCodeableConcept"] = Concept(HospitalCodes.Study("sir-2003-grade", note.Grade)),
            }
        );
        yield return complication;
    }

    private static JsonObject LegThrombosis(Chart chart, string side, string verification)
    {
        var condition = chart.Condition($"dvt-{side}", verification, Concept(HospitalCodes.IliofemoralThrombosis));
        var vein = new Vein("iliac", side);
        condition["bodySite"] = new JsonArray(ConceptText(InWords(vein), HospitalCodes.Vein(vein), HospitalCodes.Side(side)));
        return condition;
    }

    private static JsonObject Panel(
        Chart chart,
        Visit visit,
        LegGrades leg,
        string instrument,
        ImmutableArray<string> items,
        ImmutableArray<int?> grades
    )
    {
        var id = $"{Chart.Tag(visit.Day)}-{instrument}-{leg.Leg}{(visit.Status is null ? "" : "-" + visit.Status)}";
        var panel = chart.Observation(
            id,
            visit.Status,
            "survey",
            Concept(HospitalCodes.Kind(instrument + "-assessment")),
            chart.Date(visit.Day)
        );
        panel["bodySite"] = Concept(leg.Leg == "left" ? HospitalCodes.LeftLeg : HospitalCodes.RightLeg);
        var components = new JsonArray();
        foreach (var (item, grade) in items.Zip(grades))
            components.Add(Component(HospitalCodes.Study(instrument + "-item", item), grade));
        panel["component"] = components;
        return panel;
    }

    private static JsonObject Component(Code item, int? grade)
    {
        var component = new JsonObject { ["code"] = Concept(item) };
        if (grade is { } value)
            component["valueInteger"] = value;
        else
            component["dataAbsentReason"] = Hl7("data-absent-reason", "not-performed");
        return component;
    }

    private static JsonObject? Implant(Chart chart, Session session, Step step)
    {
        if (session.Status is not null || step.Kind is not ("filter" or "stent"))
            return null;
        var device =
            step.Kind == "filter"
                ? Implants.Device(chart, "filter", HospitalCodes.VenaCavaFilter, 100 + (chart.Story.Number % 3), session.Day)
                : Implants.Device(chart, $"{Chart.Tag(session.Day)}-stent", HospitalCodes.Stent, 201, session.Day);
        device["patient"] = Reference(chart.Patient);
        return device;
    }

    private static void AddFocalDevice(Chart chart, JsonObject procedure, Step step, JsonObject? implant)
    {
        var manipulated =
            implant is not null ? ReferenceTo(implant)
            : step.Kind == "retrieval" ? Reference($"Device/{chart.Id("filter")}")
            : null;
        if (manipulated is null)
            return;
        var action = new Code("http://hl7.org/fhir/device-action", implant is null ? "explanted" : "implanted");
        procedure["focalDevice"] = new JsonArray(new JsonObject { ["action"] = Concept(action), ["manipulated"] = manipulated });
    }

    private static JsonObject Site(string word)
    {
        var vein = Vein.Parse(word);
        return ConceptText(InWords(vein), HospitalCodes.Vein(vein));
    }

    private static string InWords(Vein vein) =>
        (vein.Segment, vein.Side) switch
        {
            ("ivc", _) => "Inferior vena cava",
            ("common" or "external" or "internal", "left") => $"Left {vein.Segment} iliac vein",
            ("common" or "external" or "internal", _) => $"Right {vein.Segment} iliac vein",
            (_, "left") => $"Left {vein.Segment} vein",
            _ => $"Right {vein.Segment} vein",
        };
}
