using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Validate;

namespace IvcFhir.Commands;

/// <summary>The procedures of files, and whether they were understood: a site whose codes no map knows yields nobody, and that must not look like a site where nobody was treated.</summary>
internal sealed class ProcedureTally(ConceptIndex concepts)
{
    private readonly CodeSurvey survey = new(concepts, all: false);
    private readonly HashSet<string> setAside = new(StringComparer.Ordinal);
    private int read, unknown, patients;

    public void Add(CheckedRecord record)
    {
        var procedures = record.Resources.Where(resource => resource.Resource is Procedure).ToList();
        (read, patients) = (read + procedures.Count, patients + (procedures.Count > 0 ? 1 : 0));
        unknown += procedures.Count(procedure => IsUnknown((Procedure)procedure.Resource));
        SetAside(record.Issues.Where(issue => !procedures.Exists(procedure => procedure.Source == issue.Source)));
    }

    /// <summary>Procedures that reached no patient's record.</summary>
    public void SetAside(IEnumerable<DataIssue> issues) =>
        setAside.UnionWith(issues.Select(issue => issue.Source.Container().Reference).Where(reference => reference.StartsWith("Procedure/", StringComparison.Ordinal)));

    /// <summary>Says in numbers that there were procedures and that nobody came into the study. Where they were all understood, that is an answer like any other.</summary>
    /// <returns>The exit code that it costs.</returns>
    public int Tell(int eligible, Terminal terminal)
    {
        if (eligible > 0 || read + setAside.Count == 0)
            return ExitCode.Done;
        var next = unknown > 0 ? " Next: 'ivcfhir codes' with the same files lists these codes, with an entry for a site map to fill in." : "";
        terminal.Messages.WriteLine(
            $"Nobody came into the study: {read + setAside.Count} procedures, of {patients} patients; {unknown} with codes that no map knows, {setAside.Count} that could not be read or given to a patient.{next}");
        return unknown + setAside.Count > 0 ? ExitCode.SetAside : ExitCode.Done;
    }

    private bool IsUnknown(Procedure procedure) =>
        procedure.Code is null || survey.Of(procedure).Any(sighting => sighting is { Kind: SightingKind.Unmapped or SightingKind.Text, Element: "Procedure.code" });
}
