namespace IvcFhir.Codes;

/// <summary>What the words of a body site say beside the veins that they name; each list stands in <c>body-site-words.json</c>.</summary>
[Flags]
internal enum BodyPart
{
    None = 0,

    /// <summary>A part in which the veins of the study lie, or just a vein.</summary>
    Region = 1,

    /// <summary>Veins of the study, and not which of them.</summary>
    Veins = 2,
    Leg = 4,

    /// <summary>A part in which no vein of the study lies.</summary>
    Elsewhere = 8,

    /// <summary>Another part of the body, which may be the way in to a vein of the study.</summary>
    Other = 16,
}
