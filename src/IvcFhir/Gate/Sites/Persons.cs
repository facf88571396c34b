using System.Collections.Concurrent;
using System.Collections.Immutable;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>
/// Who is one person at a site, as its Patients say by <c>link</c>. Either of two merged records may say so; what is learnt of one stays
/// known for the pass, for the other one may be silent.
/// </summary>
internal sealed class Persons(SiteReader reader)
{
    private const int MostJoined = 32;

    private const int MostWaiting = 10_000;

    /// <summary>Patients that were read to see their links, until their own turn comes.</summary>
    private readonly ConcurrentDictionary<string, Row> waiting = new(StringComparer.Ordinal);

    /// <summary>Those who could not be read: they fail when it is their turn, and are asked again by the next pass.</summary>
    private readonly ConcurrentDictionary<string, SiteFault> unread = new(StringComparer.Ordinal);

    /// <summary>The links of all Patients that were read and have any, by each end of the link.</summary>
    private readonly ConcurrentDictionary<string, ImmutableHashSet<Link>> links = new(StringComparer.Ordinal);

    /// <summary>Patients who are there: one who is not stands for nobody.</summary>
    private readonly ConcurrentDictionary<string, bool> heard = new(StringComparer.Ordinal);

    /// <summary>Forgets what another pass learnt: records are parted again.</summary>
    public void Forget()
    {
        waiting.Clear();
        unread.Clear();
        links.Clear();
        heard.Clear();
    }

    /// <summary>The patients under whose names the records of these are kept: who is replaced is no patient of the study.</summary>
    public async Task<IEnumerable<string>> StandingForAsync(IReadOnlyCollection<string> patients, CancellationToken ct)
    {
        var (known, next) = (new HashSet<string>(StringComparer.Ordinal), patients.Where(SiteAddress.IsRequestable).ToList());
        for (var round = 0; next.Count > 0 && round < MostJoined; round++)
        {
            known.UnionWith(next);
            await ReadAllAsync(next, ct);
            // Both ends of a link are heard before one stands for the other.
            next = [.. links.Keys.Where(SiteAddress.IsRequestable).Except(known, StringComparer.Ordinal)];
        }
        var owners = Owners.Of(
            links.Values.SelectMany(found => found).Distinct().Where(link => heard.ContainsKey(link.Standing)).Select(link => link.Parts)
        );
        return patients.Select(owners.NameOf).Distinct(StringComparer.Ordinal);
    }

    private Task ReadAllAsync(List<string> patients, CancellationToken ct) =>
        Parallel.ForEachAsync(
            patients,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = ct },
            async (patient, token) =>
            {
                try
                {
                    if (await ReadAsync(patient, token) is { } row && waiting.Count < MostWaiting)
                        waiting[patient] = row;
                }
                catch (SiteFault fault)
                {
                    unread[patient] = fault;
                }
            }
        );

    /// <summary>A patient and those who are one person with that one.</summary>
    public async Task<Person> OfAsync(string patient, CancellationToken ct)
    {
        var (rows, pending) = (new Dictionary<string, Row?>(StringComparer.Ordinal), new Queue<string>([patient]));
        while (rows.Count < MostJoined && pending.TryDequeue(out var next))
        {
            if (rows.ContainsKey(next) || !SiteAddress.IsRequestable(next))
                continue;
            if (unread.TryRemove(next, out var fault))
                throw new SiteFault(fault.Kind, fault.Message);
            rows[next] = waiting.TryRemove(next, out var read) ? read : await ReadAsync(next, ct);
            foreach (var link in LinksOf(next))
                pending.Enqueue(link.OtherThan(next));
        }
        return new(
            patient,
            rows,
            Owners.Of(
                rows.Keys.SelectMany(LinksOf)
                    .Distinct()
                    .Where(link => rows.GetValueOrDefault(link.Standing) is not null)
                    .Select(link => link.Parts)
            )
        );
    }

    /// <summary>Whether somebody of whom nothing is known yet says to be one with a person.</summary>
    public async Task<bool> JoinsAsync(string other, Person person, CancellationToken ct) =>
        SiteAddress.IsRequestable(other)
        && await ReadAsync(other, ct) is not null
        && LinksOf(other).Any(link => person.Names.Contains(link.OtherThan(other)));

    private ImmutableHashSet<Link> LinksOf(string patient) => links.GetValueOrDefault(patient, []);

    private async Task<Row?> ReadAsync(string patient, CancellationToken ct)
    {
        var row = (await reader.ReadAsync(patient, ct)).Row;
        if (row?.Resource is { } kept && kept.Name == patient)
        {
            heard[patient] = true;
            Learn(kept);
        }
        return row;
    }

    private void Learn(Kept patient)
    {
        foreach (var (other, type) in patient.Links)
        {
            if (Addresses.Of(other, patient.Entry.Document) is not { } name)
                continue;
            var link = new Link(patient.Name, name, type);
            foreach (var end in new[] { patient.Name, name })
                links.AddOrUpdate(end, _ => [link], (_, known) => known.Add(link));
        }
    }

    private readonly record struct Link(string From, string To, string Type)
    {
        /// <summary>The one who stands for the other.</summary>
        public string Standing => Type == "replaces" ? From : To;

        public (string Patient, string Other, string Type) Parts => (From, To, Type);

        public string OtherThan(string end) => From == end ? To : From;
    }
}

/// <summary>One person, under all names that the site has for them.</summary>
/// <param name="Patient">The name that was asked for.</param>
/// <param name="Rows">What the site says under each name; null where it says nothing.</param>
internal sealed record Person(string Patient, IReadOnlyDictionary<string, Row?> Rows, Owners Owners)
{
    /// <summary>The names that are one, the one that was asked for among them.</summary>
    public ImmutableSortedSet<string> Names { get; } =
    [.. Rows.Keys.Append(Patient).Where(name => Owners.NameOf(name) == Owners.NameOf(Patient)).Order(StringComparer.Ordinal)];

    /// <summary>Whether another name stands for this one: then it is no patient of the study.</summary>
    public bool IsReplaced => Owners.NameOf(Patient) != Patient;
}
