using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// A measurement that is named after the complication it may show: tilt in degrees, migration in mm or cm. It is one above the limit of the code system complication-kind
/// (15 degrees, 20 mm), and none at the limit or below. Sources disagree on the limit of penetration (3 or 5 mm), so that a length alone decides nothing.
/// </summary>
internal static class FilterMeasurement
{
    private const decimal TiltDegrees = 15;
    private const decimal MigrationMillimetres = 20;

    public static (ComplicationKind? Kind, IssueCode? Issue) Of(ConceptIndex concepts, ComplicationKind kind, DataType? value) => (kind, value) switch
    {
        (_, null) => (null, null),
        (ComplicationKind.FilterTilt, Quantity) => Above(Units.Read(concepts, value, Measured.Degrees), TiltDegrees, kind),
        (ComplicationKind.FilterMigration, Quantity) => Above(Units.Read(concepts, value, Measured.Millimetres), MigrationMillimetres, kind),
        (_, Quantity) => (null, IssueCode.AmbiguousCode),
        _ => Values.YesNo(concepts, value) switch
        {
            true => (kind, null),
            false => (null, null),
            null => (null, IssueCode.UnknownCode),
        },
    };

    private static (ComplicationKind?, IssueCode?) Above((decimal? Value, IssueCode? Issue) measured, decimal limit, ComplicationKind kind) =>
        measured.Value is null ? (null, measured.Issue) : (measured.Value > limit ? kind : null, null);
}
