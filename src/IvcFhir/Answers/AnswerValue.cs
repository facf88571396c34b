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
    public static OutcomeValue? Of(Instrument instrument, string text, DateOnly? dayZero, StudyProtocol protocol)
    {
        var parts = text.Split(':');
        return instrument switch
        {
            Instrument.TechnicalSuccess
            or Instrument.SevereComplication
            or Instrument.MajorBleeding
            or Instrument.ClinicalSuccess
            or Instrument.PostThromboticSyndrome
            or Instrument.FilterFracture => text switch
            {
                "yes" => new OutcomeValue.YesNo(true),
                "no" => new OutcomeValue.YesNo(false),
                _ => null,
            },
            Instrument.ProcedureDuration => Number(text) is > 0 and { } minutes ? new OutcomeValue.Minutes(minutes) : null,
            Instrument.FilterPosition => StudyCode.Parse<FilterPosition>(text) is { } position ? new OutcomeValue.Position(position) : null,
            Instrument.PrimaryPatency or Instrument.AssistedPrimaryPatency or Instrument.SecondaryPatency => Patency(
                instrument,
                parts,
                dayZero
            ),
            Instrument.RecurrentDvt or Instrument.PulmonaryEmbolism or Instrument.Death => parts
                is [("happened" or "none") and var word, var day]
            && DaysTo(day, dayZero) is { } days
                ? new OutcomeValue.TimeToEvent(days, word == "happened")
                : null,
            Instrument.FilterRetrieval => Retrieval(parts),
            Instrument.FilterDwell => Number(text) is >= 0 and { } stay && stay == Math.Floor(stay) && stay <= int.MaxValue
                ? new OutcomeValue.DayCount((int)stay)
                : null,
            Instrument.FilterTilt => Number(text) is { } angle
                ? new OutcomeValue.Measured(angle, MeasuredUnit.Degrees, FilterFindings.IsTilted(angle))
                : null,
            Instrument.FilterMigration => Number(text) is { } moved
                ? new OutcomeValue.Measured(moved, MeasuredUnit.Millimetres, FilterFindings.HasMigrated(moved))
                : null,
            Instrument.FilterPenetration => Number(text) is >= 0 and { } depth
                ? new OutcomeValue.Measured(
                    depth,
                    MeasuredUnit.Millimetres,
                    FilterFindings.Penetrates(depth, protocol.PenetrationThreshold)
                )
                : null,
            Instrument.CavalThrombus => StudyCode.Parse<CavalThrombusExtent>(text) is { } extent ? new OutcomeValue.Thrombus(extent) : null,
            _ => null,
        };
    }

    /// <summary>The form of an answer, for messages; null for a question that is not answered by hand.</summary>
    public static string? FormOf(Instrument instrument) =>
        instrument switch
        {
            Instrument.TechnicalSuccess
            or Instrument.SevereComplication
            or Instrument.MajorBleeding
            or Instrument.ClinicalSuccess
            or Instrument.PostThromboticSyndrome
            or Instrument.FilterFracture => "yes or no",
            Instrument.ProcedureDuration => "minutes above 0, such as 71",
            Instrument.FilterPosition => $"one of {Codes<FilterPosition>()}",
            Instrument.PrimaryPatency =>
                "open:DATE (last seen open), or lost:DATE:occlusion, lost:DATE:restenosis or lost:DATE:reintervention",
            Instrument.AssistedPrimaryPatency or Instrument.SecondaryPatency => "open:DATE (last seen open), or lost:DATE:occlusion",
            Instrument.RecurrentDvt or Instrument.PulmonaryEmbolism or Instrument.Death => "happened:DATE, or none:DATE (observed until)",
            Instrument.FilterRetrieval => "not-attempted, attempt-failed or retrieved, the last two with the number of attempts behind a "
                + "colon where there was more than one",
            Instrument.FilterDwell => "whole days, 0 or more",
            Instrument.FilterTilt => "degrees",
            Instrument.FilterMigration => "millimetres, below zero towards the feet",
            Instrument.FilterPenetration => "millimetres, 0 or more",
            Instrument.CavalThrombus => $"one of {Codes<CavalThrombusExtent>()}",
            _ => null,
        };

    private static OutcomeValue.TimeToLoss? Patency(Instrument instrument, string[] parts, DateOnly? dayZero) =>
        parts switch
        {
            ["open", var day] when DaysTo(day, dayZero) is { } days => new(days, Lost: false, PatencyReason.LastImaging),
            ["lost", var day, var reason]
                when DaysTo(day, dayZero) is { } days
                    && StudyCode.Parse<PatencyReason>(reason) is { } why
                    && (
                        why == PatencyReason.Occlusion
                        || (instrument == Instrument.PrimaryPatency && why is PatencyReason.Restenosis or PatencyReason.Reintervention)
                    ) => new(days, Lost: true, why),
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
