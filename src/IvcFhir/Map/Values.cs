using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Observed values in the forms in which hospitals record them: coded, as text of the site's map, as number, as quantity.
/// </summary>
internal static class Values
{
    // FHIR R4: the number that a coded answer stands for, on a coding or on its own.
    private const string OrdinalValue = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    /// <summary>Everything that a coded value or a text of the site's map means.</summary>
    public static ImmutableArray<Meaning> Meanings(ConceptIndex concepts, DataType? value) =>
        value switch
        {
            CodeableConcept concept => concepts.MeaningsOf(concept),
            Coding coding => [.. concepts.MeaningsOf(coding).Concat(concepts.MeaningsOf(coding.Display)).Distinct()],
            FhirString { Value: { } text } => concepts.MeaningsOf(text),
            Code { Value: { } code } => concepts.MeaningsOf(code),
            _ => [],
        };

    /// <summary>The one study concept of a kind that a value stands for; null when none, or two that differ.</summary>
    public static T? Find<T>(ConceptIndex concepts, DataType? value)
        where T : struct, Enum => ConceptIndex.Single<T>(Meanings(concepts, value));

    /// <summary>Why a value stands for no concept of a kind: it may, or nothing is known of it.</summary>
    public static IssueCode IssueOf<T>(ConceptIndex concepts, DataType? value)
        where T : struct, Enum =>
        Meanings(concepts, value).Any(meaning => meaning.Strength == Strength.Candidate && meaning.As<T>() is not null)
            ? IssueCode.AmbiguousCode
            : IssueCode.UnknownCode;

    /// <summary>A grade of 0 to 3, or the issue that the value is instead.</summary>
    public static (int? Grade, IssueCode? Issue) Grade(ConceptIndex concepts, DataType? value)
    {
        switch (value)
        {
            case Integer or FhirDecimal or Quantity:
                var (number, issue) = Units.Read(concepts, value, Measured.Count);
                return number is null ? (null, issue) : OfNumber(number.Value);
            case CodeableConcept or Coding or FhirString:
                return OfMeanings(Meanings(concepts, value))
                    ?? (OrdinalOf(value) is { } ordinal ? OfNumber(ordinal) : (null, IssueCode.UnknownCode));
            default:
                return (null, IssueCode.GradeOutOfRange);
        }
    }

    /// <summary>A whole number of points, or the issue that the value is instead.</summary>
    public static (int? Total, IssueCode? Issue) Total(ConceptIndex concepts, DataType? value)
    {
        var (number, issue) = Units.Read(concepts, value, Measured.Count);
        return number is null ? (null, issue)
            : decimal.Truncate(number.Value) == number && number is >= 0 and <= 1000 ? ((int)number, null)
            : (null, IssueCode.GradeOutOfRange);
    }

    /// <summary>Yes or no; null when the value is neither.</summary>
    public static bool? YesNo(ConceptIndex concepts, DataType? value) =>
        value is FhirBoolean answer
            ? answer.Value
            : CodesOf("present", Meanings(concepts, value)) switch
            {
                ["yes"] => true,
                ["no"] => false,
                _ => null,
            };

    private static (int?, IssueCode?) OfNumber(decimal number) =>
        number is 0m or 1m or 2m or 3m ? ((int)number, null) : (null, IssueCode.GradeOutOfRange);

    private static (int?, IssueCode?)? OfMeanings(ImmutableArray<Meaning> meanings) =>
        CodesOf("grade", meanings) switch
        {
            ["0"] => (0, null),
            ["1"] => (1, null),
            ["2"] => (2, null),
            ["3"] => (3, null),
            [] => null,
            _ => (null, IssueCode.UnknownCode),
        };

    private static decimal? OrdinalOf(DataType value)
    {
        IEnumerable<Coding> codings = value switch
        {
            CodeableConcept concept => concept.Coding,
            Coding coding => [coding],
            _ => [],
        };
        var ordinals = codings
            .SelectMany(coding => coding.Extension)
            .Where(extension => extension.Url == OrdinalValue)
            .Select(extension => (extension.Value as FhirDecimal)?.Value)
            .OfType<decimal>()
            .Distinct()
            .ToList();
        return ordinals is [var ordinal] ? ordinal : null;
    }

    private static List<string> CodesOf(string system, IEnumerable<Meaning> meanings) =>
        [
            .. meanings
                .Where(meaning => meaning.System == system && meaning.Strength == Strength.Proves)
                .Select(meaning => meaning.Code)
                .Distinct(),
        ];
}
