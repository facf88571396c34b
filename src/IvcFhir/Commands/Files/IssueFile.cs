using System.Globalization;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Commands;

/// <summary>Issues as OperationOutcomes, one a line, and their counts.</summary>
/// <param name="placeOf">The file and line of what is named, where there is one.</param>
internal sealed class IssueFile(string? path, Func<SourceRef, string?> placeOf) : IDisposable
{
    private readonly StreamWriter? file = path is null ? null : new(path);
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Count => counts.Values.Sum();

    /// <summary>Whether an issue stands for a datum that was not used; a note costs none.</summary>
    public bool SetAside { get; private set; }

    public string Summary =>
        Count == 0
            ? ""
            : $" ({string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")))})";

    public void Write(IEnumerable<DataIssue> issues)
    {
        foreach (var issue in issues)
        {
            var code = StudyCode.Of(issue.Code);
            counts[code] = counts.GetValueOrDefault(code) + 1;
            SetAside |= !issue.Code.IsNote();
            file?.WriteLine(FhirModel.Serializer.SerializeToString(Outcome(issue, code)));
        }
    }

    public void Dispose() => file?.Dispose();

    /// <summary>The reference stands in diagnostics: an expression can name an element, not a resource.</summary>
    private OperationOutcome Outcome(DataIssue issue, string code) =>
        new()
        {
            Issue =
            [
                new()
                {
                    Severity = OperationOutcome.IssueSeverity.Warning,
                    Code = issue.Code is IssueCode.MalformedInput or IssueCode.InvalidResource
                        ? OperationOutcome.IssueType.Invalid
                        : OperationOutcome.IssueType.BusinessRule,
                    Details = new(StudyContract.CodeSystem(StudyCode.SystemOf<IssueCode>()), code),
                    Diagnostics = placeOf(issue.Source) is { } place ? $"{issue.Source.Reference} ({place})" : issue.Source.Reference,
                    Expression = issue.Element is null ? [] : [issue.Element],
                },
            ],
        };
}
