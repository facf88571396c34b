using System.Text.Json;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Search;

/// <summary>A version under examination; its JSON is parsed once, and only when a clause asks for it.</summary>
internal sealed class Candidate(StoredVersion version) : IDisposable
{
    private JsonDocument? json;

    public StoredVersion Version => version;

    public JsonElement Resource => (json ??= JsonDocument.Parse(version.Json)).RootElement;

    public void Dispose() => json?.Dispose();
}

/// <summary>One condition of a search: all clauses must hold, of a clause's comma-separated values any one.</summary>
internal abstract record Clause
{
    /// <summary>Where the index holds everything that can match, or null when only a look at each resource tells.</summary>
    public virtual IReadOnlyList<IndexKey>? Keys => null;

    public abstract bool Holds(Candidate candidate);
}

internal sealed record IdClause(IReadOnlyList<string> Ids) : Clause
{
    public override bool Holds(Candidate candidate) => Ids.Contains(candidate.Version.Id);
}

/// <param name="System">Null: any system; empty: none.</param>
/// <param name="Code">Null: any code of the system.</param>
internal sealed record WantedToken(string? System, string? Code)
{
    public bool Is(TokenValue value) => (System is null || System == value.System) && (Code is null || Code == value.Code);
}

internal sealed record TokenClause(SearchParameter Parameter, IReadOnlyList<WantedToken> Wanted, bool Negated) : Clause
{
    public override IReadOnlyList<IndexKey>? Keys { get; } =
        Parameter.Indexed && !Negated && Wanted.All(w => w.Code is not null)
            ? [.. Wanted.Select(w => new IndexKey(Parameter.Name, w.Code!))]
            : null;

    public override bool Holds(Candidate candidate) =>
        SearchValues.Tokens(Parameter, candidate.Resource).Any(value => Wanted.Any(w => w.Is(value))) != Negated;
}

internal sealed record ReferenceClause(SearchParameter Parameter, IReadOnlyList<string> Wanted, string BaseUrl) : Clause
{
    public override IReadOnlyList<IndexKey>? Keys { get; } =
    [.. Wanted.Select(w => new IndexKey(Parameter.Name, SearchValues.LastPart(w)))];

    public override bool Holds(Candidate candidate) =>
        SearchValues.References(Parameter, candidate.Resource, BaseUrl).Any(reference => Wanted.Any(w => Is(w, reference)));

    // A bare id may be of any type, but is always on this server: Type/id.
    private static bool Is(string wanted, string reference) =>
        wanted.Contains('/') ? wanted == reference : reference.Count(c => c == '/') == 1 && SearchValues.LastPart(reference) == wanted;
}

internal sealed record DateClause(SearchParameter Parameter, IReadOnlyList<WantedDate> Wanted) : Clause
{
    public override bool Holds(Candidate candidate) => DatesOf(candidate).Any(date => Wanted.Any(w => w.Is(date)));

    // lastUpdated is the server's own and stands outside the JSON too: the commonest search of a poller needs no parsing.
    private IEnumerable<DateRange> DatesOf(Candidate candidate) =>
        Parameter.Name == "_lastUpdated"
            ? [DateRange.At(candidate.Version.LastUpdated)]
            : SearchValues.Dates(Parameter, candidate.Resource);
}

internal enum TextMatch
{
    Start,
    Part,
    Exact,
}

internal sealed record TextClause(SearchParameter Parameter, IReadOnlyList<string> Wanted, TextMatch Match) : Clause
{
    public override bool Holds(Candidate candidate) =>
        SearchValues
            .Texts(Parameter, candidate.Resource)
            .Any(text =>
                Wanted.Any(w =>
                    Match switch
                    {
                        // A canonical without version means any version: url|version.
                        TextMatch.Exact => text == w
                            || (Parameter.Kind == ParameterKind.Canonical && text.StartsWith(w + "|", StringComparison.Ordinal)),
                        TextMatch.Part => text.Contains(w, StringComparison.OrdinalIgnoreCase),
                        _ => text.StartsWith(w, StringComparison.OrdinalIgnoreCase),
                    }
                )
            );
}

internal sealed record MissingClause(SearchParameter Parameter, bool Missing) : Clause
{
    public override bool Holds(Candidate candidate) => (Parameter.Select(candidate.Resource).Count == 0) == Missing;
}
