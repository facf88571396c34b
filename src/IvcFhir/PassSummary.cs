using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir;

/// <summary>What one pass over the hospitals did, in counts only.</summary>
/// <param name="Pulled">Resources read, by resource type.</param>
/// <param name="Issues">Data set aside, by issue code.</param>
public sealed record PassSummary(IReadOnlyDictionary<string, int> Pulled, WriteCounts Written, IReadOnlyDictionary<string, int> Issues)
{
    /// <summary>Observations that were not looked at: no map knows their codes, and nothing that was read names them.</summary>
    public long PassedOver { get; init; }

    /// <summary>
    /// Whether data was set aside. A type that a server does not offer is worth a line, but nothing was there to set aside.
    /// </summary>
    public bool SetAside => Issues.Keys.Except(Told).Any();

    /// <summary>Codes that cost no datum.</summary>
    private static readonly ImmutableArray<string> Told =
    [
        .. Enum.GetValues<IssueCode>().Where(code => code == IssueCode.TypeNotOffered || code.IsNote()).Select(code => StudyCode.Of(code)),
    ];

    public static PassSummary Sum(IReadOnlyCollection<PassSummary> passes) =>
        new(
            Merge(passes.Select(pass => pass.Pulled)),
            passes.Aggregate(new WriteCounts(0, 0, 0, 0), (sum, pass) => sum + pass.Written),
            Merge(passes.Select(pass => pass.Issues))
        )
        {
            PassedOver = passes.Sum(pass => pass.PassedOver),
        };

    private static SortedDictionary<string, int> Merge(IEnumerable<IReadOnlyDictionary<string, int>> counts) =>
        new(
            counts
                .SelectMany(count => count)
                .GroupBy(count => count.Key, count => count.Value)
                .ToDictionary(group => group.Key, group => group.Sum()),
            StringComparer.Ordinal
        );
}

/// <summary>What became of the outcomes of one pass at the hospitals.</summary>
/// <param name="Retracted">Outcomes that no longer hold, marked entered-in-error.</param>
public sealed record WriteCounts(int Created, int Updated, int Unchanged, int Retracted)
{
    /// <summary>Outcomes that stand as they were written, because what they rested on was set aside or not returned.</summary>
    public int Held { get; init; }

    public static WriteCounts operator +(WriteCounts one, WriteCounts other) =>
        new(one.Created + other.Created, one.Updated + other.Updated, one.Unchanged + other.Unchanged, one.Retracted + other.Retracted)
        {
            Held = one.Held + other.Held,
        };
}
