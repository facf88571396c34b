using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>One patient (or one limb) before a figure: counted with an answer, or not counted for a reason.</summary>
/// <param name="Answer">What is counted; null when the patient is not counted.</param>
/// <param name="Reasons">Why not, as codes, sorted; empty when counted.</param>
/// <param name="Outcomes">What decided it, the deciding first; empty only for a patient who is not in the study's population, and so has
/// none.</param>
public sealed record FigureRow(
    string Site,
    string Patient,
    FigureAnswer? Answer,
    ImmutableArray<string> Reasons,
    ImmutableArray<Outcome> Outcomes
);

/// <summary>Follows a figure down to its patients: who is counted, and why the others are not.</summary>
public static class FigureRows
{
    /// <summary>The patient does not belong to the study's population.</summary>
    public const string NotInStudy = "not-in-study";

    /// <summary>The question was never recorded for any leg of the patient.</summary>
    public const string NeverAssessed = "never-assessed";

    /// <summary>No filter was taken out, so none has a dwell.</summary>
    public const string NotRetrieved = "no-filter-retrieved";

    /// <summary>Nobody tried to take the filter out.</summary>
    public const string NotAttempted = "retrieval-not-attempted";

    /// <summary>The patient died with the filter in place.</summary>
    public const string DiedWithFilter = "died-with-filter";

    /// <summary>The patient has no filter, so none could be taken out.</summary>
    public const string NoFilter = "no-filter";

    /// <summary>
    /// Nothing that bears on the question is recorded, or the patient has no filter; and no figure of the protocol asks it all the same.
    /// </summary>
    public const string NothingRecorded = "nothing-recorded";

    /// <summary>This leg is answered and another affected leg of the patient is not, so that the worst is not known.</summary>
    public const string OtherLegOpen = "other-leg-open";

    /// <summary>The vein was not treated, so its patency is not followed.</summary>
    public const string NotTreated = "vein-not-treated";

    /// <returns>At least one row for each patient.</returns>
    public static ImmutableArray<FigureRow> Of(string figure, PatientOutcomes patient, StudyProtocol protocol)
    {
        if (!patient.Eligible)
            return [new(patient.Site, patient.Patient, null, [NotInStudy], [])];
        // A ledger keeps outcomes in an order of its own.
        var ordered = patient with
        {
            Outcomes = [.. patient.Outcomes.Order(OutcomeOrder.Instance)],
        };
        var asked = StudyFigures.Of(figure, protocol);
        var members = asked.MembersOf(ordered, protocol).Select(member => RowOf(ordered, asked, member)).ToImmutableArray();
        return members.IsEmpty ? [NotAsked(ordered, asked)] : members;
    }

    /// <summary>Whether a figure sums up the answers to a question.</summary>
    public static bool Asks(string figure, OutcomeKey question, StudyProtocol protocol) => StudyFigures.Of(figure, protocol).Asks(question);

    private static FigureRow RowOf(PatientOutcomes patient, StudyFigure figure, FigureMember member) =>
        member switch
        {
            { Answer: not FigureAnswer.Missing } => new(patient.Site, patient.Patient, member.Answer, [], member.Outcomes),
            { Outcomes.IsEmpty: false } => new(
                patient.Site,
                patient.Patient,
                null,
                Sorted(member.Outcomes.Select(Unanswered)),
                member.Outcomes
            ),
            _ => NotAsked(patient, figure),
        };

    private static FigureRow NotAsked(PatientOutcomes patient, StudyFigure figure)
    {
        ImmutableArray<Outcome> left = [.. patient.Outcomes.Where(outcome => figure.Asks(outcome.Key))];
        // The syndrome is not asked of a leg without thrombosis; its score tells that it was seen.
        if (left.IsEmpty && figure.Instrument == Instrument.PostThromboticSyndrome)
            left = [.. patient.Outcomes.Where(outcome => outcome.Key.Instrument == Instrument.Villalta)];
        return left.IsEmpty
            ? new(patient.Site, patient.Patient, null, [Instruments.Of(figure.Instrument).NotAsked], Treatment(patient))
            : new(patient.Site, patient.Patient, null, Sorted(left.Select(outcome => WhyLeftOut(figure, patient, outcome))), left);
    }

    private static string WhyLeftOut(StudyFigure figure, PatientOutcomes patient, Outcome outcome) =>
        outcome.Value is not OutcomeValue.Retrieval course || !RetrievalFigures.LeavesOut(figure.Key, patient, course)
            ? ItemCode.Hyphenated(outcome.Inclusion.ToString())
        : course.Status == RetrievalStatus.NotAttempted && figure.Key == FigureKey.FilterRetrievalSuccess ? NotAttempted
        : DiedWithFilter;

    // What made the patient one who is asked at all.
    private static ImmutableArray<Outcome> Treatment(PatientOutcomes patient) =>
        [.. patient.Outcomes.Where(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess)];

    private static string Unanswered(Outcome outcome) =>
        outcome.Value is OutcomeValue.Unanswered none ? ItemCode.Hyphenated(none.Reason.ToString())
        : outcome is { Value: OutcomeValue.Score or OutcomeValue.YesNo, Inclusion: Inclusion.Included, Key.Visit.Length: > 0 }
            ? OtherLegOpen
        : ItemCode.Hyphenated(outcome.Inclusion.ToString());

    private static ImmutableArray<string> Sorted(IEnumerable<string> reasons) =>
        [.. reasons.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
