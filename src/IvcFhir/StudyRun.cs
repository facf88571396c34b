using System.Collections.Concurrent;
using System.Collections.Immutable;
using IvcFhir.Answers;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.State;
using IvcFhir.Validate;
using IvcFhir.WriteBack;
using Microsoft.Extensions.Logging;

namespace IvcFhir;

/// <summary>One pass over one site. The whole flow stands here; each line is one function from one type to the next.</summary>
internal sealed partial class StudyRun(
    string site,
    int concurrency,
    IPatientSource source,
    RecordValidator validator,
    RecordMapper mapper,
    ConceptIndex concepts,
    StudyProtocol protocol,
    string? answers,
    OutcomeWriter? writer,
    int retractAtMost,
    Ledger ledger,
    TimeProvider clock,
    ILogger<StudyRun> log
)
{
    /// <exception cref="SiteFault">The site could not say who belongs to the study: nothing was done.</exception>
    /// <exception cref="LedgerFault">The store failed.</exception>
    /// <exception cref="ConfigurationFault">The answers that were given by hand cannot be read: nothing was done.</exception>
    public async Task<PassResult> OnceAsync(IProgress<PassProgress>? progress, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var scoring = new AnsweredScoring(protocol, AnswerBook.Load(answers));
        var named = await GuardedAsync(() => source.WhoAsync(ct), ct);
        var patients = named.Union(ledger.PatientsOf(site), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var tally = new PassTally(patients.Count, progress, site);
        var understood = new UnderstoodTally(concepts);
        tally.Add(source.Issues);
        if (named.Count == 0 && source.Issues.Count > 0)
            NobodyNamed(log, site, source.Issues.Count);
        var (written, gone) = (ledger.CountWritten(site, protocol.Study), new ConcurrentBag<Withdrawal>());
        await Parallel.ForEachAsync(
            patients,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = ct },
            async (patient, token) =>
            {
                try
                {
                    await GuardedAsync(() => ProcessAsync(patient, scoring, tally, understood, gone, token), token);
                }
                catch (SiteFault e)
                {
                    tally.Failed(e.Kind);
                    PatientFailed(log, site, e.Kind, e.Message);
                }
            }
        );
        var stop = RetractionStop.For(gone, written, retractAtMost);
        await WithdrawAsync(gone, stop, tally, ct);
        if (tally.AwaitingApproval > 0)
            Awaiting(log, site, tally.AwaitingApproval);
        var pass = tally.Summary();
        ledger.RecordPass(site, started, clock.GetUtcNow(), pass, tally.Failures.Values.Sum());
        PassDone(
            log,
            site,
            patients.Count,
            pass.Written.Created,
            pass.Written.Updated,
            pass.Written.Unchanged,
            pass.Written.Retracted,
            pass.Issues.Values.Sum()
        );
        return new(site, pass, tally.Failures, stop)
        {
            NamingNobody = named.Count == 0 ? source.Issues.Count : 0,
            NotUnderstood = [.. understood.Lines()],
            AwaitingApproval = tally.AwaitingApproval,
        };
    }

    /// <summary>
    /// The edge of a unit of work: a bug fails its patient loudly, never the worker. A store that fails and a stop that was asked for are
    /// nobody's bug.
    /// </summary>
    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
            when (e is not (SiteFault or LedgerFault or OutOfMemoryException)
                && !(e is OperationCanceledException && ct.IsCancellationRequested)
            )
        {
            // Without the exception itself, whose message may quote a patient's data.
            throw new SiteFault(SiteFaultKind.Unexpected, UnexpectedFault.Told(e));
        }
    }

    private async Task<bool> ProcessAsync(
        string patient,
        AnsweredScoring scoring,
        PassTally tally,
        UnderstoodTally understood,
        ConcurrentBag<Withdrawal> gone,
        CancellationToken ct
    )
    {
        var pulled = await source.PullAsync(patient, ct);
        var record = validator.Check(pulled);
        var (facts, outcomes) = scoring.Score(mapper.Map(record), pulled);
        understood.Add(record);
        understood.Add(outcomes);
        ledger.Record(facts, outcomes, pulled.IsReplaced);
        ledger.Keep(
            site,
            facts.Patient,
            protocol.Study,
            [
                .. outcomes
                    .Outcomes.Where(outcome => writer is null || !WrittenBack.Includes(outcome.Key))
                    .Select(outcome => (OutcomeIdentity.Of(outcome.Key), outcome)),
            ]
        );
        var written = writer is null ? new WriteResult(new(0, 0, 0, 0), [], null) : await writer.WriteAsync(outcomes, pulled, ct);
        if (!written.Issues.IsEmpty)
            ledger.Record(facts, outcomes = outcomes with { Issues = outcomes.Issues.AddRange(written.Issues) }, pulled.IsReplaced);
        if (written.Gone is { } withdrawal)
            gone.Add(withdrawal);
        tally.Done(pulled, outcomes, written.Counts, written.AwaitingApproval);
        foreach (var refused in written.Issues.Where(issue => issue.Code == IssueCode.OutcomeRefused))
            OutcomeRefused(log, site, refused.Element);
        if (written.Fault is { } fault)
            WriteFailed(fault, tally);
        return true;
    }

    /// <summary>After all patients, for only then is it known whether too much would go.</summary>
    private async Task WithdrawAsync(IReadOnlyCollection<Withdrawal> gone, RetractionStop? stop, PassTally tally, CancellationToken ct)
    {
        if (stop is not null)
        {
            tally.Withdrawn(new(0, 0, 0, 0) { Held = stop.Withdrawn });
            Stopped(log, site, stop.Withdrawn, stop.Written, stop.Percent);
            return;
        }
        await Parallel.ForEachAsync(
            gone,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = ct },
            async (withdrawal, token) =>
            {
                try
                {
                    var (counts, fault) = await GuardedAsync(() => writer!.WithdrawAsync(site, withdrawal, token), token);
                    tally.Withdrawn(counts);
                    if (fault is not null)
                        WriteFailed(fault, tally);
                }
                catch (SiteFault e)
                {
                    WriteFailed(e, tally);
                }
            }
        );
    }

    /// <summary>A patient who was done and of whom not everything could be written or withdrawn.</summary>
    private void WriteFailed(SiteFault fault, PassTally tally)
    {
        tally.WriteFailed(fault.Kind);
        PatientFailed(log, site, fault.Kind, fault.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Site}: a patient's record could not be completed ({Kind}): {Reason}")]
    private static partial void PatientFailed(ILogger log, string site, SiteFaultKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Site}: an outcome was refused ({Said}); the others are written")]
    private static partial void OutcomeRefused(ILogger log, string site, string? said);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Site}: {Withdrawn} of {Written} written outcomes would be withdrawn, more than RetractAtMost ({Percent} %): none was"
    )]
    private static partial void Stopped(ILogger log, string site, int withdrawn, int written, int percent);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Site}: {Procedures} procedures of the study were found, and none names a patient of this site; check FhirBase"
    )]
    private static partial void NobodyNamed(ILogger log, string site, int procedures);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Site}: {Outcomes} written outcomes would change by other rules, maps or settings than they were "
            + "written by: none was; 'ivcfhir approve' lets them"
    )]
    private static partial void Awaiting(ILogger log, string site, int outcomes);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Site}: {Patients} patients; {Created} created, {Updated} updated, {Unchanged} unchanged, {Retracted} "
            + "retracted; {Issues} issues"
    )]
    private static partial void PassDone(
        ILogger log,
        string site,
        int patients,
        int created,
        int updated,
        int unchanged,
        int retracted,
        int issues
    );
}

/// <param name="Failures">Patients whose record could not be completed, by kind of fault; empty after a clean pass.</param>
/// <param name="Stop">Why nothing was withdrawn although much no longer holds; null when that did not happen.</param>
internal sealed record PassResult(string Site, PassSummary Summary, IReadOnlyDictionary<SiteFaultKind, int> Failures, RetractionStop? Stop)
{
    /// <summary>Procedures of the study that were found where none of them names a patient of the site; 0 where one does.</summary>
    public int NamingNobody { get; init; }

    /// <summary>
    /// Written answers that stand because they would change or go by other rules, maps or settings than those they were written by.
    /// </summary>
    public int AwaitingApproval { get; init; }

    /// <summary>What was not understood, in numbers; none where all was.</summary>
    public ImmutableArray<string> NotUnderstood { get; init; } = [];
}

/// <param name="Done">Patients finished so far, of <paramref name="Total"/>.</param>
internal readonly record struct PassProgress(string Site, int Done, int Total);
