using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// A patency with the technical failures read the other way (D6): counted as lost at time zero where the protocol leaves them out, and the
/// reverse. Both denominators are told, because papers differ in which of them they print (36 or 37 of the study's patients).
/// </summary>
internal static class FailureReading
{
    public static string KeyOf(string figure, TechnicalFailureRule rule) =>
        figure + (rule == TechnicalFailureRule.LossAtTimeZero ? FigureKey.WithFailures : FigureKey.WithoutFailures);

    /// <summary>The figure and the rule that a key asks for; null when it is the key of no other reading.</summary>
    public static (string Figure, TechnicalFailureRule Rule)? Of(string key) =>
        key.EndsWith(FigureKey.WithFailures, StringComparison.Ordinal)
            ? (key[..^FigureKey.WithFailures.Length], TechnicalFailureRule.LossAtTimeZero)
        : key.EndsWith(FigureKey.WithoutFailures, StringComparison.Ordinal)
            ? (key[..^FigureKey.WithoutFailures.Length], TechnicalFailureRule.Excluded)
        : null;

    public static TechnicalFailureRule Other(TechnicalFailureRule rule) =>
        rule == TechnicalFailureRule.Excluded ? TechnicalFailureRule.LossAtTimeZero : TechnicalFailureRule.Excluded;

    /// <summary>The figure under a rule of its own, whatever the protocol says.</summary>
    public static StudyFigure Under(TechnicalFailureRule rule, StudyFigure figure) =>
        figure with
        {
            Key = KeyOf(figure.Key, rule),
            Label =
                $"{figure.Label}, "
                + (rule == TechnicalFailureRule.LossAtTimeZero ? "technical failures as loss at time zero" : "technical failures left out"),
            MembersOf = (patient, protocol) =>
                figure.MembersOf(Under(rule, patient), protocol).Select(member => member with { Figure = KeyOf(figure.Key, rule) }),
        };

    // A failure is answered under both rules; they differ in whether the answer counts.
    private static PatientOutcomes Under(TechnicalFailureRule rule, PatientOutcomes patient)
    {
        if (!patient.Outcomes.Any(IsFailure))
            return patient;
        var inclusion = rule == TechnicalFailureRule.LossAtTimeZero ? Inclusion.Included : Inclusion.NotInAnalysisSet;
        return patient with
        {
            Outcomes = [.. patient.Outcomes.Select(outcome => IsFailure(outcome) ? outcome with { Inclusion = inclusion } : outcome)],
        };
    }

    private static bool IsFailure(Outcome outcome) => outcome.Value is OutcomeValue.TimeToLoss { Reason: PatencyReason.TechnicalFailure };
}
