using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Whether an event lies in the days in which a complication belongs to the index treatment.</summary>
internal enum EventTiming
{
    /// <summary>It surely lies elsewhere, or is only counted: another stay, a problem list.</summary>
    Outside,

    /// <summary>It was there before the treatment.</summary>
    Old,

    /// <summary>Nobody wrote down when it began.</summary>
    Unknown,

    /// <summary>It arose in these days.</summary>
    New,
}

/// <summary>What an event says of a question.</summary>
internal enum EventAnswer
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It may be one: the question is open.</summary>
    Open,

    /// <summary>It is one.</summary>
    Yes,
}

/// <summary>
/// When an event belongs to the index treatment, and what it then says of severe complications and of bleeding (clinical 5.4, 5.5).
/// </summary>
/// <remarks>
/// Project rule. New: it began or was done in the period, or the record says that it arose in the stay of the treatment. Old: it began
/// before the first act, was written down before it, is named as present when the stay of the treatment began, or is the reason for the
/// act, the filter or the stay. Neither, or an onset in the period beside a word that it was there before: the time is unknown, and a
/// diagnosis of the stay may be either. What is old says nothing, but a code that only a procedure can cause stays open in the stay of the
/// treatment.
/// </remarks>
internal static class EventJudgement
{
    /// <param name="begun">The instant at which the treatment began; null where it is not known.</param>
    public static EventTiming TimingOf(ClinicalEvent one, DayInterval period, DateTimeOffset? begun)
    {
        if (one.OnsetAt < begun)
            return OfStay(one, period, EventTiming.Old);
        if (one.Onset is { } onset && !PeriproceduralComplications.Touches(onset, period))
            return onset.Last < period.First ? OfStay(one, period, EventTiming.Old) : EventTiming.Outside;
        if (one.ThereBy <= period.First && !(one.Onset?.First > period.First))
            return OfStay(one, period, EventTiming.Old);
        // What was there when a later stay began need not have been there before the treatment.
        var before = one.ThereBy <= period.First || (one.KnownBefore && !(one.Stay?.First > period.First));
        if (one.Onset is { } onsetDay)
            return PeriproceduralComplications.LiesIn(onsetDay, period) && !before ? EventTiming.New : EventTiming.Unknown;
        if (before)
            return OfStay(one, period, EventTiming.Old);
        if (one.Stay is { } stay && !PeriproceduralComplications.Touches(stay, period))
            return EventTiming.Outside;
        if (one.KnownAfter)
            return EventTiming.New;
        if (one.Recorded?.Last < period.First)
            return OfStay(one, period, EventTiming.Old);
        return one.OnProblemList ? EventTiming.Outside : EventTiming.Unknown;
    }

    public static EventAnswer Severe(ClinicalEvent one, DayInterval period, DateTimeOffset? begun) =>
        Decided(
            one,
            (EffectOf(one), TimingOf(one, period, begun)) switch
            {
                (EventEffect.None, _) or (_, EventTiming.Outside) => EventAnswer.None,
                (_, EventTiming.Old) => IsOfTheStay(one) ? EventAnswer.Open : EventAnswer.None,
                (EventEffect.Severe or EventEffect.SevereIfNew, EventTiming.New) => EventAnswer.Yes,
                _ => EventAnswer.Open,
            }
        );

    /// <summary>
    /// Major bleeding by the ISTH: a critical site decides, any other bleed waits for hemoglobin and units, and what is not understood may
    /// be one.
    /// </summary>
    public static EventAnswer MajorBleeding(ClinicalEvent one, DayInterval period, DateTimeOffset? begun) =>
        (one.Topic, TimingOf(one, period, begun)) switch
        {
            (not (EventTopic.Bleeding or EventTopic.CriticalBleeding or EventTopic.Unstated), _) or (_, EventTiming.Outside) =>
                EventAnswer.None,
            (EventTopic.Unstated, _) when EffectOf(one) == EventEffect.None => EventAnswer.None,
            (_, EventTiming.Old) => IsOfTheStay(one) ? EventAnswer.Open : EventAnswer.None,
            (EventTopic.CriticalBleeding, EventTiming.New) when one.Effect is EventEffect.Severe or EventEffect.SevereIfNew => Decided(
                one,
                EventAnswer.Yes
            ),
            _ => EventAnswer.Open,
        };

    /// <summary>
    /// Whether a complication that was recorded with its details is this event: of one topic and on its days. Most are recorded twice, and
    /// what was judged there is not asked for again. A bleed at a critical site is none of these.
    /// </summary>
    public static bool IsOne(ClinicalEvent one, Complication recorded) =>
        one.Onset is { } onset
        && PeriproceduralComplications.Touches(onset, recorded.Day)
        && (one.Topic, recorded.Kind) switch
        {
            (EventTopic.Bleeding, ComplicationKind.Bleeding or ComplicationKind.AccessSiteHematoma) => true,
            (EventTopic.PulmonaryEmbolism, ComplicationKind.PulmonaryEmbolism) => true,
            _ => false,
        };

    // What is old and can only come from a procedure may come from this one where it is a diagnosis of its stay.
    private static bool IsOfTheStay(ClinicalEvent one) => one is { IsProcedural: true, Stay: not null };

    /// <summary>A stated grade outranks the code both ways; a bleed at a critical site stays severe.</summary>
    private static EventEffect EffectOf(ClinicalEvent one) =>
        one.Grade switch
        {
            EventGrade.Severe or EventGrade.Fatal => EventEffect.Severe,
            EventGrade.NotSevere when one.Topic != EventTopic.CriticalBleeding => EventEffect.None,
            _ => one.Effect,
        };

    private static EventAnswer Decided(ClinicalEvent one, EventAnswer answer) =>
        answer == EventAnswer.Yes && !one.Decides ? EventAnswer.Open : answer;

    private static EventTiming OfStay(ClinicalEvent one, DayInterval period, EventTiming timing) =>
        one.Stay is { } stay && !PeriproceduralComplications.Touches(stay, period) ? EventTiming.Outside : timing;
}
