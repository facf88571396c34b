using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Report;
using static System.FormattableString;

namespace IvcFhir.Explain;

/// <summary>How an answer reads.</summary>
internal static class AnswerText
{
    public static string Of(Outcome outcome) =>
        outcome.Value switch
        {
            OutcomeValue.Score score => Invariant(
                $"{score.Total} points{(outcome.IsReportedTotal ? ", as stated" : "")}{OtherTotal(outcome)}{Category(outcome)}"
            ),
            OutcomeValue.YesNo answer => $"{(answer.Yes ? "yes" : "no")}{Category(outcome)}",
            OutcomeValue.Minutes minutes => Invariant($"{minutes.Value:0.##} min"),
            OutcomeValue.Position position => StudyCode.Of(position.Value),
            OutcomeValue.TimeToLoss { Lost: true } loss => Invariant($"lost on day {loss.Days} ({StudyCode.Of(loss.Reason)})"),
            OutcomeValue.TimeToLoss open => Invariant(
                $"open up to day {open.Days}{(outcome.LaterImageUnread ? ", later images in words only" : "")}"
            ),
            OutcomeValue.TimeToEvent { Happened: true } first => Invariant($"on day {first.Days}"),
            OutcomeValue.TimeToEvent none => Invariant($"none up to day {none.Days}"),
            OutcomeValue.DayCount days => Invariant($"{days.Value} d{Category(outcome)}"),
            OutcomeValue.Measured measured => string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Value:0.##} {(measured.Unit == MeasuredUnit.Degrees ? "deg" : "mm")} "
                    + $"({(measured.Beyond ? "beyond the limit" : "within the limit")})"
            ),
            OutcomeValue.Retrieval retrieval => Invariant($"{StudyCode.Of(retrieval.Status)} (attempts: {retrieval.Attempts})"),
            OutcomeValue.Thrombus thrombus => StudyCode.Of(thrombus.Extent),
            OutcomeValue.Lysis lysis => Invariant(
                $"{lysis.Grade} ({lysis.Percent:0.##} % cleared{(outcome.Qualifier is { } more ? $", {more}" : "")})"
            ),
            OutcomeValue.Graded graded =>
                $"{StudyCode.Of(graded.Grade.Scale)} {graded.Grade.Grade}{Category(outcome)}, {StudyCode.Of(graded.Kind)}",
            OutcomeValue.Unanswered none =>
                $"no answer: {StudyCode.Of(none.Reason)}{(none.Missing.IsEmpty ? "" : $" ({string.Join(", ", none.Missing)})")}",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Value, "Not an answer."),
        };

    public static string Of(FigureAnswer answer) =>
        answer switch
        {
            FigureAnswer.Property property => property.Has ? "yes" : "no",
            FigureAnswer.Value value => Invariant($"{value.Number:0.##}"),
            FigureAnswer.FollowUp { Lost: true } loss => Invariant($"lost on day {loss.Days} (month {Month(loss)})"),
            FigureAnswer.FollowUp open => Invariant($"open up to day {open.Days} (month {Month(open)})"),
            _ => "no answer",
        };

    // The unit of the curve, so that a step leads to its patients.
    private static string Month(FigureAnswer.FollowUp time) => FigureText.Short(time.Days / Months.Days);

    /// <summary><c>2019-03-05</c>, or both ends of an interval with two dots between them.</summary>
    public static string? Of(DayInterval? day) =>
        day switch
        {
            null => null,
            { IsExact: true } exact => Date(exact.First),
            { } interval => $"{Date(interval.First)}..{Date(interval.Last)}",
        };

    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // VCSS with its other total (D4); Villalta with the sum of the items, where an ulcer raised it (D1).
    private static string OtherTotal(Outcome outcome) =>
        (outcome.OtherTotal, outcome.Value) switch
        {
            ({ } other, OutcomeValue.Score score) when outcome.Key.Instrument == Instrument.Vcss => other == score.Total
                ? ", with and without compression"
                : Invariant($", {other} {(other < score.Total ? "without" : "with")} compression"),
            ({ } sum, OutcomeValue.Score score) when sum != score.Total => Invariant($", items {sum}"),
            _ => "",
        };

    private static string Category(Outcome outcome) =>
        outcome.Qualifier is { } qualifier ? $" ({(outcome.AtLeast ? "at least " : "")}{qualifier})" : "";
}
