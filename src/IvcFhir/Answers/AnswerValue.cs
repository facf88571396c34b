using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;

namespace IvcFhir.Answers;

/// <summary>
/// An answer as a person writes it → an outcome's value. Scores and grades are not answered here: their items belong into the record.
/// </summary>
internal static class AnswerValue
{
    /// <param name="dayZero">The day on which the index treatment ended; null when it is not known, and then nothing is answered that
    /// counts from it.</param>
    /// <returns>Null for what is no answer to the question, and for a day before day zero.</returns>
    public static OutcomeValue? Of(Instrument instrument, string text, DateOnly? dayZero, StudyProtocol protocol) =>
        Instruments.Of(instrument).Answer switch
        {
            AnswerShape.YesNo => text switch
            {
                "yes" => new OutcomeValue.YesNo(true),
                "no" => new OutcomeValue.YesNo(false),
                _ => null,
            },
            AnswerShape.Minutes => Number(text) is > 0 and { } minutes ? new OutcomeValue.Minutes(minutes) : null,
            AnswerShape.WholeDays => Number(text) is >= 0 and { } stay && stay == Math.Floor(stay) && stay <= int.MaxValue
                ? new OutcomeValue.DayCount((int)stay)
                : null,
            AnswerShape.Position => StudyCode.Parse<FilterPosition>(text) is { } position ? new OutcomeValue.Position(position) : null,
            AnswerShape.Thrombus => StudyCode.Parse<CavalThrombusExtent>(text) is { } extent ? new OutcomeValue.Thrombus(extent) : null,
            AnswerShape.Retrieval => Retrieval(text.Split(':')),
            AnswerShape.TimeToLoss shape => Patency(shape, text.Split(':'), dayZero),
            AnswerShape.TimeToEvent => text.Split(':') is [("happened" or "none") and var word, var day] && DaysTo(day, dayZero) is { } days
                ? new OutcomeValue.TimeToEvent(days, word == "happened")
                : null,
            AnswerShape.Measured shape => Number(text) is { } value && !(value < shape.Least)
                ? new OutcomeValue.Measured(value, shape.Unit, shape.IsBeyond(value, protocol))
                : null,
            _ => null,
        };

    /// <summary>The form of an answer, for messages; null for a question that is not answered by hand.</summary>
    public static string? FormOf(Instrument instrument) =>
        Instruments.Of(instrument).Answer switch
        {
            AnswerShape.YesNo => "yes or no",
            AnswerShape.Minutes => "minutes above 0, such as 71",
            AnswerShape.WholeDays => "whole days, 0 or more",
            AnswerShape.Position => $"one of {Codes<FilterPosition>()}",
            AnswerShape.Thrombus => $"one of {Codes<CavalThrombusExtent>()}",
            AnswerShape.Retrieval => "not-attempted, attempt-failed or retrieved, the last two with the number of attempts behind a "
                + "colon where there was more than one",
            AnswerShape.TimeToLoss shape => $"open:DATE (last seen open), or {LossesOf(shape)}",
            AnswerShape.TimeToEvent => "happened:DATE, or none:DATE (observed until)",
            AnswerShape.Measured shape => shape.Form,
            _ => null,
        };

    private static string LossesOf(AnswerShape.TimeToLoss shape)
    {
        var forms = shape.Losses.Select(reason => $"lost:DATE:{StudyCode.Of(reason)}").ToList();
        return forms.Count == 1 ? forms[0] : $"{string.Join(", ", forms[..^1])} or {forms[^1]}";
    }

    private static OutcomeValue.TimeToLoss? Patency(AnswerShape.TimeToLoss shape, string[] parts, DateOnly? dayZero) =>
        parts switch
        {
            ["open", var day] when DaysTo(day, dayZero) is { } days => new(days, Lost: false, PatencyReason.LastImaging),
            ["lost", var day, var reason]
                when DaysTo(day, dayZero) is { } days && StudyCode.Parse<PatencyReason>(reason) is { } why && shape.Losses.Contains(why) =>
                new(days, Lost: true, why),
            _ => null,
        };

    private static OutcomeValue.Retrieval? Retrieval(string[] parts)
    {
        var attempts =
            parts is [_, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
            : parts.Length == 1 ? 1
            : 0;
        return attempts == 0 || StudyCode.Parse<RetrievalStatus>(parts[0]) is not { } status ? null
            : status == RetrievalStatus.NotAttempted
                ? parts.Length == 1 ? new(status, 0)
                    : null
            : new(status, attempts);
    }

    private static int? DaysTo(string text, DateOnly? dayZero) =>
        dayZero is { } zero
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= zero
            ? day.DayNumber - zero.DayNumber
            : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Codes<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(StudyCode.Of));
}
