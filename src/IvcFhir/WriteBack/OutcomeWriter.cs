using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Pull;
using IvcFhir.State;
using IvcFhir.Validate;

namespace IvcFhir.WriteBack;

/// <summary>
/// Brings the site's scored Observations to the set just scored: new → create, changed → update, same → nothing, gone → entered-in-error.
/// Each intention is in the ledger before the site is touched; what a crash left open is settled by asking the site first.
/// </summary>
internal sealed class OutcomeWriter(OutcomeRenderer renderer, ProfileValidator contract, ObservationStore store, Ledger ledger)
{
    public async Task<WriteResult> WriteAsync(PatientOutcomes patient, CancellationToken ct)
    {
        var known = ledger.EntriesOf(patient.Site, patient.Patient);
        var scored = patient.Outcomes.Where(outcome => WrittenBack.Includes(outcome.Key)).Select(Intent).ToImmutableArray();
        var keys = scored.Select(intent => intent.Entry.Key).ToHashSet(StringComparer.Ordinal);
        var different = scored.Where(intent => !IsUnchanged(known.GetValueOrDefault(intent.Entry.Key), intent.Entry)).ToImmutableArray();
        var changed = different.Where(intent => IsAllowed(intent.Observation)).ToImmutableArray();
        // Outcomes of another study in the same ledger are that study's to withdraw.
        var gone = known.Values.Where(entry => entry.Outcome.Key.Study == renderer.Study && !keys.Contains(entry.Key) && entry.State != OutcomeState.Retracted).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToImmutableArray();
        if (!changed.IsEmpty || !gone.IsEmpty)
            ledger.Intend(patient.Site, patient.Patient, [.. changed.Select(intent => intent.Entry), .. gone.Select(entry => entry with { State = OutcomeState.Retracting })]);

        var counts = new WriteCounts(0, 0, scored.Length - different.Length, 0);
        foreach (var intent in changed)
            counts = await ApplyAsync(known.GetValueOrDefault(intent.Entry.Key), intent, counts, ct);
        foreach (var entry in gone)
            counts = await RetractAsync(entry, counts, ct);
        return new(counts, [.. different.Except(changed).Select(refused => new DataIssue(IssueCode.OutcomeInvalid, refused.Entry.Outcome.Sources[0]))]);
    }

    /// <summary>What leaves must be valid against the contract, or it does not leave.</summary>
    private bool IsAllowed(Observation observation) =>
        !ModelReader.Check(observation).Concat(contract.Validate(observation)).Any(finding => finding.Verdict == Verdict.Error);

    private static bool IsUnchanged(LedgerEntry? known, LedgerEntry scored) => known is { State: OutcomeState.Written } && known.Hash == scored.Hash;

    private Intention Intent(Outcome outcome)
    {
        var observation = renderer.Render(outcome);
        var bytes = ObservationStore.Bytes(observation);
        return new(new(OutcomeIdentity.Of(outcome.Key), OutcomeState.Pending, null, null, HashOf(bytes), outcome), observation, bytes);
    }

    private async Task<WriteCounts> ApplyAsync(LedgerEntry? known, Intention intent, WriteCounts counts, CancellationToken ct)
    {
        var question = Question.Of(intent.Entry.Outcome.Key);
        var stored = known is null ? null : await StandingAsync(known, question, ct);
        if (stored is null)
        {
            (stored, var created) = await store.CreateAsync(question, intent.Bytes, ct);
            if (created)
                return Confirm(intent.Entry.Key, stored, counts with { Created = counts.Created + 1 });
        }
        if (Says(stored, intent.Entry.Hash))
            return Confirm(intent.Entry.Key, stored, counts with { Unchanged = counts.Unchanged + 1 });
        return Confirm(intent.Entry.Key, await ReplaceAsync(stored, question, intent.Observation, ct), counts with { Updated = counts.Updated + 1 });
    }

    /// <summary>What the site holds now: under the id that it gave, else, where that is gone or was never confirmed, by identifier.</summary>
    private async Task<StoredObservation?> StandingAsync(LedgerEntry known, Question question, CancellationToken ct) =>
        (known.ResourceId is { } id ? await store.ReadAsync(id, question, ct) : null) ?? await store.FindAsync(question, ct);

    private async Task<StoredObservation> ReplaceAsync(StoredObservation stored, Question question, Observation observation, CancellationToken ct)
    {
        observation.Status = ObservationStatus.Amended;
        if (await store.UpdateAsync(stored, question, observation, ct) is { } updated)
            return updated;

        // Someone changed it meanwhile. The outcome is this program's: seen again, replaced once more, then left to the next pass.
        return (await store.ReadAsync(stored.Id, question, ct) is { } current ? await store.UpdateAsync(current, question, observation, ct) : null)
            ?? throw new SiteFault(SiteFaultKind.Rejected, "A scored Observation is being changed by someone else at the same time.");
    }

    private async Task<WriteCounts> RetractAsync(LedgerEntry entry, WriteCounts counts, CancellationToken ct)
    {
        var question = Question.Of(entry.Outcome.Key);
        var stored = await StandingAsync(entry, question, ct);
        if (stored is null || stored.Json.Text("status") == "entered-in-error")
        {
            ledger.Confirm(entry.Key, OutcomeState.Retracted, stored?.Id, stored?.Version);
            return counts;
        }
        var observation = renderer.Render(entry.Outcome);
        observation.Status = ObservationStatus.EnteredInError;
        var retracted = await store.UpdateAsync(stored, question, observation, ct)
            ?? throw new SiteFault(SiteFaultKind.Rejected, "A scored Observation is being changed by someone else at the same time.");
        ledger.Confirm(entry.Key, OutcomeState.Retracted, retracted.Id, retracted.Version);
        return counts with { Retracted = counts.Retracted + 1 };
    }

    private WriteCounts Confirm(string key, StoredObservation stored, WriteCounts counts)
    {
        ledger.Confirm(key, OutcomeState.Written, stored.Id, stored.Version);
        return counts;
    }

    private static bool Says(StoredObservation stored, string hash) =>
        stored.Json.ValueKind == JsonValueKind.Object && stored.Json.Text("status") != "entered-in-error" && OutcomeIdentity.ContentHash(stored.Json) == hash;

    private static string HashOf(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return OutcomeIdentity.ContentHash(document.RootElement);
    }

    private sealed record Intention(LedgerEntry Entry, Observation Observation, byte[] Bytes);
}

/// <param name="Refused">Outcomes that were not sent because the contract does not allow them.</param>
internal sealed record WriteResult(WriteCounts Counts, ImmutableArray<DataIssue> Refused);
