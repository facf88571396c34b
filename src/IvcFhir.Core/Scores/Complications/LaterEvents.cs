using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What happened to the patient after the index treatment: recurrent deep vein thrombosis, pulmonary embolism, death.</summary>
/// <remarks>
/// History of death: 2 — of a patient whose vital status nobody knows, the Patient being absent or unreadable, no answer; before, alive
/// when last seen. 1 — first version. History of the others: 4 — what is not understood may be an event, as may an embolism of the stay of
/// the treatment of which nobody says that it was brought along, and what a later stay was for; a thrombosis of the cava is one like any
/// other; before, they were none. 3 — adverse events and conclusions of reports are events of their day: they were left open, or not read;
/// a thrombosis whose side is not stated may be what remained in the treated leg. 2 — a chronic thrombosis is no event, whatever its date;
/// a diagnosis without onset that was written down after the treatment, and one that is unconfirmed, leave the question open, as does one
/// of the treated leg that no image showed open between; before, the one was an event and the others were none. 1 — first version. Project
/// rules, since no source seen defines the event: an event is a thrombosis or embolism with an onset after the day on which the index
/// treatment ended; one of that day or before it led to the treatment or belongs to it. A diagnosis without onset may be an old one that
/// was recorded late and is no event. Without an event the patient is observed up to the last day on which anything was recorded, at most
/// to death.
/// </remarks>
internal static class LaterEvents
{
    public const string DvtRule = "recurrent-dvt/4";
    public const string EmbolismRule = "pulmonary-embolism/4";
    public const string DeathRule = "death/2";

    public static void Add(OutcomeSheet sheet)
    {
        AddEvent(
            sheet,
            Instrument.RecurrentDvt,
            DvtRule,
            EventTopic.DeepVeinThrombosis,
            [.. Onsets(sheet.Facts, DiagnosisKind.DeepVeinThrombosis), .. Onsets(sheet.Facts, DiagnosisKind.IvcThrombosis)],
            OfTheTreatedVeins(sheet)
        );
        AddEvent(
            sheet,
            Instrument.PulmonaryEmbolism,
            EmbolismRule,
            EventTopic.PulmonaryEmbolism,
            [
                .. Onsets(sheet.Facts, DiagnosisKind.PulmonaryEmbolism),
                .. sheet
                    .Facts.Complications.Where(one => one.Kind == ComplicationKind.PulmonaryEmbolism)
                    .Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            ],
            []
        );
        AddDeath(sheet);
    }

    private static IEnumerable<Sourced<DayInterval>> Onsets(PatientFacts facts, DiagnosisKind kind) =>
        facts
            .Diagnoses.Where(diagnosis => diagnosis.Kind == kind && !diagnosis.IsChronic && diagnosis.Onset is not null)
            .Select(diagnosis => new Sourced<DayInterval>(diagnosis.Onset!.Value, diagnosis.Source));

    private static void AddEvent(
        OutcomeSheet sheet,
        Instrument instrument,
        string rule,
        EventTopic topic,
        ImmutableArray<Sourced<DayInterval>> onsets,
        ImmutableHashSet<SourceRef> unproven
    )
    {
        if (sheet.Index.LastDay is not { } dayZero)
        {
            if (sheet.Needs(instrument))
                Answer(sheet, instrument, rule, new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, []);
            return;
        }

        // An adverse event, or what a report concludes, is one of its day; of which leg a thrombosis is, it does not say.
        var reported = sheet
            .Facts.Events.Where(one => one.Topic == topic && one is { IsOfItsDay: true, Decides: true, Onset: not null })
            .Select(one => new Sourced<DayInterval>(one.Onset!.Value, one.Source))
            .ToList();
        if (topic == EventTopic.DeepVeinThrombosis)
            unproven = unproven.Union(reported.Select(one => one.Source));
        var later = onsets
            .Concat(reported)
            .Where(onset => onset.Value.Last > dayZero)
            .OrderBy(onset => onset.Value)
            .ThenBy(onset => onset.Source)
            .ToList();
        var first = later.Where(onset => onset.Value.IsExact).Select(onset => (DayInterval?)onset.Value).Min();
        // What surely began after a known event is not the first.
        ImmutableArray<ClinicalEvent> unclear =
        [
            .. Unclear(sheet, instrument, topic, dayZero, [.. onsets.Concat(reported).Select(onset => onset.Source)])
                .Where(one => !(one.Onset?.First > first?.First)),
        ];
        // What may be anything opens the question, and does not put it.
        if (later.Count == 0 && unclear.All(one => one.Topic == EventTopic.Unstated) && !sheet.Needs(instrument))
            return;
        if (!unclear.IsEmpty)
        {
            sheet.Issues.AddRange(unclear.Select(one => new DataIssue(IssueCode.EventUnclear, one.Source, one.Element)));
            // An event without a day may have been the day after the treatment; one that is known to have happened is the latest that the
            // first can have been.
            var since = unclear.Min(one => one.Onset is { } onset ? DaysAfter(onset.First, dayZero) : 1);
            AnswerOpen(
                sheet,
                instrument,
                rule,
                [.. unclear.Select(one => one.Source)],
                new(since, DaysAfter((first ?? ObservedUntil(sheet.Facts, dayZero).Value).First, dayZero))
                {
                    LostBy = first is { } known ? DaysAfter(known.First, dayZero) : null,
                }
            );
            return;
        }

        if (first is { } earliest && later.Where(onset => onset.Value == earliest).All(onset => unproven.Contains(onset.Source)))
        {
            ImmutableArray<SourceRef> sources = [.. later.Select(onset => onset.Source)];
            sheet.Issues.AddRange(
                later
                    .Where(onset => onset.Value == earliest)
                    .Select(onset => new DataIssue(IssueCode.EventUnclear, onset.Source, "Condition.code"))
            );
            AnswerOpen(
                sheet,
                instrument,
                rule,
                sources,
                new(DaysAfter(earliest.First, dayZero), DaysAfter(ObservedUntil(sheet.Facts, dayZero).Value.First, dayZero))
            );
            return;
        }

        // A partial date is no obstacle when it surely lies after an event that is known.
        var mayBeFirst = later.Exists(onset => !onset.Value.IsExact && !(onset.Value.First > first?.First));
        var end = ObservedUntil(sheet.Facts, dayZero);
        OutcomeValue value =
            mayBeFirst ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : first is { } day ? new OutcomeValue.TimeToEvent(day.First.DayNumber - dayZero.DayNumber, Happened: true)
            : new OutcomeValue.TimeToEvent(end.Value.First.DayNumber - dayZero.DayNumber, Happened: false);
        Answer(
            sheet,
            instrument,
            rule,
            value,
            mayBeFirst ? null : first ?? end.Value,
            later.Count > 0 ? [.. later.Select(onset => onset.Source)]
                : end.Source is { } source ? [source]
                : []
        );
    }

