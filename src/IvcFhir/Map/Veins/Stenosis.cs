using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// The state of a segment from its loss of diameter: above 50 % stenosed, at 100 % occluded, otherwise patent (definitions of the code
/// system vein-status). Measured in percent, or as the narrowest and the reference diameter in mm or cm.
/// </summary>
internal static class Stenosis
{
    public static bool IsMeasured(ConceptIndex concepts, Observation.ComponentComponent component) =>
        concepts.Find<ObservationKind>(component.Code)
            is ObservationKind.Stenosis
                or ObservationKind.NarrowestDiameter
                or ObservationKind.ReferenceDiameter;

    public static (VeinStatus? Status, IssueCode? Issue) Of(ConceptIndex concepts, DataType? percent)
    {
        var (value, issue) = Units.Read(concepts, percent, Measured.Percent);
        return value is null ? (null, issue) : Of(value.Value);
    }

    /// <summary>Null and null when the components measure no stenosis.</summary>
    public static (VeinStatus? Status, IssueCode? Issue) Of(ConceptIndex concepts, Observation observation)
    {
        DataType? Component(ObservationKind kind) =>
            observation.Component.Find(component => concepts.Find<ObservationKind>(component.Code) == kind)?.Value;
        if (Component(ObservationKind.Stenosis) is { } percent)
            return Of(concepts, percent);
        if (Component(ObservationKind.NarrowestDiameter) is not { } narrow || Component(ObservationKind.ReferenceDiameter) is not { } wide)
            return (null, null);
        var (narrowest, issue) = Units.Read(concepts, narrow, Measured.Millimetres);
        var (reference, other) = Units.Read(concepts, wide, Measured.Millimetres);
        if ((issue ?? other) is { } unreadable)
            return (null, unreadable);
        return reference is > 0 ? Of(100 * (1 - narrowest!.Value / reference.Value)) : (null, IssueCode.UnknownUnit);
    }

    /// <summary>
    /// A share outside 0 to 100 is in no unit that is known; one between 0 and 1 percent is a fraction that was sent as a percentage.
    /// </summary>
    private static (VeinStatus?, IssueCode?) Of(decimal percent) =>
        percent switch
        {
            < 0 or > 100 or (> 0 and < 1) => (null, IssueCode.UnknownUnit),
            100 => (VeinStatus.Occluded, null),
            > 50 => (VeinStatus.Stenosed, null),
            _ => (VeinStatus.Patent, null),
        };
}
