namespace IvcFhir.Report;

/// <summary>How often each total of a score was seen.</summary>
/// <param name="Key">The key of the figure that it belongs to.</param>
/// <param name="Counts">Patients (or legs) by total; totals that nobody has may be absent.</param>
/// <param name="CutOff">Where a diagnosis begins, if it does.</param>
public sealed record ScoreDistribution(string Key, string Label, IReadOnlyDictionary<int, int> Counts, ScoreCutOff? CutOff = null)
{
    /// <summary>Totals whose count is withheld; some of them may be nobody's.</summary>
    public IReadOnlySet<int> Withheld { get; init; } = new HashSet<int>();

    /// <summary>The totals that somebody has, lowest first.</summary>
    internal IEnumerable<KeyValuePair<int, int>> Seen => Counts.Where(count => count.Value > 0).OrderBy(count => count.Key);

    internal int Total => Counts.Values.Sum();

    internal int AtOrAbove(ScoreCutOff cutOff) => Counts.Where(count => count.Key >= cutOff.From).Sum(count => count.Value);
}

/// <param name="From">The lowest total that counts as the diagnosis.</param>
public sealed record ScoreCutOff(int From, string Label);
