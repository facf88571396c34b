using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Which Device a placement put in, by the strongest link that the record offers.</summary>
internal static class Devices
{
    /// <summary>The filter that a procedure itself names; null when it names none.</summary>
    public static (SourceRef Device, DeviceLink Link)? FilterOf(Chart chart, ConceptIndex concepts, SourceRef placement)
    {
        var procedure = chart.All<Procedure>().First(candidate => candidate.Source == placement).Resource;
        return Filter(chart, concepts, procedure.FocalDevice.Select(focal => focal.Manipulated), DeviceLink.FocalDevice)
            ?? Filter(chart, concepts, procedure.UsedReference, DeviceLink.UsedReference);
    }

    /// <summary>The filter of a placement: named by it, used on its day by a DeviceUseStatement, or the only filter of the patient.</summary>
    public static (SourceRef Device, DeviceLink Link)? FilterOf(Chart chart, ConceptIndex concepts, Intervention placement) =>
        FilterOf(chart, concepts, placement.Source)
            ?? Filter(chart, concepts, StatementsOf(chart, placement.Performed.Day), DeviceLink.DeviceUseStatement)
            ?? OnlyFilter(chart, concepts);

    private static IEnumerable<ResourceReference> StatementsOf(Chart chart, DayInterval day) =>
        from statement in chart.All<DeviceUseStatement>()
        where statement.Resource.Status is not DeviceUseStatement.DeviceUseStatementStatus.EnteredInError
        let start = FhirTime.Of(statement.Resource.Timing, chart.Zone).Start
        where start is { } known && known.Day == day
        select statement.Resource.Device;

    private static (SourceRef, DeviceLink)? Filter(Chart chart, ConceptIndex concepts, IEnumerable<ResourceReference> references, DeviceLink link)
    {
        var filters = references.Select(chart.Find<Device>)
            .Where(device => device is { } found && IsFilter(concepts, found.Resource))
            .Select(device => device!.Value.Source).Distinct().ToList();
        return filters is [var only] ? (only, link) : null;
    }

    private static (SourceRef, DeviceLink)? OnlyFilter(Chart chart, ConceptIndex concepts) =>
        chart.All<Device>().Where(device => device.Resource.Patient is not null && IsFilter(concepts, device.Resource)).ToList() is [var only]
            ? (only.Source, DeviceLink.DevicePatient)
            : null;

    private static bool IsFilter(ConceptIndex concepts, Device device) =>
        device.Status is not Device.FHIRDeviceStatus.EnteredInError && concepts.Find<DeviceKind>(device.Type) is DeviceKind.Filter;
}
