using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core;

/// <summary>
/// Collects the outcomes and issues of one patient while they are worked out. Lives only inside <see cref="StudyScorer.Score"/>.
/// </summary>
internal sealed class OutcomeSheet(PatientFacts facts, StudyProtocol protocol, IndexTreatment index)
{
    private readonly List<Outcome> _outcomes = [];

    public PatientFacts Facts => facts;

    public StudyProtocol Protocol => protocol;

    public IndexTreatment Index => index;

    public List<DataIssue> Issues { get; } = [.. facts.Issues];

    /// <summary>
    /// What was set aside and with which the treatment may have succeeded after all; empty where the record tells whether it did.
    /// </summary>
    public ImmutableArray<Unread> UnreadOfSuccess { get; } =
        index.FirstDay is null ? [] : TechnicalSuccess.MayComplete(facts, index, protocol);

    public bool Succeeded => SaidOfSuccess ?? (index.FirstDay is not null && TechnicalSuccess.Of(index.Members, protocol));

    /// <summary>As <see cref="UnreadOfSuccess"/>; empty also where somebody answered whether it did.</summary>
    public ImmutableArray<Unread> MayComplete => SaidOfSuccess is null ? UnreadOfSuccess : [];

    /// <summary>What was answered by hand, where the record leaves it open.</summary>
    private bool? SaidOfSuccess =>
        UnreadOfSuccess.IsEmpty
            ? null
            : (facts.Adjudications.FirstOrDefault(one => one.Answers(Key(Instrument.TechnicalSuccess)))?.Value as OutcomeValue.YesNo)?.Yes;

    /// <summary>
    /// By default the patients whose treatment succeeded technically; the figures after the first are about them (study.md).
    /// </summary>
    public bool InAnalysisSet => IsIn(protocol.AnalysisSet);

    public Inclusion OfAnalysisSet => InclusionIn(protocol.AnalysisSet);

    public Inclusion InclusionIn(AnalysisSet set) => IsIn(set) ? Inclusion.Included : Inclusion.NotInAnalysisSet;

    private bool IsIn(AnalysisSet set) => set == AnalysisSet.AllTreated || Succeeded;

    public OutcomeKey Key(Instrument instrument, Location location = Location.Patient, string visit = "") =>
        new(protocol.Study, facts.Site, facts.Patient, instrument, location, visit);

    /// <summary>
    /// What rests on an act rests on every resource that records it. No outcome without sources: one that rests on nothing is a mistake in
    /// this program.
    /// </summary>
    public void Add(Outcome outcome)
    {
        var named = outcome.Sources.ToHashSet();
        var twins = facts.Interventions.Where(one => named.Contains(one.Source)).SelectMany(one => one.Twins);
        ImmutableArray<SourceRef> sources = [.. outcome.Sources.Concat(twins).Distinct().Order()];
        if (sources.IsEmpty)
            throw new InvalidOperationException($"The outcome {outcome.Key.Instrument} has no sources.");
        _outcomes.Add(Answered(outcome with { Sources = sources }));
    }

    /// <summary>What the record leaves open is answered by who read more than it says.</summary>
    private Outcome Answered(Outcome outcome) =>
        outcome.Value is not OutcomeValue.Unanswered { Reason: not AbsenceReason.Undefined }
        || facts.Adjudications.FirstOrDefault(one => one.Answers(outcome.Key)) is not { } given
            ? outcome
            : outcome with
            {
                Value = given.Value,
                Adjudication = given,
                Qualifier = given.Value is OutcomeValue.TimeToLoss { Lost: true } loss ? ItemCode.Of(loss.Reason) : null,
                AtLeast = false,
                OpenTime = null,
            };

    /// <summary>An outcome that what is unread could change: not given, and the sources say why.</summary>
    public void AddOpen(Outcome answer, IEnumerable<Unread> unread)
    {
        var inScope = unread.ToList();
        // What no map knows is told only where it matters: most of it is none of the study's business.
        Issues.AddRange(
            inScope.Where(one => one.Issue is not null).Select(one => new DataIssue(one.Issue!.Value, one.Source, one.Element))
        );
        Add(
            answer with
            {
                Value = new OutcomeValue.Unanswered(
                    AbsenceReason.NotUnderstood,
                    [.. inScope.Select(one => ItemCode.Hyphenated(one.Kind.ToString())).Distinct().Order(StringComparer.Ordinal)]
                ),
                Sources = [.. answer.Sources, .. inScope.Select(one => one.Source)],
                Qualifier = null,
                AtLeast = false,
                OpenTime = OpenTimeOf(answer.Value, inScope),
            }
        );
    }

    // Without the unread the answer would be what it is; with it, a loss could be as early as the first day on which one of them may have
    // been.
    private OpenTime? OpenTimeOf(OutcomeValue answer, List<Unread> unread)
    {
        if (
            index.LastDay is not { } dayZero
            || answer
                is not (OutcomeValue.TimeToLoss or OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded, Missing: ["imaging"] })
        )
            return null;
        var first = unread.Min(one => one.Day is { } day ? Math.Max(0, day.First.DayNumber - dayZero.DayNumber) : 0);
        return answer is OutcomeValue.TimeToLoss time
            ? new(time.Lost ? Math.Min(first, time.Days) : first, Succeeded ? time.Days : null)
            {
                LostBy = time.Lost && Succeeded ? time.Days : null,
            }
            : new(first, null);
    }

    /// <summary>
    /// Whether a figure of the protocol sums up the question: then it is asked although nothing that bears on it is recorded.
    /// </summary>
    public bool Needs(Instrument instrument) => FigureKey.AsksOf(protocol.Figures, instrument);

    public PatientOutcomes Close() =>
        new(facts.Site, facts.Patient, Eligible: true, [.. _outcomes.Order(OutcomeOrder.Instance)], OneIssueEach());

    /// <summary>A resource that was set aside whole costs one issue; that it left questions open is no second one.</summary>
    private ImmutableArray<DataIssue> OneIssueEach()
    {
        var setAside = Issues.Where(issue => issue.IsUnreadResource).Select(issue => issue.Source).ToHashSet();
        if (facts.IsCutShort)
            setAside.Add(new(facts.Patient)); // the input has its issue, at the place where it ends
        return [.. Issues.Where(issue => issue.Code != IssueCode.EventUnclear || !setAside.Contains(issue.Source)).Distinct().Order()];
    }
}

/// <summary>By the question: instrument, place, visit. Study, site and patient are the same within one patient.</summary>
internal sealed class OutcomeOrder : IComparer<Outcome>
{
    public static readonly OutcomeOrder Instance = new();

    public int Compare(Outcome? x, Outcome? y)
    {
        var (one, other) = (x!.Key, y!.Key);
        var order = one.Instrument.CompareTo(other.Instrument);
        order = order != 0 ? order : one.Location.CompareTo(other.Location);
        return order != 0 ? order : string.CompareOrdinal(one.Visit, other.Visit);
    }
}
