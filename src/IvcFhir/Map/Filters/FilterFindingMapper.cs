using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Tilt, migration, penetration, fracture and thrombus of a filter, as measured: a study code or a site's own for each, and measurements
/// that are named after the complication they may show. A foreign or missing unit is an issue; so is a comparator.
/// </summary>
internal sealed class FilterFindingMapper(ConceptIndex concepts)
{
    public ImmutableArray<FilterFinding> Map(Chart chart, IReadOnlyList<UsableObservation> observations) =>
        [.. observations.Select(usable => Finding(chart, usable)).OfType<FilterFinding>()];

    private FilterFinding? Finding(Chart chart, UsableObservation usable)
    {
        var (source, value) = (usable.Source, usable.Observation.Value);
        if (
            KindOf(usable) is not { } kind
            || value is null
            || chart.DayOf(usable.Effective, source, "Observation.effective") is not { } day
        )
            return null;
        var modality = Modality(usable.Observation);
        var (finding, issue) = kind switch
        {
            ObservationKind.FilterTilt => Measure(
                value,
                Measured.Degrees,
                degrees => new FilterFinding.Tilt(source, day, modality, degrees)
            ),
            ObservationKind.FilterMigration => Measure(
                value,
                Measured.Millimetres,
                length => new FilterFinding.Migration(source, day, modality, length)
            ),
            ObservationKind.StrutPenetration => Measure(
                value,
                Measured.Millimetres,
                length => new FilterFinding.Penetration(source, day, modality, length)
            ),
            ObservationKind.FilterFracture when Values.YesNo(concepts, value) is { } broken => (
                new FilterFinding.Fracture(source, day, modality, broken),
                null
            ),
            ObservationKind.CavalThrombus when Values.Find<CavalThrombusExtent>(concepts, value) is { } extent => (
                new FilterFinding.Thrombus(source, day, modality, extent),
                null
            ),
            ObservationKind.CavalThrombus => (null, Values.IssueOf<CavalThrombusExtent>(concepts, value)),
            _ => ((FilterFinding?)null, (IssueCode?)IssueCode.UnknownCode),
        };
        // A measurement that is named after a complication is judged as one too, and its issue is reported there.
        if (issue is { } code && usable.Kind is not null)
            chart.Report(code, source, "Observation.value");
        return finding;
    }

    private (FilterFinding?, IssueCode?) Measure(DataType value, Measured what, Func<decimal, FilterFinding> finding)
    {
        var (number, issue) = Units.Read(concepts, value, what);
        return number is not { } measured ? (null, issue)
            : Plausibility.IssueOf(what, measured) is IssueCode.ValueImpossible ? (null, IssueCode.ValueImpossible)
            : (finding(measured), Plausibility.IssueOf(what, measured));
    }

    private ObservationKind? KindOf(UsableObservation usable) =>
        usable.Kind switch
        {
            ObservationKind.FilterTilt
            or ObservationKind.FilterMigration
            or ObservationKind.StrutPenetration
            or ObservationKind.FilterFracture
            or ObservationKind.CavalThrombus => usable.Kind,
            null when usable.Observation.Value is Quantity => concepts.Find<ComplicationKind>(usable.Observation.Code) switch
            {
                ComplicationKind.FilterTilt => ObservationKind.FilterTilt,
                ComplicationKind.FilterMigration => ObservationKind.FilterMigration,
                ComplicationKind.CavalPenetration => ObservationKind.StrutPenetration,
                _ => null,
            },
            _ => null,
        };

    private ImagingModality Modality(Observation observation) =>
        concepts.Find<ImagingModality>(observation.Method) ?? ImagingModality.Unstated;
}
