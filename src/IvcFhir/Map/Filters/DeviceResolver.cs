using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>A filter, and how surely it belongs to the placement.</summary>
internal readonly record struct LinkedFilter(SourceRef Device, DeviceLink Link);

/// <summary>
/// Which filter a placement put in, by the strongest link that the record offers. Where several devices fit equally well none is chosen,
/// and the placement goes to review; so does a filter that no placement claims.
/// </summary>
internal sealed class DeviceResolver
{
    // FHIR R4: what was done to a device in the procedure that names it.
    private const string DeviceAction = "http://hl7.org/fhir/device-action";

    private readonly Chart chart;
    private readonly ConceptIndex concepts;
    private readonly ImmutableArray<Known> filters;
    private readonly HashSet<SourceRef> claimed = [];

    public DeviceResolver(Chart chart, ConceptIndex concepts)
    {
        (this.chart, this.concepts) = (chart, concepts);
        filters =
        [
            .. chart
                .All<Device>()
                .Where(entry => IsFilter(entry.Resource))
                .Select(entry => new Known(entry.Source, entry.Resource, UdiOf(entry.Source, entry.Resource))),
        ];
    }

    /// <summary>
    /// Whether a procedure itself names a filter, as a device or by the code of one, or a DeviceUseStatement says that one was used on its
    /// day. Which of several it was does not matter for that.
    /// </summary>
    public bool Uses(Procedure procedure, InterventionKind kind, DayInterval day) =>
        Links([procedure], kind, day).Any(link => link.Filters.Count > 0)
        || procedure.UsedCode.Append(procedure.Code).Any(code => concepts.Find<DeviceKind>(code) == DeviceKind.Filter);

    /// <summary>The filter of a placement.</summary>
    /// <param name="alone">Whether it is the patient's only placement: then the patient's only filter is its filter.</param>
    public LinkedFilter? Of(Intervention placement, bool alone)
    {
        foreach (
            var link in Links(ProceduresOf(placement), placement.Kind, placement.Performed.Day).Concat(Weak(placement.Performed.Day, alone))
        )
        {
            if (Only(link) is { } found)
                return Claim(found);
            if (link.Filters.Count > 0)
            {
                chart.Report(IssueCode.DeviceAmbiguous, placement.Source, "Procedure");
                return null;
            }
        }
        return null;
    }

    /// <summary>
    /// The filters that an intervention itself names, with every resource that describes the same physical device; empty when it names
    /// none.
    /// </summary>
    public ImmutableHashSet<SourceRef> NamedBy(Intervention intervention)
    {
        List<ResourceReference> named =
        [
            .. ProceduresOf(intervention).SelectMany(procedure => Focal(procedure, intervention.Kind).Concat(procedure.UsedReference)),
        ];
        var found = Referenced(named).Concat(filters.Where(filter => named.Exists(reference => IsIdentified(reference, filter)))).ToList();
        return [.. filters.Where(filter => found.Exists(other => other.Same(filter))).Select(filter => filter.Source)];
    }

    /// <summary>Whether a placement claimed the filter.</summary>
    public bool IsClaimed(SourceRef filter) => claimed.Contains(filter);

    /// <summary>
    /// The patient's filters that no placement claims, each physical device once, with the day of its DeviceUseStatement.
    /// </summary>
    public IEnumerable<(LinkedFilter Filter, Sourced<DayInterval>? Since)> Unclaimed()
    {
        foreach (
            var same in filters
                .GroupBy(filter => filters.First(other => other.Same(filter)).Source)
                .Where(same => !same.Any(filter => claimed.Contains(filter.Source)))
        )
        {
            var statement = Statements().FirstOrDefault(entry => same.Any(filter => IsMeant(entry.Resource.Device, filter)));
            if (statement.Resource is null && !same.Any(filter => filter.IsPatients))
                continue;
            chart.Report(IssueCode.DeviceUnresolved, same.First().Source, "Device");
            var since = statement.Resource is null ? null : FhirTime.Of(statement.Resource.Timing, chart.Zone).Start;
            yield return (
                new(same.First().Source, statement.Resource is null ? DeviceLink.DevicePatient : DeviceLink.DeviceUseStatement),
                since is { } start ? new Sourced<DayInterval>(start.Day, statement.Source) : null
            );
        }
    }

    /// <param name="procedures">The resources that record one act.</param>
    private IEnumerable<(DeviceLink Link, List<Known> Filters)> Links(
        ImmutableArray<Procedure> procedures,
        InterventionKind kind,
        DayInterval day
    )
    {
        List<ResourceReference> focal = [.. procedures.SelectMany(procedure => Focal(procedure, kind))];
        List<ResourceReference> used = [.. procedures.SelectMany(procedure => procedure.UsedReference)];
        List<ResourceReference> stated = [.. StatedOn(start => start.Day == day)];
        yield return (DeviceLink.FocalDevice, Referenced(focal));
        yield return (DeviceLink.UsedReference, Referenced(used));
        yield return (DeviceLink.DeviceUseStatement, Referenced(stated));
        yield return (
            DeviceLink.Udi,
            [.. filters.Where(filter => focal.Concat(used).Concat(stated).Any(reference => IsIdentified(reference, filter)))]
        );
    }

