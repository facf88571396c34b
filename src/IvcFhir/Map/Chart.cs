using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Pull;
using IvcFhir.Validate;

namespace IvcFhir.Map;

/// <summary>A checked record, ready to look things up in, and the place where mapping notes what it sets aside.</summary>
internal sealed class Chart
{
    private readonly Dictionary<string, CheckedResource> byReference;
    private readonly List<CheckedResource> resources;
    private readonly HashSet<DataIssue> issues;
    private readonly HashSet<SourceRef> ruledOut = [];
    private readonly ImmutableArray<CheckedResource> doubtful;
    private readonly ILookup<SourceRef, string> unreadable;
    private readonly ImmutableArray<(string Type, SourceRef Source)> lost = [];

    public Chart(CheckedRecord record, TimeZoneInfo? zone)
    {
        Zone = zone;
        issues = [.. record.Issues];
        if (record.IsCutShort)
            lost = [.. s_read.Select(type => (type, new SourceRef(record.Patient)))];
        doubtful = record.Doubtful;
        unreadable = record
            .Issues.Where(issue => issue is { Code: IssueCode.ElementInvalid, Element: not null })
            .ToLookup(issue => issue.Source, issue => issue.Element!);
        byReference = record.Resources.ToDictionary(resource => resource.Source.Reference, StringComparer.Ordinal);
        resources = [.. record.Resources.Where(resource => Containers.Leaves(ContainerOf(resource.Source), resource.Resource))];
        foreach (var fallen in record.Resources.Except(resources))
            byReference.Remove(fallen.Source.Reference);
    }

    /// <summary>What may have stood where the input was cut short.</summary>
    private static readonly string[] s_read =
    [
        "Procedure",
        "Observation",
        "DiagnosticReport",
        "QuestionnaireResponse",
        "Condition",
        "AdverseEvent",
        "Encounter",
    ];

    public TimeZoneInfo? Zone { get; }

    public IEnumerable<DataIssue> Issues => issues;

    /// <summary>All resources of a type, in the order of their references.</summary>
    public IEnumerable<(SourceRef Source, T Resource)> All<T>()
        where T : Resource =>
        resources.Where(resource => resource.Resource is T).Select(resource => (resource.Source, (T)resource.Resource));

    /// <summary>
    /// Resources of a type under a modifier that nobody here understands: they answer nothing, and may leave open what they would have
    /// answered.
    /// </summary>
    public IEnumerable<(SourceRef Source, T Resource)> Doubtful<T>()
        where T : Resource =>
        doubtful.Where(resource => resource.Resource is T).Select(resource => (resource.Source, (T)resource.Resource));

    public (SourceRef Source, T Resource)? Find<T>(ResourceReference? reference)
        where T : Resource =>
        reference?.Reference is { } text
        && byReference.TryGetValue(References.WithoutVersion(text), out var found)
        && found.Resource is T resource
            ? (found.Source, resource)
            : null;

    /// <summary>The resource that contains another; null for one that stands alone.</summary>
    public Resource? ContainerOf(SourceRef source) =>
        source.IsContained() && byReference.TryGetValue(source.Container().Reference, out var container) ? container.Resource : null;

    /// <summary>Notes an act that the record itself says is none of the study: a lytic that was given for another disease.</summary>
    public void RuleOut(SourceRef source) => ruledOut.Add(source);

    public bool IsRuledOut(SourceRef source) => ruledOut.Contains(source);

    public void Report(IssueCode code, SourceRef source, string? element = null) => issues.Add(new(code, source, element));

    /// <summary>
    /// Whether a component does not contradict itself by a value and a reason why there is none; R4 forbids the pair at the root only
    /// (obs-6).
    /// </summary>
    public bool IsConsistent(Observation.ComponentComponent component, SourceRef source)
    {
        if (component.Value is null || component.DataAbsentReason is null)
            return true;
        Report(IssueCode.InconsistentItems, source, "Observation.component.value");
        return false;
    }

    /// <summary>
    /// Whether an element of a resource, or one below it, could not be read and was taken out: it was recorded, and is not known.
    /// </summary>
    public bool HasUnreadable(SourceRef source, string element) =>
        unreadable[source].Any(path => path.StartsWith(element, StringComparison.Ordinal));

    /// <summary>
    /// Resources that were set aside before they were read, by type: what they said is not known, nor of which day it is. Where the input
    /// is cut short, one of each type of the patient may have followed.
    /// </summary>
    public IEnumerable<(string Type, SourceRef Source)> SetAside() =>
        issues.Where(issue => issue.IsUnreadResource).Select(issue => (issue.Source.Reference.Split('/')[0], issue.Source)).Concat(lost);

    /// <summary>The days from start to end, without a word where there is none; an end before the start counts for nothing.</summary>
    public DayInterval? DaysOf(DataType? value)
    {
        var (start, end) = FhirTime.Of(value, Zone);
        return start is not { Day: var from } ? null
            : end is { Day: var until } && until.Last >= from.First ? new(from.First, until.Last)
            : from;
    }

    /// <summary>The day of a time; notes its absence, and an end before the start: then either may be wrong.</summary>
    public DayInterval? DayOf(DataType? value, SourceRef source, string element)
    {
        var (start, end) = FhirTime.Of(value, Zone);
        if (start is null)
        {
            Report(IssueCode.DateMissing, source, element);
            return null;
        }
        if (end?.Day.Last < start.Value.Day.First)
        {
            Report(IssueCode.NegativePeriod, source, element);
            return null;
        }
        return end is { } until && until.Day.Last > start.Value.Day.First ? new(start.Value.Day.First, until.Day.Last) : start.Value.Day;
    }
}
