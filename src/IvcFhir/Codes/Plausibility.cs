using System.Collections.Frozen;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>
/// What a measure cannot be, and what it hardly is, as data (<c>profiles/maps/plausibility.json</c>, each range with its citation). What is
/// impossible is set aside and asked for; what is unlikely is used and told. Both ends are allowed.
/// </summary>
internal static class Plausibility
{
    private static readonly FrozenDictionary<Measured, Ranges> Known = Read();

    /// <returns><see cref="IssueCode.ValueImpossible"/>, <see cref="IssueCode.ValueUnlikely"/>, or null for a value like others and a
    /// measure without ranges.</returns>
    public static IssueCode? IssueOf(Measured what, decimal value) =>
        Known.GetValueOrDefault(what) switch
        {
            null => null,
            var ranges when value < ranges.Possible.Least || value > ranges.Possible.Most => IssueCode.ValueImpossible,
            var ranges when value < ranges.Likely.Least || value > ranges.Likely.Most => IssueCode.ValueUnlikely,
            _ => null,
        };

    public static bool IsImpossible(Measured what, decimal value) => IssueOf(what, value) == IssueCode.ValueImpossible;

    private static FrozenDictionary<Measured, Ranges> Read()
    {
        using var file = StudyContract.Read("profiles/maps/plausibility.json")!;
        return file
            .RootElement.GetProperty("measures")
            .EnumerateArray()
            .ToFrozenDictionary(
                one => Enum.GetValues<Measured>().Single(what => StudyCode.Of(what) == one.GetProperty("measure").GetString()),
                one => new Ranges(RangeOf(one.GetProperty("possible")), RangeOf(one.GetProperty("likely")))
            );
    }

    private static (decimal Least, decimal Most) RangeOf(JsonElement ends) => (ends[0].GetDecimal(), ends[1].GetDecimal());

    private sealed record Ranges((decimal Least, decimal Most) Possible, (decimal Least, decimal Most) Likely);
}
