using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.WriteBack;

/// <summary>
/// The writes of one patient, one after the other. What concerns one of them costs no other; what passes is waited for, and then the site
/// is asked what became of it before it is sent again. What is left stands in the ledger for the next pass.
/// </summary>
internal sealed class WriteQueue(TimeProvider clock)
{
    /// <summary>How often one is sent.</summary>
    private const int Attempts = 4;

    /// <summary>So many in a row that fail, and the site is ill: the others are left to the next pass.</summary>
    private const int InARow = 2;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <summary>What may be waited for all writes of a patient: as long as a read may take with its retries.</summary>
    private TimeSpan budget = TimeSpan.FromMinutes(5);

    private readonly List<DataIssue> refused = [];

    /// <summary>What the site does not take, each with what it said in codes.</summary>
    public IReadOnlyList<DataIssue> Refused => refused;

    public SiteFault? Refusal { get; private set; }

    /// <summary>The first fault that is no refusal of one resource.</summary>
    public SiteFault? Fault { get; private set; }

    /// <param name="send">Sends one, told whether it was sent before and nobody knows what became of it.</param>
    /// <param name="sourceOf">To what an issue of one is told.</param>
    /// <returns>The counts with what was done.</returns>
    public async Task<WriteCounts> SendAsync<T>(
        IEnumerable<T> writes,
        Func<T, bool, WriteCounts, Task<WriteCounts>> send,
        Func<T, SourceRef> sourceOf,
        WriteCounts counts,
        CancellationToken ct
    )
    {
        var failed = 0;
        foreach (var write in writes)
        {
            try
            {
                counts = await PatientlyAsync(again => send(write, again, counts), ct);
                failed = 0;
            }
            catch (SiteFault e) when (e.Kind == SiteFaultKind.Refused)
            {
                Refusal ??= e;
                refused.Add(new(IssueCode.OutcomeRefused, sourceOf(write), e.Said));
                failed = 0;
            }
            catch (SiteFault e)
            {
                Fault ??= e;
                failed = IsOfOne(e.Kind) ? 0 : failed + 1;
                if (failed == InARow || IsOfAll(e.Kind))
                    return counts;
            }
        }
        return counts;
    }

    private async Task<WriteCounts> PatientlyAsync(Func<bool, Task<WriteCounts>> send, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await send(attempt > 1);
            }
            catch (SiteFault e) when (attempt < Attempts && e.Wait is { } asked && Spend(asked, attempt) is { } wait)
            {
                await Task.Delay(wait, clock, ct);
            }
        }
    }

    /// <summary>What the site asks for, and no less than twice the time before; null where that is beyond the budget.</summary>
    private TimeSpan? Spend(TimeSpan asked, int attempt)
    {
        var least = FirstWait * (1 << (attempt - 1));
        var wait = asked > least ? asked : least;
        if (wait > budget)
            return null;
        budget -= wait;
        return wait;
    }

    /// <summary>What was found under the id of one outcome tells nothing of another.</summary>
    private static bool IsOfOne(SiteFaultKind kind) => kind is SiteFaultKind.NotOurs or SiteFaultKind.VersionUnknown;

    /// <summary>What holds for every write, so that no other needs to be tried.</summary>
    private static bool IsOfAll(SiteFaultKind kind) =>
        kind is SiteFaultKind.Unauthorized or SiteFaultKind.Forbidden or SiteFaultKind.NotOffered or SiteFaultKind.SearchNotHonoured;
}
