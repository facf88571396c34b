namespace IvcFhir.Core.Facts;

/// <summary>
/// Where it bled, as far as the definition of major bleeding asks (clinical 5.4). All but <see cref="Other"/> are critical.
/// </summary>
public enum BleedingSite
{
    Other,
    Intracranial,
    Intraspinal,
    Intraocular,
    Retroperitoneal,
    IntraArticular,
    Pericardial,
    IntramuscularWithCompartmentSyndrome,
}

/// <summary>What is recorded of a bleed; null is not recorded, never "no".</summary>
/// <param name="Overt">Whether blood was seen to be lost; a fall of haemoglobin alone is no bleed.</param>
/// <param name="HemoglobinFallGramsPerLitre">Converted from g/dL or mmol/L where the unit is known, outside the core.</param>
/// <param name="TransfusedUnits">Units of whole blood or red cells.</param>
public sealed record Bleeding(bool? Fatal, BleedingSite? Site, bool? Overt, decimal? HemoglobinFallGramsPerLitre, decimal? TransfusedUnits);
