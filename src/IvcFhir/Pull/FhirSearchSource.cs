using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Pull;

/// <summary>
/// Two phases: who may belong (few, cheap searches by code), then each patient's whole record.
/// The record is small; reading it whole makes every rule independent of the order in which data arrived.
/// </summary>
/// <param name="candidateCodes">Search tokens <c>system|code</c> of the procedures that make a patient a candidate; empty: every patient of the site.</param>
internal sealed class FhirSearchSource(string site, SiteClient client, IReadOnlyList<string> candidateCodes) : IPatientSource
{
    private const int CodesPerSearch = 40;

    /// <summary>What is searched by patient. Devices without a patient are read through the resources that name them.</summary>
    private static readonly ImmutableArray<string> Types =
        ["Procedure", "Device", "DeviceUseStatement", "Observation", "Condition", "Encounter", "DiagnosticReport", "QuestionnaireResponse"];

    /// <summary>Searched by its subject (FHIR R4 gives it no other way), and wanted, not needed: many servers do not offer it.</summary>
    private const string Optional = "AdverseEvent";

    public async Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct)
    {
        var patients = new SortedSet<string>(StringComparer.Ordinal);
        if (candidateCodes.Count == 0)
        {
            await foreach (var patient in client.SearchAsync("Patient", "_count=200", ct))
                Add(patients, "Patient", patient);
        }
        foreach (var codes in candidateCodes.Chunk(CodesPerSearch))
        {
            var query = $"code={Uri.EscapeDataString(string.Join(',', codes))}&_count=200";
            await foreach (var procedure in client.SearchAsync("Procedure", query, ct))
                Add(patients, "Procedure", procedure);
        }
        return [.. patients];
    }

    public async Task<PatientRecord> PullAsync(string patient, CancellationToken ct)
    {
        var resources = new SortedDictionary<string, RawResource>(StringComparer.Ordinal);
        if (await client.ReadAsync(patient, ct) is { } self)
            Collect(resources, self);
        foreach (var type in Types)
        {
            var query = $"patient={Uri.EscapeDataString(patient)}&_count=200";
            await foreach (var resource in client.SearchAsync(type, query, ct))
                Collect(resources, resource);
        }
        var offered = await CollectOptionalAsync(patient, resources, ct);
        var issues = await FollowAsync(patient, resources, ct);
        return new(site, patient, [.. resources.Values], offered ? issues : issues.Add(new(IssueCode.TypeNotOffered, new(patient), Optional)));
    }

    /// <summary>
    /// False where the site does not offer the type (400, 403, 404, 405, 501). Whatever may pass (no answer, 401, 5xx) fails the patient as ever: an event that was read before
    /// would else be taken for one that is gone.
    /// </summary>
    private async Task<bool> CollectOptionalAsync(string patient, SortedDictionary<string, RawResource> resources, CancellationToken ct)
    {
        try
        {
            await foreach (var resource in client.SearchAsync(Optional, $"subject={Uri.EscapeDataString(patient)}&_count=200", ct))
                Collect(resources, resource);
            return true;
        }
        catch (SiteFault e) when (e.Kind is SiteFaultKind.Rejected or SiteFaultKind.Forbidden or SiteFaultKind.NotOffered)
        {
            return false;
        }
    }

    /// <summary>Reads what the record points to and no search returned, until nothing new is named.</summary>
    private async Task<ImmutableArray<DataIssue>> FollowAsync(string patient, SortedDictionary<string, RawResource> resources, CancellationToken ct)
    {
        var issues = ImmutableArray.CreateBuilder<DataIssue>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (Pending(resources, asked) is { Count: > 0 } pending)
        {
            foreach (var (reference, from) in pending)
            {
                if (await client.ReadAsync(reference, ct) is not { } resource)
                    issues.Add(new(IssueCode.ReferenceUnresolved, from));
                else if (References.PatientOf(reference.Split('/')[0], resource) is { } owner && owner != patient)
                    issues.Add(new(IssueCode.ForeignReference, from));
                else
                    Collect(resources, resource);
            }
        }
        issues.AddRange(resources.Values.Where(resource => References.NamesWhatCannotBeFollowed(resource.Type, resource.Json)).Select(resource => new DataIssue(IssueCode.ReferenceUnresolved, resource.Source)));
        return [.. issues.Distinct()];
    }

    private static List<(string Reference, SourceRef From)> Pending(SortedDictionary<string, RawResource> resources, HashSet<string> asked) =>
        [.. from resource in resources.Values
            from reference in References.Followed(resource.Type, resource.Json)
            where !resources.ContainsKey(reference) && asked.Add(reference)
            select (reference, resource.Source)];

    private static void Collect(SortedDictionary<string, RawResource> resources, JsonElement resource)
    {
        if (!RawResources.IsOwn(resource) && RawResources.From(resource) is { } raw)
            resources[raw.Source.Reference] = raw;
    }

    private static void Add(SortedSet<string> patients, string type, JsonElement resource)
    {
        if (References.PatientOf(type, resource) is { } patient)
            patients.Add(patient);
    }
}
