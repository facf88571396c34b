using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Observed values in the forms in which hospitals record them: coded, as text of the site's map, as number, as quantity.</summary>
internal static class Values
{
    /// <summary>The one study concept of a kind that a value stands for; null when none, or two that differ.</summary>
    public static T? Find<T>(ConceptIndex concepts, DataType? value)
        where T : struct, Enum => value switch
        {
            CodeableConcept concept => concepts.Find<T>(concept),
            FhirString { Value: { } text } => concepts.MeaningOf(text)?.As<T>(),
            _ => null,
        };

    /// <summary>A grade of 0 to 3, or the issue that the value is instead.</summary>
    public static (int? Grade, IssueCode? Issue) Grade(ConceptIndex concepts, DataType? value) => value switch
    {
        Integer { Value: >= 0 and <= 3 } grade => (grade.Value, null),
        Quantity { Comparator: not null } => (null, IssueCode.ComparatorNotUsable),
        Quantity quantity when !IsCount(quantity) => (null, IssueCode.UnknownUnit),
        Quantity { Value: 0m or 1m or 2m or 3m } quantity => ((int)quantity.Value, null),
        CodeableConcept concept => Ordinal([.. concepts.MeaningsOf(concept)]),
        FhirString { Value: { } text } => Ordinal(concepts.MeaningOf(text) is { } meaning ? [meaning] : []),
        _ => (null, IssueCode.GradeOutOfRange),
    };

    /// <summary>A whole number of points, or null.</summary>
    public static int? Total(DataType? value) => value switch
    {
        Integer { Value: { } total } => total,
        Quantity { Comparator: null, Value: { } total } quantity when IsCount(quantity) && decimal.Truncate(total) == total && total is >= 0 and <= 1000 => (int)total,
        _ => null,
    };

    /// <summary>Yes or no; null when the value is neither.</summary>
    public static bool? YesNo(ConceptIndex concepts, DataType? value) => value switch
    {
        FhirBoolean answer => answer.Value,
        CodeableConcept concept => Answer(concepts.MeaningsOf(concept)),
        FhirString { Value: { } text } => Answer(concepts.MeaningOf(text) is { } meaning ? [meaning] : []),
        _ => null,
    };

    /// <summary>Without a unit, or in UCUM's unity or annotated score.</summary>
    private static bool IsCount(Quantity quantity) => (quantity.Code ?? quantity.Unit) is null or "1" or "{score}" or "{points}" or "{grade}";

    private static (int?, IssueCode?) Ordinal(IReadOnlyCollection<Meaning> meanings)
    {
        var grades = meanings.Where(meaning => meaning is { System: "grade", Strength: Strength.Proves }).Select(meaning => meaning.Code).Distinct().ToList();
        return grades switch
        {
            ["0"] => (0, null),
            ["1"] => (1, null),
            ["2"] => (2, null),
            ["3"] => (3, null),
            _ => (null, IssueCode.UnknownCode),
        };
    }

    private static bool? Answer(IEnumerable<Meaning> meanings) =>
        meanings.Where(meaning => meaning.System == "present").Select(meaning => meaning.Code).Distinct().ToList() switch
        {
            ["yes"] => true,
            ["no"] => false,
            _ => null,
        };
}
