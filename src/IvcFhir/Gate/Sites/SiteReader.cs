using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>
/// What a site answers, read by the gate: resources, and searches page after page until they are whole. Learns from the answers how the
/// site names itself and how it counts.
/// </summary>
internal sealed class SiteReader(SiteClient client, CodeSieve sieve)
{
    private const string PageSize = "_count=200";

    /// <summary>The bases before references in this site's answers: its own, and those that its searches name.</summary>
    private ImmutableHashSet<string> bases = Addresses.BaseOf(client.Base) is { } own ? [own] : [];

    /// <summary>Learnt from this site: it cuts an answer at the size of a page and names no next one.</summary>
    private volatile bool cutsPages;

    public SiteClient Client => client;

    private long MostBytes => client.Limits.AnswerMegabytes * 1024L * 1024;

    /// <summary>What the site says of one resource.</summary>
    /// <param name="reference"><c>Type/id</c> that may stand in an address.</param>
    public async Task<Reading> ReadAsync(string reference, CancellationToken ct)
    {
        var answer = await client.ReadAsync(reference, ct);
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return new(null, null, answer.Status == HttpStatusCode.Gone);
        var type = reference.Split('/')[0];
        return Opened(answer, $"read of {type}").Single is { } row
            ? new(row, answer.ETag, false)
            : throw new SiteFault(SiteFaultKind.NotFhir, $"The site answers the read of a {type} with something other than a resource.");
    }

    /// <summary>What the site says that it offers; null where it says nothing that can be read.</summary>
    public async Task<JsonElement?> StatementAsync(CancellationToken ct) => Json.Parsed((await client.ReadAsync("metadata", ct)).Body);

    /// <summary>The resource that a site sends back after a write; null where it sends nothing that can be read.</summary>
    public JsonElement? Echo(SiteAnswer answer) =>
        answer.Body.Length == 0 ? null : Answer.Read(answer.Body, "echo", sieve, bases, MostBytes).Single?.Read();

    /// <summary>Every row of a search. A page that fails, and a part that is sent for the whole, fail the search.</summary>
    /// <param name="take">What is kept of a row.</param>
    public async Task<List<T>> SearchAsync<T>(Search search, Func<Row, T> take, CancellationToken ct)
    {
        var found = new List<T>();
        var counted = !cutsPages;
        if (await IsWholeAsync(search, counted, row => found.Add(take(row)), ct))
            return found;
        found.Clear();
        if (!counted || !await IsWholeAsync(search, counted: false, row => found.Add(take(row)), ct))
            throw new SiteFault(SiteFaultKind.Incomplete, $"The search of {search.Type} announced more rows than it delivered.");
        cutsPages = true;
        return found;
    }

    /// <summary>
    /// Whether as many rows came as were announced. A server that counts only the page announces too few, and one that counts what is
    /// included too reaches its total with rows of any mode.
    /// </summary>
    private async Task<bool> IsWholeAsync(Search search, bool counted, Action<Row> take, CancellationToken ct)
    {
        var (visited, names) = (new HashSet<Uri>(), new HashSet<string>(StringComparer.Ordinal));
        var (rows, total, empty) = (0, (int?)null, 0);
        Uri? next = null;
        for (var pages = 1; pages == 1 || next is not null; pages++)
        {
            var page = await PageAsync(search, counted, next, pages, ct);
            total ??= page.Document.Total;
            rows += page.Rows.Count;
            page.Rows.ForEach(take);
            // Rows that came before are nothing new: a server that repeats them under ever new addresses has no end.
            var fresh = page.Rows.FindAll(row => row.Resource is null || names.Add(row.Resource.Name));
            empty = fresh.Count == 0 ? empty + 1 : 0;
            next = Next(page);
            if (next is not null && !visited.Add(next))
                throw new SiteFault(SiteFaultKind.PagingLoop, $"The search of {search.Type} repeats a page: its 'next' links form a loop.");
            if (next is not null && pages >= client.Limits.Pages)
                throw new SiteFault(
                    SiteFaultKind.BeyondLimit,
                    $"The search of {search.Type} has more pages than Pages ({client.Limits.Pages}) allows."
                );
            if (next is not null && empty > client.Limits.EmptyPages)
                throw new SiteFault(
                    SiteFaultKind.BeyondLimit,
                    $"The search of {search.Type} has more pages without a new row, one after the other, than "
                        + $"EmptyPages ({client.Limits.EmptyPages}) allows."
                );
        }
        return !(total > rows) || client.Limits.TotalIsEstimate;
    }

