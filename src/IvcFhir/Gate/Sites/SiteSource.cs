using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>
/// Patients' records from a site, in two phases: who may belong (few, cheap searches by code), then each patient's whole record.
/// The record is small; reading it whole makes every rule independent of the order in which data arrived.
/// </summary>
/// <param name="candidateCodes">Search tokens <c>system|code</c> of the procedures that make a patient a candidate; empty: every patient of
/// the site.</param>
internal sealed class SiteSource(string site, SiteReader reader, IReadOnlyList<string> candidateCodes) : IPatientSource
{
    private const int CodesPerSearch = 40;

    /// <summary>How often somebody more may turn out to be the same person.</summary>
    private const int MostRounds = 4;

    /// <summary>
    /// Searched by its subject, for FHIR R4 gives it no other way. Nothing else tells that it may not be searched, so that a refusal of any
    /// kind means that it is not offered.
    /// </summary>
    private const string Events = "AdverseEvent";

    /// <summary>
    /// What is searched by patient where the server offers it. Devices without a patient are read through the resources that name them.
    /// </summary>
    private static readonly ImmutableArray<string> Supporting =
    [
        "Device",
        "DeviceUseStatement",
        "Condition",
        "Encounter",
        "DiagnosticReport",
        "QuestionnaireResponse",
        Events,
    ];

    private readonly Persons persons = new(reader);
    private OfferedTypes? offered;
    private ImmutableArray<DataIssue> issues = [];

    /// <summary>Learnt from this site: it drops the form of a POST and honours a GET.</summary>
    private volatile bool askedByGet;

    /// <summary>Without these nothing can be answered of a patient.</summary>
    public static ImmutableArray<string> Necessary { get; } = ["Patient", "Procedure", "Observation"];

    public IReadOnlyList<DataIssue> Issues => issues;

