using System.Collections.Immutable;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>A coding as a hospital records it. CPT carries no display: its texts are licensed.</summary>
internal readonly record struct Code(string System, string Value, string? Display = null);

/// <summary>Standard codes that both hospitals use. Local codes of centre B stand in <see cref="LocalCodes"/>.</summary>
internal static class HospitalCodes
{
    public const string StudyBase = "https://ivcfhir.org/fhir/CodeSystem/";

    private const string SnomedCt = "http://snomed.info/sct";
    private const string Pcs = "http://www.cms.gov/Medicare/Coding/ICD10";

    /// <summary>The items in the order in which the description lists their grades.</summary>
    public static readonly ImmutableArray<string> VillaltaItems =
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

    /// <inheritdoc cref="VillaltaItems"/>
    public static readonly ImmutableArray<string> VcssItems =
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

    public static readonly Code LeftLeg = Snomed("32153003", "Left lower limb structure");
    public static readonly Code RightLeg = Snomed("62175007", "Right lower limb structure");
    public static readonly Code LowerLimb = Snomed("61685007", "Lower limb structure");
    public static readonly Code Occlusion = Snomed("26036001", "Occlusion");
    public static readonly Code VenaCavaFilter = Snomed("257409000", "Vena cava filter");
    public static readonly Code Stent = Snomed("65818007", "Stent, device");
    public static readonly Code Successful = Snomed("385669000", "Successful");
    public static readonly Code Unsuccessful = Snomed("385671000", "Unsuccessful");
    public static readonly Code IvcThrombosis = Snomed("281595001", "Thrombosis of inferior vena cava");
    public static readonly Code IliofemoralThrombosis = Snomed("132301000119107", "Acute deep venous thrombosis of iliofemoral vein");
    public static readonly Code Appendectomy = Snomed("80146002", "Appendectomy");
    public static readonly Code BalloonAngioplasty = Snomed("68457009", "Percutaneous transluminal balloon angioplasty");
    public static readonly Code OpenThrombectomy = Snomed("175845008", "Open thrombectomy of vein of lower limb");
    public static readonly Code ArterialThrombolysis = Cpt("37211");
    public static readonly Code LeftFemoralStent = Icd10Pcs("067N3DZ");
    public static readonly Code Venography = Cpt("75825");
    public static readonly Code DuplexStudy = new("http://loinc.org", "69385-3", "US Lower extremity veins - bilateral");

    public static Code Study(string system, string code) => new(StudyBase + system, code);

    public static Code Kind(string code) => Study("observation-kind", code);

    public static Code Side(string side) => side == "left" ? Snomed("7771000", "Left") : Snomed("24028007", "Right");

    /// <summary>The vein itself, without a side.</summary>
    public static Code Vein(Vein vein) =>
        vein.Segment switch
        {
            "ivc" => Snomed("64131007", "Inferior vena cava"),
            "common" => Snomed("46027005", "Common iliac vein"),
            "external" => Snomed("63507001", "External iliac vein"),
            "internal" => Snomed("40300007", "Internal iliac vein"),
            "iliac" => Snomed("244411005", "Iliac vein"),
            "femoral" => Snomed("83419000", "Femoral vein"),
            "popliteal" => Snomed("56849005", "Popliteal vein"),
            _ => throw new FormatException($"'{vein.Segment}' is not a vein of the description."),
        };

    /// <summary>What centre A records for a step: one SNOMED CT concept, the vein apart.</summary>
    public static Code SnomedFor(Step step) =>
        (step.Kind, step.Vein) switch
        {
            ("filter", _) => Snomed("397913009", "Percutaneous insertion of inferior vena cava filter"),
            ("retrieval", _) => Snomed("233439000", "Removal of inferior vena caval filter"),
            ("mat", "ivc") => Snomed("708969008", "Endovascular thrombectomy of inferior vena cava"),
            ("mat", _) => Snomed("276982006", "Percutaneous thrombectomy of iliofemoral vein zone"),
            ("cdt", "ivc") => Snomed("432948005", "Percutaneous thrombolysis of inferior vena cava using fluoroscopic guidance"),
            ("stent", "ivc") => Snomed("232997003", "Insertion of stent in inferior vena cava"),
            ("stent", _) => Snomed("1296925008", "Insertion of stent"),
            ("angioplasty", "ivc") => Snomed("276894001", "Percutaneous balloon angioplasty of inferior vena cava"),
            ("angioplasty", _) => BalloonAngioplasty,
            _ => throw new FormatException($"Centre A has no code for '{step.Kind} {step.Vein}'."),
        };

    /// <summary>What centre B's professional billing records for a step.</summary>
    public static Code CptFor(Step step) =>
        step.Kind switch
        {
            "filter" => Cpt("37191"),
            "retrieval" => Cpt("37193"),
            "mat" => Cpt("37187"),
            "cdt" => Cpt("37212"),
            "stent" => Cpt("37238"),
            "angioplasty" => Cpt("37248"),
            _ => throw new FormatException($"Centre B has no CPT code for '{step.Kind}'."),
        };

    /// <summary>What centre B's facility coding records for a step; null where it records none.</summary>
    public static Code? PcsFor(Step step) =>
        (step.Kind, step.Vein) switch
        {
            ("filter", _) => Icd10Pcs("06H03DZ"),
            ("mat", "ivc") => Icd10Pcs("06C03ZZ"),
            ("mat", "left") => Icd10Pcs("06CD3ZZ"),
            ("mat", "right") => Icd10Pcs("06CC3ZZ"),
            ("cdt", _) => Icd10Pcs("3E04317"),
            ("stent", "ivc") => Icd10Pcs("06703DZ"),
            ("stent", "left") => Icd10Pcs("067D3DZ"),
            ("stent", "right") => Icd10Pcs("067C3DZ"),
            ("angioplasty", "ivc") => Icd10Pcs("06703ZZ"),
            ("angioplasty", "left") => Icd10Pcs("067D3ZZ"),
            ("angioplasty", "right") => Icd10Pcs("067C3ZZ"),
            _ => null,
        };

    public static Code Icd10Cm(string code) => new("http://hl7.org/fhir/sid/icd-10-cm", code);

    private static Code Snomed(string code, string display) => new(SnomedCt, code, display);

    private static Code Cpt(string code) => new("http://www.ama-assn.org/go/cpt", code);

    private static Code Icd10Pcs(string code) => new(Pcs, code);
}

/// <summary>A vein of the description, taken apart.</summary>
/// <param name="Segment">ivc, common, external, internal, iliac, femoral or popliteal.</param>
/// <param name="Side">left or right; null for the inferior vena cava.</param>
internal sealed record Vein(string Segment, string? Side)
{
    public static Vein Parse(string word) =>
        word.Split('-') switch
        {
            ["ivc"] => new Vein("ivc", null),
            [var side] => new Vein("common", side),
            [var side, var segment] => new Vein(segment, side),
            _ => throw new FormatException($"'{word}' is not a vein."),
        };
}