    private async Task<Answer> PageAsync(Search search, bool counted, Uri? address, int number, CancellationToken ct)
    {
        var answer = address is null
            ? await client.SearchAsync(search.Type, search.Asked(counted ? PageSize : ""), search.ByGet, ct)
            : await LaterAsync(search, address, ct);
        var page = Opened(answer, $"search of {search.Type} page {number}");
        if (!page.Document.IsBundle)
            throw new SiteFault(SiteFaultKind.NotFhir, "The site answered a search with something other than a Bundle.");
        if (page.SaysIncomplete)
            throw new SiteFault(
                SiteFaultKind.Incomplete,
                $"The search of {search.Type} says itself that it is not complete: an OperationOutcome among its "
                    + "rows is an error, or says 'incomplete'."
            );
        if (page.Document.IsDoubtful || (page.Document.HasUnreadTotal && !client.Limits.TotalIsEstimate))
            throw new SiteFault(
                SiteFaultKind.Incomplete,
                $"The search of {search.Type} gives a page whose links, total or entries cannot be read: nobody can say that it is whole."
            );
        if (address is null && search.Uses is { } uses && page.Document.Self is { } self && !Names(self).Any(uses))
            throw new SiteFault(
                SiteFaultKind.SearchNotHonoured,
                $"The site says that its search of {search.Type} did not use the parameter that was asked by."
            );
        Learn(page);
        return page;
    }

    /// <summary>A type whose first page came is offered: a later page that is refused is missing.</summary>
    private async Task<SiteAnswer> LaterAsync(Search search, Uri address, CancellationToken ct)
    {
        try
        {
            return await client.PageAsync(address, ct);
        }
        catch (SiteFault e) when (e.Kind is SiteFaultKind.NotOffered or SiteFaultKind.Rejected or SiteFaultKind.Forbidden)
        {
            throw new SiteFault(SiteFaultKind.Incomplete, $"A later page of the search of {search.Type} was refused. {e.Message}");
        }
    }

    private Answer Opened(SiteAnswer answer, string name)
    {
        var opened = Answer.Read(answer.Body, name, sieve, bases, MostBytes);
        return opened.Fault switch
        {
            GateFault.None => opened,
            GateFault.NotJson => throw new SiteFault(SiteFaultKind.Truncated, "The site's answer is not complete JSON."),
            _ => throw new SiteFault(SiteFaultKind.NotFhir, "The site's answer is no FHIR resource."),
        };
    }

    private void Learn(Answer page)
    {
        var named = page.Document.Self is { } self ? Addresses.BaseOfSearch(self) : page.EntryBase;
        if (named is not null && !bases.Contains(named))
            ImmutableInterlocked.Update(ref bases, known => known.Add(named));
    }

    private Uri? Next(Answer page)
    {
        if (page.Document.Next is not { } text)
            return null;
        return SiteAddress.Next(client.Base, page.Document.Self, text)
            ?? throw new SiteFault(
                SiteFaultKind.NotFhir,
                "A 'next' link is no address, or leads to another origin; it is not followed, for it would carry the token there."
            );
    }

    /// <summary>The names of the parameters of an address, without modifiers.</summary>
    private static IEnumerable<string> Names(string address) =>
        address.Contains('?', StringComparison.Ordinal)
            ? address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', ':', '.')[0])
            : [];
}

/// <summary>A search by parameters, the size of a page left out.</summary>
/// <param name="ByGet">By GET, where a site does not honour the form of a POST.</param>
/// <param name="Uses">
/// Whether a parameter is one without which the search is another one: a <c>self</c> link must name such a one, for R4 has a server say
/// there what it used.
/// </param>
internal sealed record Search(string Type, string Parameters, bool ByGet = false, Func<string, bool>? Uses = null)
{
    public string Asked(string besides) => string.Join('&', new[] { Parameters, besides }.Where(part => part.Length > 0));
}

/// <summary>What a site says of one resource.</summary>
/// <param name="Row">Null when the site answers 404 or 410.</param>
/// <param name="ETag">As the site gave it, to be echoed.</param>
/// <param name="Deleted">The site says that it was there and was deleted (410), which 404 does not say.</param>
internal readonly record struct Reading(Row? Row, string? ETag, bool Deleted)
{
    /// <summary>Null where nothing stands there that can be read.</summary>
    public JsonElement? Json => Row?.Read();
}
