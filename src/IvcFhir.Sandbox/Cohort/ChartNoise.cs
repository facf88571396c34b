using System.Globalization;
using System.Text.Json.Nodes;
using static IvcFhir.Sandbox.Cohort.Elements;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// What fills a real chart and has nothing to say to the study: demographics, vital signs, laboratory, unrelated procedures.
/// </summary>
internal static class ChartNoise
{
    private const string Loinc = "http://loinc.org";

    public static JsonObject Patient(Chart chart)
    {
        var story = chart.Story;
        return new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = story.Id,
            ["identifier"] = new JsonArray(
                new JsonObject
                {
                    ["system"] = story.Centre == Centre.A ? "urn:oid:1.2.999.114350.2.14" : "urn:oid:1.2.999.114350.1.14",
                    ["value"] = $"MRN-{chart.Family}",
                }
            ),
            ["active"] = true,
            ["name"] = new JsonArray(new JsonObject { ["family"] = chart.Family, ["given"] = new JsonArray("Testa") }),
            ["gender"] = story.Gender,
            ["birthDate"] = story.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    public static IEnumerable<JsonObject> VitalSigns(Chart chart, int day)
    {
        var seed = (chart.Story.Number * 7) + day;
        var pressure = Measured(chart, day, "vital-signs", "85354-9", "Blood pressure panel with all children optional", null);
        pressure["component"] = new JsonArray(
            new JsonObject
            {
                ["code"] = Concept(new Code(Loinc, "8480-6", "Systolic blood pressure")),
                ["valueQuantity"] = Quantity(112 + (seed % 35), "mmHg", "mm[Hg]"),
            },
            new JsonObject
            {
                ["code"] = Concept(new Code(Loinc, "8462-4", "Diastolic blood pressure")),
                ["valueQuantity"] = Quantity(64 + (seed % 22), "mmHg", "mm[Hg]"),
            }
        );
        yield return pressure;
        yield return Measured(chart, day, "vital-signs", "8867-4", "Heart rate", Quantity(58 + (seed % 37), "/min", "/min"));
        yield return Measured(
            chart,
            day,
            "vital-signs",
            "29463-7",
            "Body weight",
            Quantity(55 + (chart.Story.Number * 3 % 48), "kg", "kg")
        );
    }

    public static IEnumerable<JsonObject> Laboratory(Chart chart, int day)
    {
        var seed = (chart.Story.Number * 11) + day;
        yield return Measured(
            chart,
            day,
            "laboratory",
            "718-7",
            "Hemoglobin [Mass/volume] in Blood",
            Quantity(11.2m + (seed % 40 / 10m), "g/dL", "g/dL")
        );
        yield return Measured(
            chart,
            day,
            "laboratory",
            "48065-7",
            "Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma",
            Quantity(0.4m + (seed % 90 / 10m), "ug/mL FEU", "ug/mL{FEU}")
        );
        yield return Measured(
            chart,
            day,
            "laboratory",
            "2160-0",
            "Creatinine [Mass/volume] in Serum or Plasma",
            Quantity(0.6m + (seed % 8 / 10m), "mg/dL", "mg/dL")
        );
    }

    public static JsonObject Procedure(Chart chart, OtherProcedure other)
    {
        var procedure = chart.Resource("Procedure", $"{Chart.Tag(other.Day)}-{other.What}", "completed");
        procedure["code"] = other.What switch
        {
            "appendectomy" => Concept(HospitalCodes.Appendectomy),
            "coronary-angioplasty" => Concept(HospitalCodes.BalloonAngioplasty),
            "open-thrombectomy" => Concept(HospitalCodes.OpenThrombectomy),
            "arterial-thrombolysis" => Concept(HospitalCodes.ArterialThrombolysis),
            "femoral-stent" => Concept(HospitalCodes.LeftFemoralStent),
            "venography" => Concept(HospitalCodes.Venography),
            _ => throw new FormatException($"'{other.What}' is not a procedure of the description."),
        };
        if (other.What == "coronary-angioplasty")
            procedure["bodySite"] = new JsonArray(ConceptText("Coronary artery"));
        procedure["performedDateTime"] = chart.Date(other.Day);
        return procedure;
    }

    private static JsonObject Measured(Chart chart, int day, string category, string loinc, string display, JsonObject? value)
    {
        var observation = chart.Observation(
            $"{Chart.Tag(day)}-{loinc}",
            null,
            category,
            Concept(new Code(Loinc, loinc, display)),
            chart.At(day, new TimeOnly(8, 15))
        );
        if (value is not null)
            observation["valueQuantity"] = value;
        return observation;
    }
}
