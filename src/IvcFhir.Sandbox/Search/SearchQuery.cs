using System.Globalization;
using IvcFhir.Sandbox.Http;

namespace IvcFhir.Sandbox.Search;

internal sealed record SortKey(SearchParameter Parameter, bool Descending);

/// <summary><c>Source:parameter[:Target]</c>; reversed it brings the sources of a match, otherwise the targets.</summary>
internal sealed record Include(string Source, SearchParameter Parameter, string? Target, bool Iterate);

/// <summary>
/// A search as understood. <see cref="Used"/> goes into the self link; <see cref="Unknown"/> is what was not understood and not applied.
/// </summary>
internal sealed record SearchQuery(string Type)
{
    public List<Clause> Clauses { get; } = [];

    public List<SortKey> Sort { get; } = [];

    public List<Include> Includes { get; } = [];

    public List<Include> ReverseIncludes { get; } = [];

    public List<KeyValuePair<string, string>> Used { get; } = [];

    public List<string> Unknown { get; } = [];

    public int? Count { get; set; }

    public bool OnlyTotal { get; set; }
}

/// <summary>
/// Reads a query string into a <see cref="SearchQuery"/>. A known parameter with a value that makes no sense is an error, never ignored.
/// </summary>
internal sealed class SearchReader(string type, string baseUrl, DateTimeOffset now)
{
    private readonly SearchQuery query = new(type);

    public SearchQuery Read(string queryString)
    {
        foreach (var (name, value) in Pairs(queryString).Where(pair => pair.Value.Length > 0))
        {
            if (!Understands(name, value))
                query.Unknown.Add(name);
            else
                query.Used.Add(new(name, value));
        }

        return query;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string queryString) =>
        from part in queryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let cut = part.IndexOf('=', StringComparison.Ordinal)
        select cut < 0 ? new KeyValuePair<string, string>(Plain(part), "") : new(Plain(part[..cut]), Plain(part[(cut + 1)..]));

    private static string Plain(string escaped) => Uri.UnescapeDataString(escaped.Replace('+', ' '));

    private bool Understands(string name, string value) =>
        name switch
        {
            "_format" or "_pretty" or "_total" => true,
            "_count" => ReadCount(value),
            "_summary" => ReadSummary(value),
            "_sort" => ReadSort(value),
            "_include" or "_include:iterate" => ReadInclude(query.Includes, value, name != "_include"),
            "_revinclude" or "_revinclude:iterate" => ReadInclude(query.ReverseIncludes, value, name != "_revinclude"),
            _ => ReadClause(name, value),
        };

    private bool ReadCount(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw FhirFault.Invalid("_count is not a whole number of zero or more");
        query.Count = count;
        query.OnlyTotal |= count == 0;
        return true;
    }

    private bool ReadSummary(string value)
    {
        query.OnlyTotal |= value == "count";
        return value is "count" or "false";
    }

    private bool ReadSort(string value)
    {
        foreach (var key in value.Split(','))
        {
            if (SearchTable.Find(type, key.TrimStart('-')) is not { } parameter)
                return false;
            query.Sort.Add(new(parameter, key.StartsWith('-')));
        }

        return true;
    }

    private static bool ReadInclude(List<Include> into, string value, bool iterate)
    {
        var parts = value.Split(':');
        if (parts.Length is not (2 or 3) || SearchTable.Find(parts[0], parts[1]) is not { Kind: ParameterKind.Reference } parameter)
            return false;
        into.Add(new(parts[0], parameter, parts.Length == 3 ? parts[2] : null, iterate));
        return true;
    }

    private bool ReadClause(string name, string value)
    {
        var cut = name.IndexOf(':', StringComparison.Ordinal);
        var modifier = cut < 0 ? null : name[(cut + 1)..];
        if (SearchTable.Find(type, cut < 0 ? name : name[..cut]) is not { } parameter)
            return false;
        query.Clauses.Add(
            ClauseOf(parameter, modifier, value)
                // "A server SHALL reject any search request that contains a modifier that it does not support": R4 search.html#modifiers.
                ?? throw FhirFault.Unsupported(400, $"modifier ':{modifier}' is not supported for '{parameter.Name}'")
        );
        return true;
    }

    private Clause? ClauseOf(SearchParameter parameter, string? modifier, string value)
    {
        if (modifier == "missing")
            return new MissingClause(parameter, value == "true");
        var values = SplitUnescaped(value, ',');
        return (parameter.Kind, modifier) switch
        {
            (ParameterKind.Token, null) when parameter.Name == "_id" => new IdClause([.. values.Select(Unescape)]),
            (ParameterKind.Token, null or "not") => new TokenClause(parameter, [.. values.Select(Token)], modifier == "not"),
            (ParameterKind.Reference, _) when modifier is null || R4Types.All.Contains(modifier) => References(parameter, modifier, values),
            (ParameterKind.Date, null) => new DateClause(parameter, [.. values.Select(v => Date(parameter, v))]),
            (ParameterKind.String, null) => new TextClause(parameter, [.. values.Select(Unescape)], TextMatch.Start),
            (ParameterKind.String, "contains") => new TextClause(parameter, [.. values.Select(Unescape)], TextMatch.Part),
            (ParameterKind.String, "exact") or (ParameterKind.Uri or ParameterKind.Canonical, null) => new TextClause(
                parameter,
                [.. values.Select(Unescape)],
                TextMatch.Exact
            ),
            _ => null,
        };
    }

    private static WantedToken Token(string value)
    {
        var parts = SplitUnescaped(value, '|').Select(Unescape).ToArray();
        return parts.Length == 1 ? new(null, parts[0]) : new(parts[0], parts[1].Length == 0 ? null : parts[1]);
    }

    private ReferenceClause References(SearchParameter parameter, string? modifier, IEnumerable<string> values)
    {
        var target = modifier ?? parameter.Target;
        return new(
            parameter,
            [
                .. values
                    .Select(v => SearchValues.Relative(Unescape(v), baseUrl))
                    .Select(v => v.Contains('/') || target is null ? v : $"{target}/{v}"),
            ],
            baseUrl
        );
    }

    private WantedDate Date(SearchParameter parameter, string value) =>
        WantedDate.Parse(value, now) ?? throw FhirFault.Invalid($"'{parameter.Name}' is not a date with an optional prefix");

    // R4 search.html#escaping: a backslash before , | $ or itself.
    private static List<string> SplitUnescaped(string text, char at)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == at)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var plain = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return plain.ToString();
    }
}
