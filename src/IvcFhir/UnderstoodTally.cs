using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Commands;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Validate;

namespace IvcFhir;

/// <summary>
/// What of the records was not understood, in numbers, and what that left open: a site whose codes no map knows yields nobody, and that
/// must not look like a site where nobody was treated. May be added to by several patients at once.
/// </summary>
internal sealed class UnderstoodTally(ConceptIndex concepts)
{
    private readonly Lock gate = new();
    private readonly CodeSurvey survey = new(concepts, all: false);
    private readonly HashSet<string> setAside = new(StringComparer.Ordinal);
    private int read,
        unknown,
        patients,
        unclear,
        reports,
        eligible,
        open,
        openPatients;
    private readonly HashSet<(string?, string)> codes = [];

    /// <summary>A file whose every code is another one must not fill the memory.</summary>
    private const int MostCodes = 10_000;

    public void Add(CheckedRecord record)
    {
        lock (gate)
            Count(record);
    }

    /// <summary>What a patient's answers are: those that what was not understood leaves open are counted.</summary>
    public void Add(PatientOutcomes answers)
    {
        // Whether somebody belongs to the study is an answer like others.
        var left =
            answers.Outcomes.Count(outcome => outcome.Value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood })
            + (answers.MayBelong ? 1 : 0);
        lock (gate)
            (eligible, open, openPatients) = (eligible + (answers.Eligible ? 1 : 0), open + left, openPatients + (left > 0 ? 1 : 0));
    }

    private void Count(CheckedRecord record)
    {
        var procedures = new HashSet<SourceRef>();
        var isUnclear = false;
        foreach (var (source, resource) in record.Resources)
        {
            if (
                resource is DiagnosticReport { ConclusionCode.Count: 0, Result.Count: 0, Conclusion: not null } report
                && concepts.Find<ImagingModality>(report.Code) is not null
            )
                reports++;
            if (resource is not (Procedure or Condition or AdverseEvent))
                continue;
            var sightings = survey
                .Of(resource)
                .Where(sighting => sighting is { Kind: SightingKind.Unmapped or SightingKind.Text })
                .ToList();
            if (
                resource is Procedure procedure
                && procedures.Add(source)
                && (procedure.Code is null || sightings.Exists(sighting => sighting.Element == "Procedure.code"))
            )
                unknown++;
            isUnclear |= Note(sightings);
        }

        (read, patients, unclear) = (read + procedures.Count, patients + (procedures.Count > 0 ? 1 : 0), unclear + (isUnclear ? 1 : 0));
        SetAside(record.Issues.Where(issue => !procedures.Contains(issue.Source)));
    }

    /// <summary>Codes that no map knows; a public code of a diagnosis that no list of complications names is known to be none.</summary>
    /// <returns>Whether there are any.</returns>
    private bool Note(IEnumerable<Sighting> sightings)
    {
        var found = sightings
            .Where(sighting =>
                sighting.Element is "Procedure.code" or "Procedure.complication" or "Condition.code" or "AdverseEvent.event"
                && !IsListed(sighting)
            )
            .ToList();
        foreach (var sighting in found.TakeWhile(_ => codes.Count < MostCodes))
            codes.Add((sighting.System, sighting.Code));
        return found.Count > 0;
    }

    private bool IsListed(Sighting sighting) =>
        sighting is { Kind: SightingKind.Unmapped, System: { } system }
        && (
            concepts.Events.Of(new(system, sighting.Code)) is not null
            || (
                sighting.Element == "Condition.code"
                && concepts.Events.IsListedSystem(new(system, sighting.Code))
                && concepts.SystemOf(new(system, sighting.Code)) != SystemNames.Titles["SNOMED CT"]
            )
        );

    /// <summary>What was not understood, in numbers; none where all was. A mere count costs no exit code.</summary>
    /// <param name="withheld">Without numbers: a small one could give a patient away.</param>
    public IEnumerable<string> Lines(bool withheld = false)
    {
        if (withheld)
        {
            if (codes.Count > 0 || reports > 0)
                yield return "Some codes or image reports were not understood: 'ivcfhir codes' with the same files or site "
                    + "lists the codes.";
            if (open > 0)
                yield return "Some answers are open because of what was not understood: 'ivcfhir gaps' names what must be "
                    + "read, mapped or answered.";
            yield break;
        }

        if (codes.Count > 0 || reports > 0)
            yield return $"{codes.Count}{(codes.Count == MostCodes ? " or more" : "")} codes in {unclear} patients were not "
                + $"understood, {reports} image reports hold only text: 'ivcfhir codes' with the same files or site "
                + "lists the codes.";
        if (open > 0)
            yield return $"{open} answers of {openPatients} patients are open because of what was not understood: 'ivcfhir "
                + "gaps' names what must be read, mapped or answered.";
    }

    /// <summary>Procedures that reached no patient's record.</summary>
    public void SetAside(IEnumerable<DataIssue> issues) =>
        setAside.UnionWith(
            issues
                .Select(issue => issue.Source.Container().Reference)
                .Where(reference => reference.StartsWith("Procedure/", StringComparison.Ordinal))
        );

    /// <summary>
    /// Says in numbers that there were procedures and that nobody came into the study. Where they were all understood, that is an answer
    /// like any other.
    /// </summary>
    /// <returns>The exit code that it costs.</returns>
    public int Tell(Terminal terminal, bool withheld = false)
    {
        foreach (var line in Lines(withheld))
            terminal.Messages.WriteLine(line);
        if (eligible > 0 || read + setAside.Count == 0)
            return open > 0 ? ExitCode.SetAside : ExitCode.Done;
        if (withheld)
        {
            terminal.Messages.WriteLine("Nobody came into the study.");
            return unknown + setAside.Count + open > 0 ? ExitCode.SetAside : ExitCode.Done;
        }

        var next =
            unknown > 0 ? " Next: 'ivcfhir codes' with the same files lists these codes, with an entry for a site map to fill in." : "";
        terminal.Messages.WriteLine(
            $"Nobody came into the study: {read + setAside.Count} procedures, of {patients} patients; {unknown} "
                + $"with codes that no map knows, {setAside.Count} that could not be read or given to a patient.{next}"
        );
        return unknown + setAside.Count + open > 0 ? ExitCode.SetAside : ExitCode.Done;
    }
}