    /// <summary>
    /// Thromboses after the treatment of a leg that was thrombosed at it, with no image between that showed a vein of that leg open: they
    /// may be what remained. Of another leg, or after such an image, or where its code says that it came again, a thrombosis is new.
    /// </summary>
    private static ImmutableHashSet<SourceRef> OfTheTreatedVeins(OutcomeSheet sheet)
    {
        if (sheet.Index.LastDay is not { } dayZero || !sheet.Protocol.EventsOpen.Contains(Instrument.RecurrentDvt))
            return [];
        return
        [
            .. sheet
                .Facts.Diagnoses.Where(one =>
                    one is { Kind: DiagnosisKind.DeepVeinThrombosis, Onset: not null, IsRecurrence: false, IsChronic: false }
                    && one.Onset.Value.First > dayZero
                    && (
                        one.Side.IsKnown()
                            ? MayBeWhatRemained(one.Side, one.Onset.Value.First)
                            : MayBeWhatRemained(Side.Left, one.Onset.Value.First) || MayBeWhatRemained(Side.Right, one.Onset.Value.First)
                    )
                )
                .Select(one => one.Source),
            .. sheet
                .Facts.Diagnoses.Where(one =>
                    one is { Kind: DiagnosisKind.IvcThrombosis, Onset: not null, IsChronic: false }
                    && one.Onset.Value.First > dayZero
                    && !WasCavaSeenOpen(one.Onset.Value.First)
                )
                .Select(one => one.Source),
        ];

        bool WasCavaSeenOpen(DateOnly onset) =>
            sheet.Facts.Findings.Any(image =>
                image.Site == VeinSite.Ivc && image.Status != VeinStatus.Occluded && image.Day.First > dayZero && image.Day.Last < onset
            );

        bool MayBeWhatRemained(Side leg, DateOnly onset) =>
            AffectedLegs.IsAffected(sheet.Facts, sheet.Index, leg, DayInterval.On(dayZero)) && !WasSeenOpen(leg, onset);

        bool WasSeenOpen(Side leg, DateOnly onset) =>
            sheet.Facts.Findings.Any(image =>
                image.Site.Side == leg && image.Status != VeinStatus.Occluded && image.Day.First > dayZero && image.Day.Last < onset
            );
    }

    /// <summary>What may be an event after the treatment and does not say when it began, or is not confirmed.</summary>
    private static ImmutableArray<ClinicalEvent> Unclear(
        OutcomeSheet sheet,
        Instrument instrument,
        EventTopic topic,
        DateOnly dayZero,
        ImmutableHashSet<SourceRef> dated
    ) =>
        !sheet.Protocol.EventsOpen.Contains(instrument)
            ? []
            :
            [
                .. sheet
                    .Facts.Events.Where(one =>
                        (one.Topic == topic || (one.Topic == EventTopic.Unstated && one.Effect != EventEffect.None))
                        // What was there when a later stay began need not have been there before the treatment.
                        && !(one.KnownBefore && !(one.Stay?.First > dayZero))
                        && !(one.ThereBy <= dayZero)
                        && !one.OnProblemList
                        && !dated.Contains(one.Source)
                        && !IsOfTheTimeBefore(one, sheet.Index.EarliestDay, dayZero)
                        && !IsOfTheStay(one, dayZero)
                    )
                    .OrderBy(one => one.Source),
            ];

