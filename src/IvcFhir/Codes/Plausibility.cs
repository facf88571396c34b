using System.Collections.Frozen;

namespace IvcFhir.Codes;

/// <summary>
/// What a measure cannot be, as data: a value outside is set aside and asked for, because it is most often a number in another unit (130 beside g/dL is 130 g/L). Both ends are possible.
/// Hemoglobin 1 to 25 g/dL: public pipelines drop what lies outside. Lengths and angles: the size of the vein and the circle.
/// </summary>
internal static class Plausibility
{
    private static readonly FrozenDictionary<Measured, (decimal Least, decimal Most)> Possible = new Dictionary<Measured, (decimal, decimal)>
    {
        [Measured.HemoglobinGramsPerLitre] = (10, 250),
        [Measured.Degrees] = (-90, 90),
        [Measured.Millimetres] = (-500, 500),
    }.ToFrozenDictionary();

    public static bool IsImpossible(Measured what, decimal value) => Possible.TryGetValue(what, out var range) && (value < range.Least || value > range.Most);
}
