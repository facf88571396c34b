using System.Globalization;
using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Support;

/// <summary>
/// Charts of a hospital that treats iliofemoral thrombosis by catheter and places no filters. Every patient is treated on 2019-03-04.
/// </summary>
internal static class IliofemoralChart
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Study = "https://ivcfhir.org/fhir/CodeSystem/";
    private const string LeftLeg = "32153003";
    private const string RightLeg = "62175007";

    private static readonly string[] s_villalta =
    [
        "pain",
        "cramps",
        "heaviness",
        "paresthesia",
        "pruritus",
        "pretibial-edema",
        "skin-induration",
        "hyperpigmentation",
        "redness",
        "venous-ectasia",
        "calf-compression-pain",
    ];

    private static readonly string[] s_vcss =
    [
        "pain",
        "varicose-veins",
        "venous-edema",
        "skin-pigmentation",
        "inflammation",
        "induration",
        "active-ulcer-number",
        "active-ulcer-duration",
        "active-ulcer-size",
        "compression-use",
    ];

    /// <summary>
    /// Six patients: one with the syndrome on two visits; one with both legs treated, the left vein lost on day 100 and one positive visit
    /// only; one whose treatment was stopped; and three who do not belong: no diagnosis, thrombectomy alone, diagnosis only after the
    /// treatment.
    /// </summary>
    public static IEnumerable<JsonObject> Resources() =>
        [
            .. Patient("two-visits", "Left"),
            Lysis("two-visits", "Left"),
            Vein("two-visits", "Left", 370, "patent"),
            Villalta("two-visits", LeftLeg, 190, 6),
            Villalta("two-visits", LeftLeg, 370, 7),
            Vcss("two-visits", LeftLeg, 370, 8, compression: 3),
            .. Patient("both-legs", "Left", "Right"),
            Lysis("both-legs", "Left"),
            Lysis("both-legs", "Right"),
            Vein("both-legs", "Left", 100, "occluded"),
            Vein("both-legs", "Right", 370, "patent"),
            Villalta("both-legs", LeftLeg, 190, 6),
            Villalta("both-legs", LeftLeg, 370, 3),
            Villalta("both-legs", RightLeg, 370, 2),
            Vcss("both-legs", LeftLeg, 370, 4, compression: 0),
            .. Patient("stopped", "Left"),
            Lysis("stopped", "Left", "stopped"),
            Villalta("stopped", LeftLeg, 370, 4),
            .. Patient("no-diagnosis"),
            Lysis("no-diagnosis", "Left"),
            .. Patient("thrombectomy-only", "Left"),
            Procedure("thrombectomy-only", "276982006", "Left", "completed"),
            .. Patient("later-diagnosis"),
            Diagnosis("later-diagnosis", "Left", Day(30)),
            Lysis("later-diagnosis", "Left"),
        ];

    private static IEnumerable<JsonObject> Patient(string id, params string[] sides) =>
        [
            new JsonObject
            {
                ["resourceType"] = "Patient",
                ["id"] = id,
                ["gender"] = "female",
                ["birthDate"] = "1970-05-01",
            },
            .. sides.Select(side => Diagnosis(id, side, Day(-3))),
            .. sides.Take(1).Select(side => Stay(id, side)),
        ];

    /// <summary>The stay of the treatment with its coded diagnosis: it could have told of a complication.</summary>
    private static JsonObject Stay(string patient, string side) =>
        new()
        {
            ["resourceType"] = "Encounter",
            ["id"] = $"{patient}-stay",
            ["status"] = "finished",
            ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "IMP" },
            ["subject"] = Reference(patient),
            ["period"] = new JsonObject { ["start"] = Day(-1), ["end"] = Day(2) },
            ["diagnosis"] = new JsonArray(
                new JsonObject { ["condition"] = new JsonObject { ["reference"] = $"Condition/{patient}-dvt-{side}" } }
            ),
        };

    private static JsonObject Diagnosis(string patient, string side, string day) =>
        new()
        {
            ["resourceType"] = "Condition",
            ["id"] = $"{patient}-dvt-{side}",
            ["clinicalStatus"] = Concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
            ["verificationStatus"] = Concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
            ["code"] = Concept(Snomed, "132301000119107"),
            ["subject"] = Reference(patient),
            ["onsetDateTime"] = day,
            ["bodySite"] = new JsonArray(Iliac(side)),
        };

    private static JsonObject Lysis(string patient, string side, string status = "completed") =>
        Procedure(patient, "432948005", side, status);

    private static JsonObject Procedure(string patient, string code, string side, string status) =>
        new()
        {
            ["resourceType"] = "Procedure",
            ["id"] = $"{patient}-{code}-{side}",
            ["status"] = status,
            ["subject"] = Reference(patient),
            ["code"] = Concept(Snomed, code),
            ["performedPeriod"] = new JsonObject { ["start"] = $"{Day(0)}T09:00:00Z", ["end"] = $"{Day(0)}T10:00:00Z" },
            ["bodySite"] = new JsonArray(Iliac(side)),
        };

    private static JsonObject Vein(string patient, string side, int day, string status)
    {
        var seen = Observation(patient, $"vein-{side}", "vein-finding", day, Iliac(side));
        seen["valueCodeableConcept"] = Concept($"{Study}vein-status", status);
        return seen;
    }

    private static JsonObject Villalta(string patient, string leg, int day, int total)
    {
        var panel = Observation(patient, $"villalta-{leg}", "villalta-assessment", day, Concept(Snomed, leg));
        panel["component"] = new JsonArray([
            .. s_villalta.Select((item, place) => Graded("villalta-item", item, Math.Clamp(total - 3 * place, 0, 3))),
            new JsonObject { ["code"] = Concept($"{Study}observation-kind", "villalta-ulcer"), ["valueBoolean"] = false },
        ]);
        return panel;
    }

    /// <param name="total">Of the attributes other than compression; no ulcer.</param>
    private static JsonObject Vcss(string patient, string leg, int day, int total, int compression)
    {
        var panel = Observation(patient, $"vcss-{leg}", "vcss-assessment", day, Concept(Snomed, leg));
        panel["component"] = new JsonArray([
            .. s_vcss.Select(
                (item, place) =>
                    Graded(
                        "vcss-item",
                        item,
                        place == 9 ? compression
                            : place >= 6 ? 0
                            : Math.Clamp(total - 3 * place, 0, 3)
                    )
            ),
        ]);
        return panel;
    }

    private static JsonObject Observation(string patient, string name, string kind, int day, JsonObject site) =>
        new()
        {
            ["resourceType"] = "Observation",
            ["id"] = $"{patient}-{name}-{day.ToString(CultureInfo.InvariantCulture)}",
            ["status"] = "final",
            ["subject"] = Reference(patient),
            ["code"] = Concept($"{Study}observation-kind", kind),
            ["effectiveDateTime"] = Day(day),
            ["bodySite"] = site,
        };

    private static JsonObject Graded(string system, string item, int grade) =>
        new() { ["code"] = Concept(Study + system, item), ["valueInteger"] = grade };

    private static JsonObject Iliac(string side)
    {
        var vein = Concept(Snomed, "244411005");
        vein["text"] = $"{side} iliac vein";
        return vein;
    }

    private static JsonObject Concept(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static JsonObject Reference(string patient) => new() { ["reference"] = $"Patient/{patient}" };

    private static string Day(int afterTreatment) =>
        new DateOnly(2019, 3, 4).AddDays(afterTreatment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
