using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir;

/// <summary>Counts of one pass, gathered from many patients at once.</summary>
internal sealed class PassTally(int patients, IProgress<PassProgress>? progress, string site)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> pulled = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> issues = new(StringComparer.Ordinal);
    private readonly SortedDictionary<SiteFaultKind, int> failures = [];
    private WriteCounts written = new(0, 0, 0, 0);
    private long passedOver;
    private int done;

    public IReadOnlyDictionary<SiteFaultKind, int> Failures => failures;

    /// <summary>Written answers that wait for somebody's word on other rules.</summary>
    public int AwaitingApproval { get; private set; }

    public void Done(PatientRecord record, PatientOutcomes outcomes, WriteCounts counts, int awaitingApproval)
    {
        lock (gate)
        {
            AwaitingApproval += awaitingApproval;
            foreach (var resource in record.Resources)
                pulled[resource.Type] = pulled.GetValueOrDefault(resource.Type) + 1;
            foreach (var issue in outcomes.Issues)
                Count(issues, StudyCode.Of(issue.Code));
            passedOver += record.PassedOver;
            written += counts;
            Step();
        }
    }

    public void Failed(SiteFaultKind kind)
    {
        lock (gate)
        {
            Count(failures, kind);
            Step();
        }
    }

    /// <summary>What became of withdrawals, after every patient was done.</summary>
    public void Withdrawn(WriteCounts counts)
    {
        lock (gate)
            written += counts;
    }

    /// <summary>A patient who was done and of whom not everything could be written or withdrawn.</summary>
    public void WriteFailed(SiteFaultKind kind)
    {
        lock (gate)
            Count(failures, kind);
    }

    /// <summary>Issues of the input as a whole, which belong to no patient.</summary>
    public void Add(IEnumerable<DataIssue> general)
    {
        lock (gate)
        {
            foreach (var issue in general)
                Count(issues, StudyCode.Of(issue.Code));
        }
    }

    public PassSummary Summary()
    {
        lock (gate)
            return new(
                new SortedDictionary<string, int>(pulled, StringComparer.Ordinal),
                written,
                new SortedDictionary<string, int>(issues, StringComparer.Ordinal)
            )
            {
                PassedOver = passedOver,
            };
    }

    private static void Count<T>(SortedDictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private void Step() => progress?.Report(new(site, ++done, patients));
}
