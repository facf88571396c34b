namespace IvcFhir.WriteBack;

/// <summary>Answers of one patient that no longer hold and still stand at the site.</summary>
internal sealed record Withdrawal(string Patient, System.Collections.Immutable.ImmutableArray<State.LedgerEntry> Entries);

/// <summary>
/// A pass that would withdraw a large part of what was written is a sign that something happened to the server, not to so many patients: it
/// withdraws nothing and says so.
/// What a single patient loses is never a large part: patients do withdraw.
/// </summary>
/// <param name="Withdrawn">Answers that would have been withdrawn.</param>
/// <param name="Written">Answers that stood at the site before the pass.</param>
/// <param name="Percent">The share of these that one pass may withdraw.</param>
internal sealed record RetractionStop(int Withdrawn, int Written, int Percent)
{
    /// <summary>Null when the withdrawals may go ahead.</summary>
    public static RetractionStop? For(IReadOnlyCollection<Withdrawal> withdrawals, int written, int percent)
    {
        var withdrawn = withdrawals.Sum(one => one.Entries.Length);
        return withdrawals.Count > 1 && withdrawn * 100L > (long)written * percent ? new(withdrawn, written, percent) : null;
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"{Withdrawn} of {Written} written outcomes would be withdrawn, more than RetractAtMost ({Percent} %): none was"
        ) + "; if that is right, raise it for one pass";
}