    /// <summary>
    /// Begun, or written down, by the day on which the treatment ended, or of a stay that had ended before it. What is said to have arisen
    /// with an act or in a stay may have arisen later on the days of the treatment.
    /// </summary>
    private static bool IsOfTheTimeBefore(ClinicalEvent one, DateOnly begun, DateOnly dayZero) =>
        (one.Onset is null && one.Stay?.Last < begun)
        || ((one.Onset ?? one.Recorded) is { } day && day.Last <= dayZero && !(one.KnownAfter && day.Last >= begun));

    /// <summary>
    /// Of the stay of the treatment and without an onset: the thrombosis that was treated, or whatever was not understood. What is said to
    /// have arisen there may have arisen after the treatment, and so may an embolism of which nobody says that it was brought along.
    /// </summary>
    private static bool IsOfTheStay(ClinicalEvent one, DateOnly dayZero) =>
        one is { Onset: null, KnownAfter: false } && one.Stay?.First <= dayZero && one.Topic != EventTopic.PulmonaryEmbolism;

    private static void AddDeath(OutcomeSheet sheet)
    {
        var death = sheet.Facts.Death;
        if (death is null && sheet.Facts.VitalStatusUnknown)
        {
            Answer(sheet, Instrument.Death, DeathRule, new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["death"]), null, []);
            return;
        }
        if (death is null && !sheet.Needs(Instrument.Death))
            return;
        var (value, day, source) = (death, sheet.Index.LastDay) switch
        {
            (_, null) or ({ Value.IsExact: false }, _) => (
                new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []),
                death?.Value,
                death?.Source
            ), // dead, with no day to count to
            ({ } died, { } dayZero) when died.Value.First < dayZero => (
                new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, ["death"]),
                died.Value,
                died.Source
            ),
            ({ } died, { } dayZero) => (
                (OutcomeValue)new OutcomeValue.TimeToEvent(died.Value.First.DayNumber - dayZero.DayNumber, Happened: true),
                died.Value,
                died.Source
            ),
            (null, { } dayZero) => Alive(ObservedUntil(sheet.Facts, dayZero), dayZero),
        };
        Answer(sheet, Instrument.Death, DeathRule, value, day, source is { } known ? [known] : []);
    }

    private static (OutcomeValue, DayInterval?, SourceRef?) Alive((DayInterval Value, SourceRef? Source) end, DateOnly dayZero) =>
        (new OutcomeValue.TimeToEvent(end.Value.First.DayNumber - dayZero.DayNumber, Happened: false), end.Value, end.Source);

    private static int DaysAfter(DateOnly day, DateOnly dayZero) => Math.Max(0, day.DayNumber - dayZero.DayNumber);

    private static void AnswerOpen(
        OutcomeSheet sheet,
        Instrument instrument,
        string rule,
        ImmutableArray<SourceRef> sources,
        OpenTime between
    ) =>
        sheet.Add(
            new(
                sheet.Key(instrument),
                new OutcomeValue.Unanswered(AbsenceReason.NotUnderstood, ["event"]),
                rule,
                null,
                [],
                [.. sheet.Index.Sources, .. sources],
                sheet.OfAnalysisSet
            )
            {
                OpenTime = between,
            }
        );

    private static void Answer(
        OutcomeSheet sheet,
        Instrument instrument,
        string rule,
        OutcomeValue value,
        DayInterval? day,
        ImmutableArray<SourceRef> sources
    ) => sheet.Add(new(sheet.Key(instrument), value, rule, day, [], [.. sheet.Index.Sources, .. sources], sheet.OfAnalysisSet));

    /// <summary>
    /// The last exact day on which anything was recorded of the patient, from day 0 on and at most to death; its source is null on day 0.
    /// </summary>
    internal static (DayInterval Value, SourceRef? Source) ObservedUntil(PatientFacts facts, DateOnly dayZero)
    {
        var death = facts.Death?.Value.First;
        var last = Recorded(facts)
            .Where(one => one.Value.IsExact && one.Value.First > dayZero && !(one.Value.First > death))
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Source)
            .Select(one => (one.Value, (SourceRef?)one.Source))
            .FirstOrDefault((DayInterval.On(dayZero), null));
        return last;
    }

    internal static IEnumerable<Sourced<DayInterval>> Recorded(PatientFacts facts) =>
        [
            .. facts.Interventions.Select(one => new Sourced<DayInterval>(one.Performed.LastDay, one.Source)),
            .. facts.Findings.Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            .. facts.FilterFindings.Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            .. facts.Villalta.SelectMany(leg =>
                AssessmentSources.Of(leg).Order().Take(1).Select(source => new Sourced<DayInterval>(leg.Day, source))
            ),
            .. facts.Vcss.SelectMany(leg =>
                AssessmentSources.Of(leg).Order().Take(1).Select(source => new Sourced<DayInterval>(leg.Day, source))
            ),
            .. facts.Complications.Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            .. facts.Diagnoses.Where(one => one.Day is not null).Select(one => new Sourced<DayInterval>(one.Day!.Value, one.Source)),
            .. facts.Death is { } died ? [died] : Array.Empty<Sourced<DayInterval>>(),
        ];
}
