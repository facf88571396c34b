using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Core;

namespace IvcFhir.Codes;

/// <summary>What a number measures; its unit is the one in which this program counts.</summary>
internal enum Measured
{
    /// <summary>Points, grades: UCUM unity.</summary>
    Count,
    Percent,
    Millimetres,
    Degrees,

    Hours,

    /// <summary>Hemoglobin in grams per litre.</summary>
    HemoglobinGramsPerLitre,

    /// <summary>Creatinine in micromoles per litre.</summary>
    CreatinineMicromolesPerLitre,

    /// <summary>Free hemoglobin of the plasma in milligrams per litre.</summary>
    FreeHemoglobinMilligramsPerLitre,
}

/// <summary>Quantities in UCUM, case-sensitive and exact. A missing or foreign unit is an issue, never a guess.</summary>
internal static class Units
{
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>
    /// Value × Times / Over. Hemoglobin: 2 g/dL = 20 g/L = 1.24 mmol/L (clinical 5.4), kept as that ratio so that the limit is met exactly.
    /// Creatinine: 1 mg/dL = 88.4 µmol/L.
    /// </summary>
    private static readonly FrozenDictionary<(Measured What, string Unit), (decimal Times, decimal Over)> Factors = new Dictionary<
        (Measured, string),
        (decimal, decimal)
    >
    {
        [(Measured.Count, "1")] = (1, 1),
        [(Measured.Count, "{score}")] = (1, 1),
        [(Measured.Count, "{points}")] = (1, 1),
        [(Measured.Count, "{grade}")] = (1, 1),
        [(Measured.Percent, "%")] = (1, 1),
        [(Measured.Percent, "1")] = (100, 1),
        [(Measured.Millimetres, "mm")] = (1, 1),
        [(Measured.Millimetres, "cm")] = (10, 1),
        [(Measured.Millimetres, "[in_i]")] = (25.4m, 1),
        [(Measured.Degrees, "deg")] = (1, 1),
        [(Measured.Hours, "h")] = (1, 1),
        [(Measured.Hours, "d")] = (24, 1),
        [(Measured.HemoglobinGramsPerLitre, "g/L")] = (1, 1),
        [(Measured.HemoglobinGramsPerLitre, "g/dL")] = (10, 1),
        [(Measured.HemoglobinGramsPerLitre, "mmol/L")] = (20, 1.24m),
        [(Measured.CreatinineMicromolesPerLitre, "umol/L")] = (1, 1),
        [(Measured.CreatinineMicromolesPerLitre, "mmol/L")] = (1000, 1),
        [(Measured.CreatinineMicromolesPerLitre, "mg/dL")] = (88.4m, 1),
        [(Measured.FreeHemoglobinMilligramsPerLitre, "mg/L")] = (1, 1),
        [(Measured.FreeHemoglobinMilligramsPerLitre, "mg/dL")] = (10, 1),
        [(Measured.FreeHemoglobinMilligramsPerLitre, "g/L")] = (1000, 1),
        [(Measured.FreeHemoglobinMilligramsPerLitre, "g/dL")] = (10_000, 1),
        [(Measured.FreeHemoglobinMilligramsPerLitre, "umol/L")] = (20, 1.24m),
    }.ToFrozenDictionary();

    public static FrozenSet<string> Known { get; } = Factors.Keys.Select(key => key.Unit).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The number in the unit of <paramref name="what"/>, or the issue that the value is instead.</summary>
    public static (decimal? Value, IssueCode? Issue) Read(ConceptIndex concepts, DataType? value, Measured what) =>
        value switch
        {
            // 0.6 may be a share or a percentage.
            Quantity { Unit: null, Code: null } when what == Measured.Percent => (null, IssueCode.UnknownUnit),
            Quantity { Comparator: not null } => (null, IssueCode.ComparatorNotUsable),
            Quantity { Value: { } number } quantity
                when UnitOf(concepts, quantity) is { } unit && Factors.TryGetValue((what, unit), out var factor) => (
                number * factor.Times / factor.Over,
                null
            ),
            Integer { Value: { } number } when what == Measured.Count => (number, null),
            FhirDecimal { Value: { } number } when what == Measured.Count => (number, null),
            _ => (null, IssueCode.UnknownUnit),
        };

    /// <summary>Whether the unit is one that the program reads, whatever it measures.</summary>
    public static bool IsRead(ConceptIndex concepts, Quantity quantity) => UnitOf(concepts, quantity) is { } unit && Known.Contains(unit);

    /// <summary>
    /// The UCUM code; by the site's map where the unit is a text of its own, also where that is called UCUM; unity where no unit is stated;
    /// null when unknown.
    /// </summary>
    private static string? UnitOf(ConceptIndex concepts, Quantity quantity)
    {
        if (quantity.System is Ucum or "urn:oid:2.16.840.1.113883.6.8")
            return quantity.Code is { } code && Known.Contains(code) ? code
                : (quantity.Code ?? quantity.Unit) is not { } named ? "1"
                : concepts.UcumOf(named);
        return (quantity.Code ?? quantity.Unit)?.Trim() is not { } text ? "1"
            : text.StartsWith('{') || text == "1" ? text
            : concepts.UcumOf(text);
    }
}
