using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// A measurement that is named after the complication it may show: tilt in degrees, migration in mm or cm. It is one above the limit of the
/// code system complication-kind (15 degrees, 20 mm in either direction), and none at the limit or below. Sources disagree on the limit of
/// penetration (3 or 5 mm), so that a length is a finding at the filter and no complication by itself.
/// </summary>
internal static class FilterMeasurement
{
    public static (ComplicationKind? Kind, IssueCode? Issue) Of(ConceptIndex concepts, ComplicationKind kind, DataType? value) =>
        (kind, value) switch
        {
            (_, null) => (null, null),
            (ComplicationKind.FilterTilt, Quantity) => When(
                Units.Read(concepts, value, Measured.Degrees),
                Measured.Degrees,
                FilterFindings.IsTilted,
                kind
            ),
            (ComplicationKind.FilterMigration, Quantity) => When(
                Units.Read(concepts, value, Measured.Millimetres),
                Measured.Millimetres,
                FilterFindings.HasMigrated,
                kind
            ),
            (ComplicationKind.CavalPenetration, Quantity) => When(
                Units.Read(concepts, value, Measured.Millimetres),
                Measured.Millimetres,
                _ => false,
                kind
            ),
            (_, Quantity) => (null, IssueCode.AmbiguousCode),
            _ => Values.YesNo(concepts, value) switch
            {
                true => (kind, null),
                false => (null, null),
                null => (null, IssueCode.UnknownCode),
            },
        };

    private static (ComplicationKind?, IssueCode?) When(
        (decimal? Value, IssueCode? Issue) measured,
        Measured what,
        Func<decimal, bool> isComplication,
        ComplicationKind kind
    ) =>
        measured.Value is not { } value ? (null, measured.Issue)
        : Plausibility.IsImpossible(what, value) ? (null, IssueCode.ValueImpossible)
        : (isComplication(value) ? kind : null, null);
}