    public async Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct)
    {
        offered = await OfferedTypes.AskAsync(reader, ct);
        persons.Forget();
        var found = new List<(bool IsMatch, string? Patient, SourceRef Source)>();
        if (candidateCodes.Count == 0)
            found.AddRange(await reader.SearchAsync(new("Patient", ""), Owner, ct));
        foreach (var codes in candidateCodes.Chunk(CodesPerSearch))
            found.AddRange(await reader.SearchAsync(new("Procedure", $"code={Uri.EscapeDataString(string.Join(',', codes))}"), Owner, ct));
        issues =
        [
            .. found
                .Where(one => one.IsMatch && one.Patient is null)
                .Select(one => new DataIssue(IssueCode.ReferenceUnresolved, one.Source, "subject"))
                .Distinct()
                .Order(),
        ];
        var patients = found.Select(one => one.Patient).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. (await persons.StandingForAsync(patients, ct)).Order(StringComparer.Ordinal)];

        static (bool IsMatch, string? Patient, SourceRef Source) Owner(Row row) =>
            (row.IsMatch, row.Owner, row.Resource?.Source ?? row.Place.ToSource());
    }

    public async Task<PatientRecord> PullAsync(string patient, CancellationToken ct)
    {
        if (!SiteAddress.IsRequestable(patient))
            return new(site, patient, [], [new(IssueCode.ReferenceUnresolved, new(patient))]);
        var server = offered ??= await OfferedTypes.AskAsync(reader, ct);
        for (var round = 1; ; round++)
        {
            var person = await persons.OfAsync(patient, ct);
            if (person.IsReplaced)
                return new(site, patient, [], []) { Names = person.Names, IsReplaced = true };
            // One who turns out to be the same person may have a record of their own: then all is asked anew.
            if (await PullAsync(person, round < MostRounds, server, ct) is { } record)
                return record;
        }
    }

    private async Task<PatientRecord?> PullAsync(Person person, bool mayGrow, OfferedTypes server, CancellationToken ct)
    {
        var record = new SiteRecord(person);
        if (person.Owners.Unclear.Contains(person.Patient))
            record.Add(new(IssueCode.LinksDisagree, new(person.Patient)));
        foreach (var name in person.Names)
            AddSelf(record, person, name);
        var asked = (
            from type in Necessary.Where(type => type != "Patient").Concat(Supporting)
            from name in person.Names
            select (Type: type, Name: name)
        ).ToList();
        var others = new Others(persons, person, mayGrow);
        foreach (var ((type, name), rows) in asked.Zip(await AllAsync(asked, server, ct)))
        {
            if (rows is null)
                record.Add(new(IssueCode.TypeNotOffered, new(person.Patient), type));
            else if (!await TakeAsync(type, name, rows, record, others, ct))
                return null;
        }
        // Without the Patient a death would be unknown without a word. One who is gone with all records was deleted or merged, and has no
        // outcomes any more.
        if (!record.IsEmpty && person.Rows.GetValueOrDefault(person.Patient) is null)
            throw new SiteFault(SiteFaultKind.NotOffered, "The site has records of a patient and does not offer the Patient.");
        return await FollowAsync(record, others, ct) ? record.Done(site) : null;
    }

    private static void AddSelf(SiteRecord record, Person person, string name)
    {
        var row = person.Rows.GetValueOrDefault(name);
        if (row is null)
            return;
        if (row.Resource?.Name != name)
            throw new SiteFault(SiteFaultKind.NotFhir, "The site answers the read of a Patient with something else.");
        record.Own(row);
        // A link that leads nowhere here, or to one who is not there, joins nobody, and is told.
        if (row.Resource.Links.Any(link => !IsThere(Addresses.Of(link.Other, row.Resource.Entry.Document))))
            record.Add(new(IssueCode.ReferenceUnresolved, row.Resource.Source, "link"));

        bool IsThere(string? other) => other is not null && (!person.Rows.TryGetValue(other, out var found) || found is not null);
    }

    /// <summary>
    /// All searches of a patient at once, as far as the site's budget allows; null where the site does not offer the type. The first fault
    /// stops the others.
    /// </summary>
    private async Task<List<Row>?[]> AllAsync(List<(string Type, string Name)> asked, OfferedTypes server, CancellationToken ct)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = asked.ConvertAll(one => GuardedAsync(one.Type, one.Name));
        return await Task.WhenAll(running); // a fault, not the stop that it made, is what is thrown

        async Task<List<Row>?> GuardedAsync(string type, string name)
        {
            try
            {
                return Supporting.Contains(type)
                    ? await SupportingAsync(type, name, server, failed.Token)
                    : await OfPatientAsync(type, name, failed.Token);
            }
            catch (SiteFault)
            {
                await failed.CancelAsync();
                throw;
            }
        }
    }

    /// <summary>
    /// Null where the site does not offer the type. Whatever may pass (no answer, 401, 5xx) or hides rows (403) fails the patient: what was
    /// read before would else be taken for something that is gone.
    /// </summary>
    private async Task<List<Row>?> SupportingAsync(string type, string patient, OfferedTypes server, CancellationToken ct)
    {
        if (server.Lacks(type))
            return null;
        try
        {
            return await OfPatientAsync(type, patient, ct);
        }
        catch (SiteFault e)
            when (e.Kind is SiteFaultKind.NotOffered || (type == Events && e.Kind is (SiteFaultKind.Rejected or SiteFaultKind.Forbidden)))
        {
            return null;
        }
    }

    /// <summary>
    /// What a search by patient returns. A <c>self</c> link without the parameter proves that the search is not honoured. A form that a
    /// gateway drops may still be honoured as the address of a GET, which is asked once.
    /// </summary>
    private async Task<List<Row>> OfPatientAsync(string type, string patient, CancellationToken ct)
    {
        var byGet = askedByGet; // as it was when this was asked: another search may learn it meanwhile
        try
        {
            return await OfPatientAsync(type, patient, byGet, ct);
        }
        catch (SiteFault e) when (e.Kind == SiteFaultKind.SearchNotHonoured && !byGet)
        {
            var rows = await OfPatientAsync(type, patient, byGet: true, ct);
            askedByGet = true;
            return rows;
        }
    }

    private Task<List<Row>> OfPatientAsync(string type, string patient, bool byGet, CancellationToken ct) =>
        reader.SearchAsync(new(type, QueryFor(type, patient), byGet, IsOfPatient), row => row, ct);

    /// <summary>
    /// Takes in what belongs to the person. A match of anybody else proves that the search is not honoured: then nothing follows from it.
    /// </summary>
    /// <returns>False where somebody turned out to be the same person.</returns>
    /// <exception cref="SiteFault">The search is not honoured by POST or by GET.</exception>
    private async Task<bool> TakeAsync(string type, string patient, List<Row> rows, SiteRecord record, Others others, CancellationToken ct)
    {
        if (!await IsHonouredAsync(rows, others, ct))
        {
            if (others.Grew)
                return false;
            rows = await OfPatientAsync(type, patient, byGet: true, ct);
            if (!await IsHonouredAsync(rows, others, ct))
                throw new SiteFault(
                    SiteFaultKind.SearchNotHonoured,
                    $"The search of {type} for one patient returns another patient's; nothing of it is used."
                );
            askedByGet = true;
        }
        foreach (var row in rows)
        {
            if (row.Owner is not { } owner)
                record.Nobodys(row);
            else if (others.Includes(owner))
                record.Own(row);
        }
        return true;
    }

    private static async Task<bool> IsHonouredAsync(List<Row> rows, Others others, CancellationToken ct)
    {
        foreach (var owner in rows.Where(row => row.IsMatch).Select(row => row.Owner).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!await others.AskAsync(owner, ct))
                return false;
        }
        return true;
    }

    private static bool IsOfPatient(string parameter) => parameter is "patient" or "subject";

    private static string QueryFor(string type, string patient) =>
        $"{(type == Events ? "subject" : "patient")}={Uri.EscapeDataString(patient)}";

    /// <summary>Reads what the record points to and no search returned, until nothing new is named.</summary>
    private async Task<bool> FollowAsync(SiteRecord record, Others others, CancellationToken ct)
    {
        while (record.Read() is { Count: > 0 } missing)
        {
            var rows = await Task.WhenAll(
                missing.Select(reference =>
                    SiteAddress.IsRequestable(reference) ? reader.ReadAsync(reference, ct) : Task.FromResult(default(Reading))
                )
            );
            foreach (var (reference, reading) in missing.Zip(rows))
            {
                var row = reading.Row?.Resource?.Name == reference ? reading.Row : null;
                var isForeign = row?.Owner is { } owner && !await others.AskAsync(owner, ct);
                record.Answered(reference, isForeign ? null : row, isForeign ? IssueCode.ForeignReference : IssueCode.ReferenceUnresolved);
                if (others.Grew)
                    return false;
            }
        }
        return true;
    }

    /// <summary>Patients whom rows name: each is asked for once.</summary>
    private sealed class Others(Persons persons, Person person, bool mayGrow)
    {
        private readonly HashSet<string> strangers = new(StringComparer.Ordinal);

        /// <summary>Whether somebody turned out to be the same person.</summary>
        public bool Grew { get; private set; }

        public bool Includes(string owner) => person.Names.Contains(owner);

        public async Task<bool> AskAsync(string owner, CancellationToken ct)
        {
            if (Includes(owner))
                return true;
            if (strangers.Add(owner))
                Grew |= mayGrow && !person.Owners.Unclear.Contains(person.Patient) && await persons.JoinsAsync(owner, person, ct);
            return false;
        }
    }
}
