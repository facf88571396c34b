using System.Text.Json.Nodes;
using static IvcFhir.Sandbox.Cohort.Elements;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// Centre B: CPT and ICD-10, sides as a second coding, devices that only a DeviceUseStatement ties to the patient, leg items as single
/// Observations under a panel, imaging as reports with results, and local codes that only its site map explains.
/// </summary>
internal sealed class CentreB : ICentreHabits
{
    public IEnumerable<JsonObject> Diagnoses(Chart chart)
    {
        if (chart.Story.Thrombosis.IsEmpty)
            yield break;
        yield return chart.Condition("ivc-thrombosis", "confirmed", Concept(HospitalCodes.Icd10Cm("I82.220")));
        yield return chart.Condition("dvt", "confirmed", Concept(IliacThrombosis([.. chart.Story.Thrombosis])));
        foreach (var side in chart.Story.Refuted)
            yield return chart.Condition($"dvt-{side}", "refuted", Concept(IliacThrombosis([side])));
    }

    /// <summary>Hospitals code twice, for the professional and for the facility: on one Procedure (even patients) or on two.</summary>
    public IEnumerable<JsonObject> Session(Chart chart, Session session)
    {
        foreach (var (step, index, startsAfter) in Chart.Timed(session))
        {
            var id = Chart.StepId(session, step, index);
            var cpt = HospitalCodes.CptFor(step);
            var pcs = HospitalCodes.PcsFor(step);
            JsonObject[] codes =
                pcs is not { } facility ? [Concept(cpt)]
                : chart.Story.Number % 2 == 0 ? [Concept(cpt, facility)]
                : [Concept(cpt), Concept(facility)];
            foreach (var (code, copy) in codes.Zip(["", "-facility"]))
            {
                var procedure = chart.Procedure(id + copy, session, step, startsAfter, code);
                procedure["bodySite"] = new JsonArray(Site(step.Vein ?? "ivc"));
                yield return procedure;
            }

            if (session.Status is null && step.Kind is "filter" or "stent")
                foreach (var resource in Implant(chart, session, step.Kind))
                    yield return resource;
        }
    }

    public IEnumerable<JsonObject> Position(Chart chart, PositionNote note)
    {
        var position = chart.Observation(
            $"{Chart.Tag(note.Day)}-position",
            note.Status,
            "imaging",
            Concept(LocalCodes.FilterPosition),
            chart.At(note.Day, new TimeOnly(15, 0))
        );
        position["valueCodeableConcept"] = Concept(LocalCodes.Position(note.Where));
        yield return position;
    }

    public IEnumerable<JsonObject> Assessment(Chart chart, Visit visit) => CentreBFlowsheet.Assessment(chart, visit);

    public IEnumerable<JsonObject> Imaging(Chart chart) =>
        chart
            .Story.Scans.GroupBy(scan => (scan.Day, Preliminary: scan.Status == "preliminary", Error: scan.Status == "entered-in-error"))
            .SelectMany(study => Report(chart, [.. study]));

    public IEnumerable<JsonObject> Complication(Chart chart, ComplicationNote note)
    {
        var complication = chart.Observation(
            $"{Chart.Tag(note.Day)}-{note.Kind}",
            note.Status,
            "exam",
            Concept(LocalCodes.Complication),
            chart.At(note.Day, new TimeOnly(8, 0))
        );
        complication["valueCodeableConcept"] = Concept(LocalCodes.ComplicationKind(note.Kind));
        complication["component"] = new JsonArray(
            new JsonObject { ["code"] = Concept(LocalCodes.Sir2003), ["valueCodeableConcept"] = Concept(LocalCodes.SirGrade(note.Grade)) }
        );
        yield return complication;
    }

    private static Code IliacThrombosis(string[] sides) =>
        HospitalCodes.Icd10Cm(
            sides switch
            {
                ["right"] => "I82.421",
                ["left"] => "I82.422",
                _ => "I82.423",
            }
        );

    /// <summary>The Device names no patient; the statement is the only link.</summary>
    private static IEnumerable<JsonObject> Implant(Chart chart, Session session, string kind)
    {
        var id = $"{Chart.Tag(session.Day)}-{kind}";
        var device =
            kind == "filter"
                ? Implants.Device(chart, id, HospitalCodes.VenaCavaFilter, 110 + (chart.Story.Number % 2), session.Day)
                : Implants.Device(chart, id, HospitalCodes.Stent, 202, session.Day);
        var use = chart.Resource("DeviceUseStatement", id + "-use", "active");
        use["timingDateTime"] = chart.Date(session.Day);
        use["device"] = ReferenceTo(device);
        yield return device;
        yield return use;
    }

    private static IEnumerable<JsonObject> Report(Chart chart, Scan[] scans)
    {
        var id = $"{Chart.Tag(scans[0].Day)}-duplex{(scans[0].Status is "preliminary" or "entered-in-error" ? "-" + scans[0].Status : "")}";
        var taken = chart.At(scans[0].Day, new TimeOnly(14, 10));
        var issued = chart.At(scans[0].Day, new TimeOnly(15, 20));
        JsonObject[] results = [.. scans.Select(scan => Result(chart, scan, taken, issued))];
        var venography = scans[0].Venography;
        var report = chart.Resource("DiagnosticReport", id, scans.FirstOrDefault(scan => scan.Status is not null)?.Status ?? "final");
        report["category"] = new JsonArray(Hl7("v2-0074", venography ? "RAD" : "VUS"));
        report["code"] = Concept(venography ? HospitalCodes.Venography : HospitalCodes.DuplexStudy);
        report["effectiveDateTime"] = taken;
        report["issued"] = issued;
        report["result"] = new JsonArray([.. results.Select(ReferenceTo)]);
        return [.. results, report];
    }

    private static JsonObject Result(Chart chart, Scan scan, string taken, string issued)
    {
        var id = $"{Chart.Tag(scan.Day)}-scan-{scan.Vein}{(scan.Status is null ? "" : "-" + scan.Status)}";
        var result = chart.Observation(id, scan.Status, "imaging", Concept(LocalCodes.VeinFinding), taken);
        result["issued"] = issued;
        result["valueCodeableConcept"] = Concept(LocalCodes.Status(scan.Finding));
        result["bodySite"] = Site(scan.Vein);
        result["method"] = ConceptText(scan.Venography ? "Venography" : "Duplex");
        return result;
    }

    private static JsonObject Site(string word)
    {
        var vein = Vein.Parse(word);
        return vein.Side is { } side ? Concept(HospitalCodes.Vein(vein), HospitalCodes.Side(side)) : Concept(HospitalCodes.Vein(vein));
    }
}