    /// <summary>
    /// The devices on which a procedure acted; of an exchange, a placement put in the one that was not taken out, and a retrieval took out
    /// the one that was not put in.
    /// </summary>
    private static IEnumerable<ResourceReference> Focal(Procedure procedure, InterventionKind kind) =>
        procedure
            .FocalDevice.Where(device =>
                kind switch
                {
                    InterventionKind.FilterPlacement => !IsSaid(device.Action, "explanted"),
                    InterventionKind.FilterRetrieval => !IsSaid(device.Action, "implanted"),
                    _ => true,
                }
            )
            .Select(device => device.Manipulated)
            .OfType<ResourceReference>();

    private static bool IsSaid(CodeableConcept? action, string code) =>
        action?.Coding.Exists(coding => coding.System == DeviceAction && coding.Code == code) == true;

    private ImmutableArray<Procedure> ProceduresOf(Intervention intervention) =>
        [
            .. intervention
                .Twins.Prepend(intervention.Source)
                .Order()
                .Select(source => chart.Find<Procedure>(new ResourceReference(source.Reference))?.Resource)
                .OfType<Procedure>(),
        ];

    private IEnumerable<(DeviceLink Link, List<Known> Filters)> Weak(DayInterval day, bool alone)
    {
        if (alone)
            yield return (DeviceLink.DevicePatient, [.. filters.Where(filter => filter.IsPatients)]);
        yield return (
            DeviceLink.DateWindow,
            Referenced(StatedOn(start => start.Day.First >= day.First.AddDays(-1) && start.Day.Last <= day.Last.AddDays(1)))
        );
    }

    private List<Known> Referenced(IEnumerable<ResourceReference?> references) =>
        [
            .. references
                .Select(chart.Find<Device>)
                .OfType<(SourceRef Source, Device)>()
                .SelectMany(found => filters.Where(filter => filter.Source == found.Source)),
        ];

    private IEnumerable<ResourceReference> StatedOn(Func<FhirTime, bool> fits) =>
        Statements()
            .Where(entry => FhirTime.Of(entry.Resource.Timing, chart.Zone).Start is { } start && fits(start))
            .Select(entry => entry.Resource.Device);

    /// <summary>What is only intended has not happened.</summary>
    private IEnumerable<(SourceRef Source, DeviceUseStatement Resource)> Statements() =>
        chart.All<DeviceUseStatement>().Where(entry => entry.Resource.Happened());

    private bool IsMeant(ResourceReference? reference, Known filter) =>
        chart.Find<Device>(reference)?.Source == filter.Source || IsIdentified(reference, filter);

    private static bool IsIdentified(ResourceReference? reference, Known filter) =>
        reference?.Identifier?.Value is { } value
        && (
            filter.Device.Identifier.Exists(own => own.Value == value && own.System == reference.Identifier.System)
            || (filter.Udi is { } udi && udi.IsSameAs(Udi.Parse(value)))
        );

    /// <summary>One physical device, however many resources describe it: the first stands for it.</summary>
    private static LinkedFilter? Only((DeviceLink Link, List<Known> Filters) link) =>
        link.Filters.Count > 0 && link.Filters.TrueForAll(filter => filter.Same(link.Filters[0]))
            ? new(link.Filters.Min(filter => filter.Source), link.Link)
            : null;

    private LinkedFilter Claim(LinkedFilter found)
    {
        var device = filters.First(filter => filter.Source == found.Device);
        claimed.UnionWith(filters.Where(filter => filter.Same(device)).Select(filter => filter.Source));
        return found;
    }

    /// <summary>By its type; or by its device identifier, where the site's map lists that under its issuer.</summary>
    private bool IsFilter(Device device) =>
        device.Status is not Device.FHIRDeviceStatus.EnteredInError
        && (
            concepts.Find<DeviceKind>(device.Type) == DeviceKind.Filter
            || device.UdiCarrier.Exists(carrier =>
                concepts
                    .MeaningsOf(new Coding(carrier.Issuer, carrier.DeviceIdentifier))
                    .Any(meaning => meaning.As<DeviceKind>() == DeviceKind.Filter)
            )
        );

    private Udi? UdiOf(SourceRef source, Device device)
    {
        var read = device.UdiCarrier.Select(Udi.Of).OfType<Udi>().ToList();
        if (read.Exists(udi => !udi.CheckDigitFits))
            chart.Report(IssueCode.UdiCheckDigit, source, "Device.udiCarrier");
        return read.FirstOrDefault()?.WithParts(device);
    }

    private sealed record Known(SourceRef Source, Device Device, Udi? Udi)
    {
        /// <summary>
        /// By a statement of its own. What is contained, in a failed placement perhaps, is only what its container says that it is.
        /// </summary>
        public bool IsPatients => Device.Patient is not null && !Source.IsContained();

        public bool Same(Known other) =>
            Source == other.Source
            || (Udi is { } udi && udi.IsSameAs(other.Udi))
            || Device.Identifier.Exists(one =>
                one.Value is not null && other.Device.Identifier.Exists(two => one.Value == two.Value && one.System == two.System)
            );
    }
}
