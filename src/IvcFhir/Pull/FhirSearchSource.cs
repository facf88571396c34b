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

    /// <summary>Searched by its subject, for FHIR R4 gives it no other way. Nothing else tells that it may not be searched, so that a refusal of any kind means that it is not offered.</summary>
    private const string Events = "AdverseEvent";

    /// <summary>What is searched by patient where the server offers it. Devices without a patient are read through the resources that name them.</summary>
    private static readonly ImmutableArray<string> Supporting =
        ["Device", "DeviceUseStatement", "Condition", "Encounter", "DiagnosticReport", "QuestionnaireResponse", Events];

    private OfferedTypes? offered;

    /// <summary>Learnt from this site: it drops the form of a POST and honours a GET.</summary>
    private volatile bool askedByGet;

    /// <summary>Without these nothing can be answered of a patient.</summary>
    public static ImmutableArray<string> Necessary { get; } = ["Patient", "Procedure", "Observation"];

    public async Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct)
    {
        offered = await OfferedTypes.AskAsync(client, ct);
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
        var server = offered ??= await OfferedTypes.AskAsync(client, ct);
        var resources = new SortedDictionary<string, RawResource>(StringComparer.Ordinal);
        if (!SiteAddress.IsRequestable(patient))
            return new(site, patient, [], [new(IssueCode.ReferenceUnresolved, new(patient))]);
        var owners = new Owners(patient, client);
        if (await client.ReadAsync(patient, ct) is { } self)
        {
            if (Ownership.OwnerOf(self) != patient)
                throw new SiteFault(SiteFaultKind.NotFhir, "The site answers the read of a Patient with something else.");
            owners.Join(self);
            Collect(resources, self);
        }
        foreach (var type in Necessary.Where(type => type != "Patient"))
        {
            var found = new List<JsonElement>();
            await OwnedAsync(type, owners, found, ct);
            found.ForEach(resource => Collect(resources, resource));
        }
        var lacking = new List<string>();
        foreach (var type in Supporting)
        {
            if (server.Lacks(type) || !await CollectSupportingAsync(type, owners, resources, ct))
                lacking.Add(type);
        }
        // Without the Patient a death would be unknown without a word. One who is gone with all records was deleted or merged, and has no outcomes any more.
        if (resources.Count > 0 && !resources.ContainsKey(patient))
            throw new SiteFault(SiteFaultKind.NotOffered, "The site has records of a patient and does not offer the Patient.");
        var issues = await FollowAsync(owners, resources, ct);
        var notOffered = lacking.Select(type => new DataIssue(IssueCode.TypeNotOffered, new(patient), type));
        issues = [.. issues, .. notOffered, .. Unowned(owners, resources)];
        return new(site, patient, [.. resources.Values], issues);
    }

    private static IEnumerable<DataIssue> Unowned(Owners owners, SortedDictionary<string, RawResource> resources) =>
        owners.Unowned.Where(source => !resources.ContainsKey(source.Reference)).Order()
            .Select(source => new DataIssue(IssueCode.ReferenceUnresolved, source, "subject"));

    /// <summary>
    /// False where the site does not offer the type. Whatever may pass (no answer, 401, 5xx) or hides rows (403) fails the patient: what was read before would else be taken for
    /// something that is gone. So does a fault after the first rows, which show that the type is offered.
    /// </summary>
    private async Task<bool> CollectSupportingAsync(
        string type, Owners owners, SortedDictionary<string, RawResource> resources, CancellationToken ct)
    {
        var found = new List<JsonElement>();
        try
        {
            await OwnedAsync(type, owners, found, ct);
        }
        catch (SiteFault e) when (found.Count == 0 && (e.Kind is SiteFaultKind.NotOffered || (type == Events && e.Kind is (SiteFaultKind.Rejected or SiteFaultKind.Forbidden))))
        {
            return false;
        }
        found.ForEach(resource => Collect(resources, resource));
        return true;
    }

    /// <summary>
    /// What a search by patient returns and belongs to the patient. A match of anybody else, or a <c>self</c> link without the parameter,
    /// proves that the search is not honoured:
    /// then nothing follows from it. A form that a gateway drops may still be honoured as the address of a GET, which is asked once.
    /// </summary>
    /// <exception cref="SiteFault">The search is not honoured by POST or by GET.</exception>
    private async Task OwnedAsync(string type, Owners owners, List<JsonElement> found, CancellationToken ct)
    {
        var byGet = askedByGet; // as it was when this was asked: another patient may learn it meanwhile
        try
        {
            await OwnedAsync(type, owners, found, byGet, ct);
        }
        catch (SiteFault e) when (e.Kind == SiteFaultKind.SearchNotHonoured && !byGet)
        {
            found.Clear();
            await OwnedAsync(type, owners, found, byGet: true, ct);
            askedByGet = true;
        }
    }

    private async Task OwnedAsync(string type, Owners owners, List<JsonElement> found, bool byGet, CancellationToken ct)
    {
        await foreach (var (resource, isMatch) in client.RowsAsync(type, QueryFor(type, owners.Patient), byGet, IsOfPatient, ct))
        {
            if (Ownership.OwnerOf(resource) is not { } owner)
                owners.Nobodys(resource, isMatch);
            else if (await owners.IncludeAsync(owner, ct))
                found.Add(resource);
            else if (isMatch)
                throw new SiteFault(SiteFaultKind.SearchNotHonoured,
                    $"The search of {type} for one patient returns another patient's; nothing of it is used.");
        }
    }

    private static bool IsOfPatient(string parameter) => parameter is "patient" or "subject";

    private static string QueryFor(string type, string patient) => $"{(type == Events ? "subject" : "patient")}={Uri.EscapeDataString(patient)}&_count=200";

    /// <summary>Reads what the record points to and no search returned, until nothing new is named.</summary>
    private async Task<ImmutableArray<DataIssue>> FollowAsync(
        Owners owners, SortedDictionary<string, RawResource> resources, CancellationToken ct)
    {
        var issues = ImmutableArray.CreateBuilder<DataIssue>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (Pending(resources, asked) is { Count: > 0 } pending)
        {
            foreach (var (reference, from) in pending)
            {
                if (!SiteAddress.IsRequestable(reference) || await client.ReadAsync(reference, ct) is not { } resource
                    || RawResources.From(resource)?.Source.Reference != reference)
                    issues.Add(new(IssueCode.ReferenceUnresolved, from));
                else if (Ownership.OwnerOf(resource) is { } owner && !await owners.IncludeAsync(owner, ct))
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
