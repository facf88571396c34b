using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Search;

/// <summary>Runs a <see cref="SearchQuery"/>: the smallest set that the index offers, then every clause on each of it.</summary>
internal sealed class Searcher(FhirStore store)
{
    /// <summary>Current matches, in order of arrival unless the query sorts.</summary>
    public List<StoredVersion> Run(SearchQuery query)
    {
        var matches = Narrowed(query).Select(slot => slot.Current).Where(version => !version.IsDeleted && Holds(query, version)).ToList();
        return query.Sort.Count == 0 ? matches : Sorted(matches, query.Sort);
    }

    /// <summary>The resources that the includes of the query add to a page; none of them is on the page already.</summary>
    public List<StoredVersion> Included(SearchQuery query, IReadOnlyList<StoredVersion> page)
    {
        var seen = page.Select(version => version.Reference).ToHashSet(StringComparer.Ordinal);
        var added = new List<StoredVersion>();
        var round = page;
        for (var first = true; round.Count > 0; first = false)
        {
            var next = round
                .SelectMany(version => Neighbours(query, version, first))
                .Where(version => seen.Add(version.Reference))
                .ToList();
            added.AddRange(next);
            round = next;
        }

        return added;
    }

    private IEnumerable<Slot> Narrowed(SearchQuery query)
    {
        var shelf = store.ShelfOf(query.Type);
        if (query.Clauses.OfType<IdClause>().FirstOrDefault() is { } ids)
            return InOrder(ids.Ids.Select(shelf.Find).OfType<Slot>());
        var smallest = query
            .Clauses.Select(clause => clause.Keys)
            .OfType<IReadOnlyList<IndexKey>>()
            .MinBy(keys => keys.Sum(key => shelf.Lookup(key).Count));
        return smallest is null ? shelf.Arrived : InOrder(smallest.SelectMany(shelf.Lookup));
    }

    private static IEnumerable<Slot> InOrder(IEnumerable<Slot> slots) => slots.Distinct().OrderBy(slot => slot.Sequence);

    private bool Holds(SearchQuery query, StoredVersion version)
    {
        store.CountExamined();
        using var candidate = new Candidate(version);
        return query.Clauses.TrueForAll(clause => clause.Holds(candidate));
    }

    private IEnumerable<StoredVersion> Neighbours(SearchQuery query, StoredVersion version, bool first)
    {
        var forward = query.Includes.Where(i => (first || i.Iterate) && i.Source == version.Type).SelectMany(i => Targets(i, version));
        var reverse = query.ReverseIncludes.Where(i => first || i.Iterate).SelectMany(i => Sources(i, version));
        return forward.Concat(reverse);
    }

    private List<StoredVersion> Targets(Include include, StoredVersion version)
    {
        using var candidate = new Candidate(version);
        return
        [
            .. from reference in SearchValues.References(include.Parameter, candidate.Resource, store.BaseUrl)
            let parts = reference.Split('/')
            where parts.Length == 2 && (include.Target is null || include.Target == parts[0])
            let target = store.Current(parts[0], parts[1])
            where target is { IsDeleted: false }
            select target,
        ];
    }

    private IEnumerable<StoredVersion> Sources(Include include, StoredVersion version)
    {
        if (include.Target is not null && include.Target != version.Type)
            return [];
        var pointing = new ReferenceClause(include.Parameter, [version.Reference], store.BaseUrl);
        return InOrder(store.ShelfOf(include.Source).Lookup(new(include.Parameter.Name, version.Id)))
            .Select(slot => slot.Current)
            .Where(source =>
            {
                using var candidate = new Candidate(source);
                return pointing.Holds(candidate);
            });
    }

    private List<StoredVersion> Sorted(List<StoredVersion> matches, List<SortKey> keys)
    {
        var rows = matches.ConvertAll(version => (Version: version, Keys: keys.ConvertAll(key => KeyOf(version, key))));
        var ordered = rows.OrderBy(_ => 0);
        for (var i = 0; i < keys.Count; i++)
        {
            var at = i;
            ordered = keys[at].Descending
                ? ordered.ThenByDescending(row => row.Keys[at], StringComparer.Ordinal)
                : ordered.ThenBy(row => row.Keys[at], StringComparer.Ordinal);
        }

        return [.. ordered.Select(row => row.Version)];
    }

    private string KeyOf(StoredVersion version, SortKey key)
    {
        using var candidate = new Candidate(version);
        var values = key.Parameter.Kind switch
        {
            ParameterKind.Date => SearchValues.Dates(key.Parameter, candidate.Resource).Select(d => ResourceJson.Instant(d.From)),
            ParameterKind.Token => SearchValues.Tokens(key.Parameter, candidate.Resource).Select(t => t.Code),
            ParameterKind.Reference => SearchValues.References(key.Parameter, candidate.Resource, store.BaseUrl),
            _ => SearchValues.Texts(key.Parameter, candidate.Resource),
        };
        return (key.Descending ? values.Max(StringComparer.Ordinal) : values.Min(StringComparer.Ordinal)) ?? "";
    }
}
