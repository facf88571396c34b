namespace IvcFhir.Sandbox.Search;

/// <summary>A date as a search asks for it: prefix and interval. Source of every rule: FHIR R4 search.html#prefix.</summary>
internal sealed record WantedDate(string Prefix, DateRange Range)
{
    private static readonly string[] Prefixes = ["eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap"];

    /// <param name="now">For <c>ap</c>: within a tenth of the time between now and the date.</param>
    public static WantedDate? Parse(string text, DateTimeOffset now)
    {
        var prefix = Prefixes.FirstOrDefault(p => text.StartsWith(p, StringComparison.Ordinal));
        if (DateRange.Parse(prefix is null ? text : text[2..]) is not { } range)
            return null;
        return new(prefix ?? "eq", prefix == "ap" ? Widen(range, (now - range.From).Duration() / 10) : range);
    }

    public bool Is(DateRange value) =>
        Prefix switch
        {
            "ne" => !Range.Contains(value),
            "gt" => value.Until > Range.Until,
            "ge" => value.Until > Range.Until || Range.Contains(value),
            "lt" => value.From < Range.From,
            "le" => value.From < Range.From || Range.Contains(value),
            "sa" => value.From >= Range.Until,
            "eb" => value.Until <= Range.From,
            "ap" => Range.Overlaps(value),
            _ => Range.Contains(value),
        };

    private static DateRange Widen(DateRange range, TimeSpan by) =>
        new(
            range.From - DateTimeOffset.MinValue > by ? range.From - by : DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue - range.Until > by ? range.Until + by : DateTimeOffset.MaxValue
        );
}
