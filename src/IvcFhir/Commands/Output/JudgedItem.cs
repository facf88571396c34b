using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Contract;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Commands;

/// <summary>One resource of the input and what was found in it.</summary>
internal sealed record JudgedItem(SourceRef Where, Resource? Resource, IReadOnlyList<Finding> Findings)
{
    private const string Entry = "Bundle.entry[";

    /// <summary>
    /// The finding with the resource that it concerns, as <c>Type/id</c>: in a Bundle, that of the entry, from where its location is told
    /// then.
    /// </summary>
    public (string Name, string Location) Place(Finding finding)
    {
        var bundle = Resource as Bundle;
        for (var location = finding.Location; bundle is not null && location.StartsWith(Entry, StringComparison.Ordinal); )
        {
            var end = location.IndexOf("].resource", StringComparison.Ordinal);
            if (end < 0 || !int.TryParse(location[Entry.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                break;
            var inner = bundle.Entry.ElementAtOrDefault(index)?.Resource;
            location = inner?.TypeName + location[(end + "].resource".Length)..];
            if (inner is not Bundle nested)
                return (NameOf(inner), location);
            bundle = nested;
        }
        return (NameOf(Resource), finding.Location);
    }

    /// <summary>An id that breaks R4's rule for ids may hold anything, line breaks among it, and is not repeated.</summary>
    private static string NameOf(Resource? resource) =>
        resource is null ? "-" : $"{resource.TypeName}/{(SiteAddress.IsId(resource.Id ?? "") ? resource.Id : "-")}";
}

/// <summary>What was found in all of the input.</summary>
internal sealed class FindingTally
{
    private readonly SortedDictionary<FindingCode, int> counts = [];
    private int resources;
    private int warnings;
    private int open;

    public int Errors { get; private set; }

    public IEnumerable<FindingCode> Codes => counts.Keys;

    public string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{resources} resources, {Errors} errors, {warnings} warnings, {open} could not be checked"
        );

    public void Add(JudgedItem item)
    {
        resources += item.Resource is Bundle bundle ? 1 + bundle.Entry.Count(entry => entry.Resource is not null) : 1;
        foreach (var finding in item.Findings)
        {
            counts[finding.Code] = counts.GetValueOrDefault(finding.Code) + 1;
            Errors += finding.Verdict == Verdict.Error ? 1 : 0;
            warnings += finding.Verdict == Verdict.Warning ? 1 : 0;
            open += finding.Verdict == Verdict.CouldNotCheck ? 1 : 0;
        }
    }
}
