using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Gate;
using IvcFhir.Pull;
using IvcFhir.State;

namespace IvcFhir.WriteBack;

/// <summary>
/// Brings the site's scored Observations to the set just scored: new → create, changed → update, same → nothing, gone → entered-in-error.
/// Each intention is in the ledger before the site is touched; what a crash left open is settled by asking the site first.
/// What follows from data that were set aside or not returned is neither a change nor a withdrawal: the written answer stands (<see
/// cref="Grounds"/>).
/// </summary>
/// <param name="rules">Fingerprint of the rules, maps and settings of today.</param>
internal sealed class OutcomeWriter(
    OutcomeRenderer renderer,
    Task<ContractValidator> contract,
    SiteReader site,
    Ledger ledger,
    string rules,
    TimeProvider clock
)
{
    private readonly ObservationStore store = new(site);

    /// <summary>Creates and updates; what is to be withdrawn is only named, for that is decided when the whole pass is known.</summary>
    public async Task<WriteResult> WriteAsync(PatientOutcomes patient, PatientRecord record, CancellationToken ct)
    {
        var known = ledger.EntriesOf(patient.Site, patient.Patient);
        var scored = patient.Outcomes.Where(outcome => WrittenBack.Includes(outcome.Key)).Select(Intent).ToImmutableArray();
        var (unchanged, different) = Split(scored, intent => IsUnchanged(known.GetValueOrDefault(intent.Entry.Key), intent.Entry));
        var allowed = different.IsEmpty ? different : Allowed(different, await contract);
        var grounds = new Grounds(record, patient.Issues, site);
        var (waiting, free) = Split(
            allowed,
            intent =>
                known.GetValueOrDefault(intent.Entry.Key) is { } standing
                && IsByOtherRules(standing)
                && AnswersOtherwise(standing, intent.Entry.Outcome)
        );
        var (goes, heldBack) = await SortAsync(
            free,
            intent => ChangeHoldsAsync(grounds, known.GetValueOrDefault(intent.Entry.Key), intent.Entry.Outcome, ct)
        );
        var atOdds = AtOdds(goes, different.Except(goes).Select(intent => known.GetValueOrDefault(intent.Entry.Key)));
        var (beside, changed) = Split(goes, intent => atOdds.Contains(intent.Entry.Outcome.Key));
        var (waitingToGo, lost) = Split(Gone(known, scored), IsByOtherRules);
        var basis = patient.Eligible ? [] : BasisOf(known);
        var (gone, heldUp) = await SortAsync(lost, entry => grounds.HoldsAsync(entry.Outcome, basis, ct));
        var same = unchanged.Select(intent => intent.Entry.Key).Where(key => IsByOtherRules(known[key])).ToList();
        if (same.Count > 0)
            ledger.Affirm(same, rules);
        if (!changed.IsEmpty)
            ledger.Intend(patient.Site, patient.Patient, changed.Select(intent => intent.Entry));

        var counts = new WriteCounts(0, 0, unchanged.Length, 0)
        {
            Held = heldBack.Length + heldUp.Length + waiting.Length + waitingToGo.Length + beside.Length,
        };
        var queue = new WriteQueue(clock);
        counts = await queue.SendAsync(
            changed,
            (intent, again, sum) => ApplyAsync(known.GetValueOrDefault(intent.Entry.Key), intent, again, sum, ct),
            intent => intent.Entry.Outcome.Sources[0],
            counts,
            ct
        );
        return new(
            counts,
            [
                .. different.Except(allowed).Select(refused => new DataIssue(IssueCode.OutcomeInvalid, refused.Entry.Outcome.Sources[0])),
                .. heldBack
                    .Concat(heldUp)
                    .Concat(waiting.Concat(beside).Select(intent => intent.Entry.Outcome.Sources[0]))
                    .Concat(waitingToGo.Select(entry => entry.Outcome.Sources[0]))
                    .Distinct()
                    .Select(source => new DataIssue(IssueCode.OutcomeHeld, source)),
                .. queue.Refused,
            ],
            // Beside answers that could not be written nothing is withdrawn: the chart is brought up to date as one, by the next pass.
            gone.IsEmpty || queue.Fault is not null
                ? null
                : new(patient.Patient, gone)
        )
        {
            Fault = queue.Fault,
            AwaitingApproval = waiting.Length + waitingToGo.Length,
        };
    }

    /// <summary>Marks as entered in error what no longer holds.</summary>
    /// <returns>What was done, and the first fault, if there was one: what it left is withdrawn by the next pass.</returns>
    public async Task<(WriteCounts Counts, SiteFault? Fault)> WithdrawAsync(string site, Withdrawal withdrawal, CancellationToken ct)
    {
        ledger.Intend(site, withdrawal.Patient, withdrawal.Entries.Select(entry => entry with { State = OutcomeState.Retracting }));
        var queue = new WriteQueue(clock);
        var counts = await queue.SendAsync(
            withdrawal.Entries,
            (entry, again, sum) => RetractAsync(entry, again, sum, ct),
            entry => entry.Outcome.Sources[0],
            new(0, 0, 0, 0),
            ct
        );
        return (counts, queue.Fault ?? queue.Refusal);
    }

    /// <summary>
    /// What was written and has no answer any more. Outcomes of another study in the same ledger are that study's to withdraw.
    /// </summary>
    private ImmutableArray<LedgerEntry> Gone(IReadOnlyDictionary<string, LedgerEntry> known, ImmutableArray<Intention> scored)
    {
        var keys = scored.Select(intent => intent.Entry.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. known
                .Values.Where(entry =>
                    entry.Outcome.Key.Study == renderer.Study && !keys.Contains(entry.Key) && entry.State != OutcomeState.Retracted
                )
                .OrderBy(entry => entry.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The index treatment, on which every answer rests: one who had none is no patient of the study.</summary>
    private ImmutableArray<SourceRef> BasisOf(IReadOnlyDictionary<string, LedgerEntry> known) =>
        [
            .. known
                .Values.Where(entry =>
                    entry.Outcome.Key.Study == renderer.Study && entry.Outcome.Key.Instrument == Instrument.TechnicalSuccess
                )
                .SelectMany(entry => entry.Outcome.Sources),
        ];

    private static async Task<SourceRef?> ChangeHoldsAsync(Grounds grounds, LedgerEntry? known, Outcome now, CancellationToken ct) =>
        known is { State: OutcomeState.Written or OutcomeState.Pending } ? await grounds.HoldsAsync(known.Outcome, now, ct) : null;

    private static (ImmutableArray<T> Are, ImmutableArray<T> AreNot) Split<T>(ImmutableArray<T> items, Func<T, bool> isOne) =>
        ([.. items.Where(isOne)], [.. items.Where(item => !isOne(item))]);

    private static async Task<(ImmutableArray<T> Go, ImmutableArray<SourceRef> Held)> SortAsync<T>(
        ImmutableArray<T> items,
        Func<T, Task<SourceRef?>> holds
    )
    {
        var (go, held) = (ImmutableArray.CreateBuilder<T>(), ImmutableArray.CreateBuilder<SourceRef>());
        foreach (var item in items)
        {
            if (await holds(item) is { } source)
                held.Add(source);
            else
                go.Add(item);
        }
        return (go.ToImmutable(), held.ToImmutable());
    }

    /// <summary>
    /// What leaves must be valid against the contract, or it does not leave; a profile that could not be applied has not said so.
    /// </summary>
    private static ImmutableArray<Intention> Allowed(ImmutableArray<Intention> intended, ContractValidator contract) =>
        [
            .. intended.Where(intent =>
                !contract
                    .Check(intent.Observation)
                    .Any(finding => finding.Verdict == Verdict.Error || finding.Code is FindingCode.NotJudged or FindingCode.RuleNotChecked)
            ),
        ];

    /// <summary>
    /// Whether it was written by other rules, maps or settings than those of today: then that it would change, or go, may be no news about
    /// the patient, and it stands until somebody approves.
    /// </summary>
    private bool IsByOtherRules(LedgerEntry standing) => standing.Rules != rules;

    /// <summary>
    /// Answers that cannot be true beside one that stands although it would change: a chart must not contradict itself meanwhile.
    /// </summary>
    private HashSet<OutcomeKey> AtOdds(ImmutableArray<Intention> changing, IEnumerable<LedgerEntry?> staying)
    {
        var standing = staying.OfType<LedgerEntry>().Select(entry => entry.Outcome).ToDictionary(outcome => outcome.Key);
        if (standing.Count == 0)
            return [];
        return
        [
            .. Contradictions
                .Of([.. standing.Values, .. changing.Select(intent => intent.Entry.Outcome)], renderer.Protocol)
                .Where(pair => standing.ContainsKey(pair.One.Key) != standing.ContainsKey(pair.Other.Key))
                .SelectMany(pair => new[] { pair.One.Key, pair.Other.Key })
                .Where(key => !standing.ContainsKey(key)),
        ];
    }

    /// <summary>Whether another answer stands at the site; the same answer by a rule of another version is no other.</summary>
    private static bool AnswersOtherwise(LedgerEntry known, Outcome now) =>
        known is { State: OutcomeState.Written or OutcomeState.Pending }
        && (!known.Outcome.Value.Equals(now.Value) || known.Outcome.Inclusion != now.Inclusion || known.Outcome.Qualifier != now.Qualifier);

    private static bool IsUnchanged(LedgerEntry? known, LedgerEntry scored) =>
        known is { State: OutcomeState.Written } && known.Hash == scored.Hash;

    private Intention Intent(Outcome outcome)
    {
        var observation = renderer.Render(outcome);
        var bytes = ObservationStore.Bytes(observation);
        return new(
            new(OutcomeIdentity.Of(outcome.Key), OutcomeState.Pending, null, null, HashOf(bytes), outcome) { Rules = rules },
            observation,
            bytes
        );
    }

    /// <param name="again">Whether it was sent in this pass and nobody knows what became of it: then the site is asked first.</param>
    private async Task<WriteCounts> ApplyAsync(LedgerEntry? known, Intention intent, bool again, WriteCounts counts, CancellationToken ct)
    {
        var question = Question.Of(intent.Entry.Outcome.Key);
        var stored = known is null && !again ? null : await StandingAsync(known, question, ct);
        if (stored is null)
        {
            (stored, var created) = await store.CreateAsync(question, intent.Bytes, ct);
            if (created)
                return Confirm(intent.Entry.Key, stored, counts with { Created = counts.Created + 1 });
        }
        if (Says(stored, intent.Entry.Hash))
            return Confirm(
                intent.Entry.Key,
                stored,
                !again ? counts with { Unchanged = counts.Unchanged + 1 }
                    : known is null ? counts with { Created = counts.Created + 1 }
                    : counts with { Updated = counts.Updated + 1 }
            );
        return Confirm(
            intent.Entry.Key,
            await ReplaceAsync(stored, question, intent.Observation, ct),
            counts with
            {
                Updated = counts.Updated + 1,
            }
        );
    }

    /// <summary>
    /// What the site holds now: under the id that it gave, else, where that is gone or was never confirmed, by identifier.
    /// </summary>
    private async Task<StoredObservation?> StandingAsync(LedgerEntry? known, Question question, CancellationToken ct) =>
        (known?.ResourceId is { } id ? await store.ReadAsync(id, question, ct) : null) ?? await store.FindAsync(question, ct);

    private async Task<StoredObservation> ReplaceAsync(
        StoredObservation stored,
        Question question,
        Observation observation,
        CancellationToken ct
    )
    {
        observation.Status = ObservationStatus.Amended;
        if (await store.UpdateAsync(stored, question, observation, ct) is { } updated)
            return updated;

        // Someone changed it meanwhile. The outcome is this program's: seen again, replaced once more, then left to the next pass.
        return (
                await store.ReadAsync(stored.Id, question, ct) is { } current
                    ? await store.UpdateAsync(current, question, observation, ct)
                    : null
            ) ?? throw ChangedMeanwhile();
    }

    private static SiteFault ChangedMeanwhile() =>
        new(SiteFaultKind.Refused, "A scored Observation is being changed by someone else at the same time.") { Said = "conflict" };

    /// <param name="again">Whether it was sent in this pass and nobody knows what became of it.</param>
    private async Task<WriteCounts> RetractAsync(LedgerEntry entry, bool again, WriteCounts counts, CancellationToken ct)
    {
        var question = Question.Of(entry.Outcome.Key);
        var stored = await StandingAsync(entry, question, ct);
        if (stored is null || stored.Json.Text("status") == "entered-in-error")
        {
            ledger.Confirm(entry.Key, OutcomeState.Retracted, stored?.Id, stored?.Version);
            return again ? counts with { Retracted = counts.Retracted + 1 } : counts;
        }
        var observation = renderer.Render(entry.Outcome);
        observation.Status = ObservationStatus.EnteredInError;
        var retracted = await store.UpdateAsync(stored, question, observation, ct) ?? throw ChangedMeanwhile();
        ledger.Confirm(entry.Key, OutcomeState.Retracted, retracted.Id, retracted.Version);
        return counts with { Retracted = counts.Retracted + 1 };
    }

    private WriteCounts Confirm(string key, StoredObservation stored, WriteCounts counts)
    {
        ledger.Confirm(key, OutcomeState.Written, stored.Id, stored.Version);
        return counts;
    }

    private static bool Says(StoredObservation stored, string hash) =>
        stored.Json.ValueKind == JsonValueKind.Object
        && stored.Json.Text("status") != "entered-in-error"
        && OutcomeIdentity.ContentHash(stored.Json) == hash;

    private static string HashOf(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return OutcomeIdentity.ContentHash(document.RootElement);
    }

    private sealed record Intention(LedgerEntry Entry, Observation Observation, byte[] Bytes);
}

/// <param name="Issues">Outcomes that were not sent because the contract does not allow them, and written ones that stand because what they
/// rested on was set aside.</param>
/// <param name="Gone">What is to be withdrawn; null when nothing is.</param>
internal sealed record WriteResult(WriteCounts Counts, ImmutableArray<DataIssue> Issues, Withdrawal? Gone)
{
    /// <summary>
    /// Written answers that stand because they would change or go by other rules, maps or settings than those they were written by.
    /// </summary>
    public int AwaitingApproval { get; init; }

    /// <summary>
    /// The first fault by which something was not written, and which is no refusal of it; null where there was none. What it left stands in
    /// the ledger, and the next pass settles it.
    /// </summary>
    public SiteFault? Fault { get; init; }
}
