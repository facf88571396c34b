using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Pull;

namespace IvcFhir.WriteBack;

/// <summary>How a resource stands now on which an earlier answer rested.</summary>
internal enum SourceStanding
{
    /// <summary>Read and understood.</summary>
    Read,

    /// <summary>It, or a datum in it, was set aside in this pass: what it says now is not known.</summary>
    SetAside,

    /// <summary>Entered in error, cancelled, not done, deleted, or another patient's: the site says that it no longer holds.</summary>
    Withdrawn,

    /// <summary>The site has it, for this patient, and no search returned it: the record is not whole.</summary>
    Missed,

    /// <summary>The site does not know it (404), which may mean many things.</summary>
    Unknown,
}

/// <summary>
/// What a patient's record of this pass says of the grounds of earlier answers. To set aside is not to lose: a written answer is withdrawn,
/// or replaced by less, only on positive
/// knowledge. Either what it rested on is seen withdrawn, or the whole record was read and nothing of it was set aside.
/// </summary>
internal sealed class Grounds(PatientRecord record, ImmutableArray<DataIssue> issues, SiteReader site)
{
    private readonly Dictionary<SourceRef, SourceStanding> standings = [];
    private readonly FrozenDictionary<SourceRef, RawResource> read = record.Resources.ToFrozenDictionary(resource => resource.Source);
    private readonly FrozenSet<SourceRef> setAside = issues
        .Where(issue => SetsAside(issue.Code))
        .Select(issue => issue.Source.Container())
        .ToFrozenSet();
    private readonly FrozenSet<string> lacking = issues
        .Where(issue => issue.Code == IssueCode.TypeNotOffered)
        .Select(issue => issue.Element)
        .OfType<string>()
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why an answer that has no ground in this pass must stand all the same; null when it may be withdrawn.</summary>
    /// <param name="basis">What made the patient one of the study, where it no longer is: every answer rested on that too.</param>
    public async Task<SourceRef?> HoldsAsync(Outcome earlier, IReadOnlyCollection<SourceRef> basis, CancellationToken ct)
    {
        if (record.IsReplaced)
            return null; // what was answered of this one is answered of the other
        var ofBasis = await StandingsAsync(basis, ct);
        if (Kept(ofBasis) is null && IsWithdrawn(ofBasis))
            return null;
        var standing = await StandingsAsync(earlier.Sources.Concat(basis), ct);
        if (Kept(standing) is { } kept)
            return kept;
        if (IsWithdrawn(standing) || IsWholeFor(earlier))
            return null;
        return setAside.Count > 0 ? setAside.Min() : earlier.Sources[0].Container();
    }

    /// <summary>
    /// Why an earlier answer must stand although the record now gives another: what it rested on was set aside or missed, and the new
    /// answer does without.
    /// </summary>
    public async Task<SourceRef?> HoldsAsync(Outcome earlier, Outcome now, CancellationToken ct)
    {
        // What a person answered rests on what the record said then, and that has changed: nobody answers it now.
        if (earlier.Adjudication is not null && now.Value is OutcomeValue.Unanswered)
            return null;
        var says = now.Sources.Select(source => source.Container()).ToHashSet();
        var less = now.Value is OutcomeValue.Unanswered && earlier.Value is not OutcomeValue.Unanswered;
        var standing = await StandingsAsync(earlier.Sources.Where(source => less || !says.Contains(source.Container())), ct);
        return Kept(standing);
    }

    /// <summary>The first source that may still say what it said.</summary>
    private static SourceRef? Kept(List<(SourceRef Source, SourceStanding Standing)> sources) =>
        sources
            .Where(one => one.Standing is SourceStanding.SetAside or SourceStanding.Missed)
            .Select(one => (SourceRef?)one.Source)
            .FirstOrDefault();

    private static bool IsWithdrawn(List<(SourceRef Source, SourceStanding Standing)> sources) =>
        sources.Exists(one => one.Standing == SourceStanding.Withdrawn);

    /// <summary>
    /// Whether nothing that could answer was set aside, and the patient and every type of the earlier sources could be asked for.
    /// </summary>
    private bool IsWholeFor(Outcome earlier) =>
        setAside.Count == 0 && read.ContainsKey(new(record.Patient)) && !earlier.Sources.Any(source => lacking.Contains(TypeOf(source)));

    private async Task<List<(SourceRef Source, SourceStanding Standing)>> StandingsAsync(
        IEnumerable<SourceRef> sources,
        CancellationToken ct
    )
    {
        var found = new List<(SourceRef, SourceStanding)>();
        foreach (var source in sources.Select(source => source.Container()).Distinct().Order())
        {
            if (!standings.TryGetValue(source, out var standing))
                standings[source] = standing = read.TryGetValue(source, out var raw) ? StandingOf(raw) : await AskAsync(source, ct);
            found.Add((source, standing));
        }
        return found;
    }

    private SourceStanding StandingOf(RawResource raw) =>
        IsWithdrawn(raw.Json) ? SourceStanding.Withdrawn
        : setAside.Contains(raw.Source) ? SourceStanding.SetAside
        : SourceStanding.Read;

    private async Task<SourceStanding> AskAsync(SourceRef source, CancellationToken ct)
    {
        if (!SiteAddress.IsRequestable(source.Reference) || lacking.Contains(TypeOf(source)))
            return SourceStanding.Unknown;
        var answer = await site.ReadAsync(source.Reference, ct);
        return answer switch
        {
            { Deleted: true } => SourceStanding.Withdrawn,
            { Row: null } => SourceStanding.Unknown,
            { Json: null } => SourceStanding.Missed, // it is there and cannot be read, which is not gone
            { Json: { } json } when json.Text("resourceType") != TypeOf(source) => SourceStanding.Unknown,
            { Json: { } json } when IsWithdrawn(json) || (Ownership.OwnerOf(json) is { } owner && !record.Names.Contains(owner)) =>
                SourceStanding.Withdrawn,
            _ => SourceStanding.Missed,
        };
    }

    /// <summary>Whether the site itself says that a resource no longer holds, or that what it describes never took place.</summary>
    private static bool IsWithdrawn(JsonElement resource) =>
        resource.Text("status") is "entered-in-error" or "cancelled" or "not-done"
        || (
            resource.Member("verificationStatus") is { } status
            && status.Items("coding").Any(coding => coding.Text("code") == "entered-in-error")
        );

    /// <summary>
    /// Whether the code means that a datum was not understood, so that it could have said anything. The others tell of what was read.
    /// </summary>
    private static bool SetsAside(IssueCode code) =>
        code
            is not (
                IssueCode.TypeNotOffered
                or IssueCode.ForeignReference
                or IssueCode.OffsetMissing
                or IssueCode.ItemMissing
                or IssueCode.TotalDiffers
                or IssueCode.InconsistentItems
                or IssueCode.ConflictingItems
                or IssueCode.ConflictingFindings
                or IssueCode.ComplicationUngraded
                or IssueCode.OtherInstrumentVersion
                or IssueCode.DeviceUnresolved
                or IssueCode.DeviceAmbiguous
                or IssueCode.OutcomeInvalid
                or IssueCode.OutcomeHeld
                or IssueCode.OutcomeRefused
                or IssueCode.AnswerLapsed
            )
        && !code.IsNote();

    private static string TypeOf(SourceRef source) => source.Reference.Split('/')[0];
}
