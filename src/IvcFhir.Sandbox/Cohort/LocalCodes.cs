using System.Globalization;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>Codes and texts that only centre B knows; <c>profiles/maps/sites/centre-b.json</c> says what they mean.</summary>
internal static class LocalCodes
{
    private const string Flowsheet = "urn:oid:1.2.999.114350.1.13.77.2.7.2.707679";
    private const string Choice = "urn:oid:1.2.999.114350.1.13.77.2.7.2.707680";

    public static readonly Code VillaltaPanel = new(Flowsheet, "VS-PNL", "Post-thrombotic assessment");
    public static readonly Code Ulcer = new(Flowsheet, "VS-12", "Leg ulcer");
    public static readonly Code VcssPanel = new(Flowsheet, "VC-PNL", "Venous severity assessment");
    public static readonly Code VeinFinding = new(Flowsheet, "DUP-SEG", "Vein segment");
    public static readonly Code FilterPosition = new(Flowsheet, "FLT-POS", "Filter position");
    public static readonly Code Complication = new(Flowsheet, "CX-EVT", "Complication");
    public static readonly Code Sir2003 = new(Flowsheet, "CX-SIR", "Grade");

    public static Code VillaltaItem(int index) => new(Flowsheet, Numbered("VS", index));

    public static Code VcssItem(int index) => new(Flowsheet, Numbered("VC", index));

    public static Code Grade(int grade) => new(Choice, string.Create(CultureInfo.InvariantCulture, $"G{grade}"));

    public static Code YesNo(bool yes) => new(Choice, yes ? "Y" : "N");

    public static string GradeText(int grade) =>
        grade switch
        {
            0 => "0 - none",
            1 => "1 - mild",
            2 => "2 - moderate",
            _ => "3 - severe",
        };

    public static string YesNoText(bool yes) => yes ? "Present" : "Not present";

    public static Code SirGrade(string grade) => new(Choice, "SIR-" + grade);

    public static Code Status(string finding) =>
        new(
            Choice,
            finding switch
            {
                "patent" => "PAT",
                "stenosed" => "STE",
                "partial-thrombus" => "NOC",
                "occluded" => "OCC",
                _ => throw new FormatException($"Centre B has no value for '{finding}'."),
            }
        );

    public static Code Position(string where) =>
        new(
            Choice,
            where switch
            {
                "infrarenal" => "FP-INF",
                "suprarenal" => "FP-SUP",
                "retrohepatic" => "FP-HEP",
                _ => throw new FormatException($"Centre B has no value for '{where}'."),
            }
        );

    public static Code ComplicationKind(string kind) =>
        new(
            Choice,
            kind switch
            {
                "bleeding" => "CX-BLD",
                "access-site-hematoma" => "CX-HEM",
                "access-site-thrombosis" => "CX-AST",
                "filter-tilt" => "CX-TLT",
                "caval-thrombosis" => "CX-CTH",
                _ => throw new FormatException($"Centre B has no value for '{kind}'."),
            }
        );

    private static string Numbered(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1:00}");
}
