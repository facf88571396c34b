using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// What complications of the index treatment come to beside "severe or not": the worst native grade on each scale, and major bleeding by
/// the ISTH. Asked of the same days as severe complications; a scale on which nothing was graded is not asked.
/// </summary>
/// <remarks>
/// Project rule: one grade for each patient and scale, the worst, so that a second complication changes an Observation and adds none; the
/// sources name all that were graded.
/// </remarks>
internal static class ComplicationOutcomes
{
    private static readonly ImmutableArray<(Instrument Instrument, ComplicationScale Scale)> s_scales =
    [
        (Instrument.ComplicationSir2003, ComplicationScale.Sir2003),
        (Instrument.ComplicationSir2017, ComplicationScale.Sir2017),
        (Instrument.ComplicationCirse2017, ComplicationScale.Cirse2017),
    ];

    private static readonly ImmutableArray<BleedingCriterion> s_criteria = [.. Enum.GetValues<BleedingCriterion>()];

    public static void Add(OutcomeSheet sheet)
    {
        var period = sheet.Index is { FirstDay: { } first, LastDay: { } last }
            ? PeriproceduralComplications.Period(first, last, sheet.Protocol)
            : (DayInterval?)null;
        ImmutableArray<Complication> touching =
        [
            .. sheet
                .Facts.Complications.Where(one => period is not { } days || PeriproceduralComplications.Touches(one.Day, days))
                .OrderBy(one => one.Source)
                .ThenBy(one => one.Kind),
        ];
        ImmutableArray<Complication> bleeds = [.. touching.Where(IsBleed)];
        foreach (var (instrument, scale) in s_scales)
            AddGrade(sheet, instrument, [.. touching.Where(one => one.GradeOn(scale) is not null)], scale, period);
        AddMajorBleeding(sheet, bleeds, period, BleedsOf(sheet, bleeds, period));
    }

    private static void AddGrade(
        OutcomeSheet sheet,
        Instrument instrument,
        ImmutableArray<Complication> graded,
        ComplicationScale scale,
        DayInterval? period
    )
    {
        if (graded.IsEmpty)
            return;
        // Letters and digits of every scale rise with severity.
        string GradeOf(Complication one) => one.GradeOn(scale)!.Value.Grade;
        var within = graded
            .Where(one => IsWithin(one, period))
            .OrderByDescending(GradeOf, StringComparer.Ordinal)
            .ThenBy(one => one.Kind)
            .ThenBy(one => one.Day)
            .ToList();
        var worst = within.FirstOrDefault();
        var mayBeWorse = graded.Except(within).Any(one => worst is null || string.CompareOrdinal(GradeOf(one), GradeOf(worst)) > 0);
        OutcomeValue value =
            worst is null || mayBeWorse
                ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
                : new OutcomeValue.Graded(worst.GradeOn(scale)!.Value, worst.Kind);
        sheet.Add(
            new(
                sheet.Key(instrument),
                value,
                ComplicationScales.Rule,
                value is OutcomeValue.Graded ? worst!.Day : null,
                [],
                [.. sheet.Index.Sources, .. graded.Select(one => one.Source)],
                sheet.InclusionIn(sheet.Protocol.ComplicationSet),
                value is OutcomeValue.Graded
                    ? ComplicationScales.IsMajor(worst!.GradeOn(scale)!.Value) == true
                        ? "major"
                        : "minor"
                    : null
            )
        );
    }

    /// <summary>Bleeds by their code alone, and a fall of hemoglobin: what each says of major bleeding.</summary>
    private static ImmutableArray<(SourceRef Source, string Element, EventAnswer Answer)> BleedsOf(
        OutcomeSheet sheet,
        ImmutableArray<Complication> bleeds,
        DayInterval? period
    )
    {
        if (period is not { } days || !sheet.Protocol.EventsOpen.Contains(Instrument.MajorBleeding))
            return [];
        var events = sheet
            .Facts.Events.Where(one => !bleeds.Any(bleed => EventJudgement.IsOne(one, bleed)))
            .Select(one => (one.Topic, one.Source, one.Element, Answer: EventJudgement.MajorBleeding(one, days, sheet.Index.Begun)))
            .Where(one => one.Answer != EventAnswer.None)
            .ToList();
        var fall = HemoglobinFall.Of(sheet.Facts, sheet.Index, days);
        ImmutableArray<SourceRef> fell =
            fall?.GramsPerLitre >= MajorBleeding.HemoglobinFall
            && !bleeds.Any(bleed => bleed.Bleeding?.HemoglobinFallGramsPerLitre is not null)
                ? fall.Value.Sources
                : [];
        // What may be anything opens the question, and does not put it.
        if (
            bleeds.IsEmpty
            && fell.IsEmpty
            && events.TrueForAll(one => one.Topic == EventTopic.Unstated)
            && !sheet.Needs(Instrument.MajorBleeding)
        )
            return [];
        return
        [
            .. events.Select(one => (one.Source, one.Element, one.Answer)),
            .. fell.Select(source => (source, "Observation.value", EventAnswer.Open)),
        ];
    }

    private static void AddMajorBleeding(
        OutcomeSheet sheet,
        ImmutableArray<Complication> bleeds,
        DayInterval? period,
        ImmutableArray<(SourceRef Source, string Element, EventAnswer Answer)> events
    )
    {
        if (bleeds.IsEmpty && events.IsEmpty && !sheet.Needs(Instrument.MajorBleeding))
            return;
        var critical = events.Where(one => one.Answer == EventAnswer.Yes).Select(one => one.Source).ToList();
        var unclear = events.Where(one => one.Answer == EventAnswer.Open).ToList();
        var judged = bleeds.Select(bleed => (Bleed: bleed, Result: MajorBleeding.Judge(DetailsOf(bleed)))).ToList();
        var within = judged.Where(one => IsWithin(one.Bleed, period)).ToList();
        // "No" takes a record that could have told.
        ImmutableArray<SourceRef>? told =
            bleeds.IsEmpty && sheet.Protocol.SevereComplicationNeedsRecord && sheet.Index.LastDay is { } dayZero && period is { } asked
                ? PeriproceduralComplications.Told(sheet.Facts, dayZero, asked)
                : null;
        var undated = judged.Exists(one => !IsWithin(one.Bleed, period) && one.Result is not BleedingResult.NotMajor);
        ImmutableArray<BleedingCriterion> met =
        [
            .. within
                .Select(one => one.Result)
                .OfType<BleedingResult.Major>()
                .SelectMany(one => one.Criteria)
                .Concat(critical.Select(_ => BleedingCriterion.CriticalSite))
                .Distinct()
                .Order(),
        ];
        ImmutableArray<BleedingCriterion> missing =
        [
            .. within.Select(one => one.Result).OfType<BleedingResult.Undecided>().SelectMany(one => one.Missing).Distinct().Order(),
        ];
        OutcomeValue value =
            !met.IsEmpty ? new OutcomeValue.YesNo(true)
            : undated || period is null ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : !missing.IsEmpty ? new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, [.. missing.Select(Code)])
            : unclear.Count > 0 ? new OutcomeValue.Unanswered(AbsenceReason.NotUnderstood, ["event"])
            : told is { IsEmpty: true } ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [PeriproceduralComplications.Record])
            : new OutcomeValue.YesNo(false);
        if (value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood })
            sheet.Issues.AddRange(unclear.Select(one => new DataIssue(IssueCode.EventUnclear, one.Source, one.Element)));
        sheet.Add(
            new(
                sheet.Key(Instrument.MajorBleeding),
                value,
                MajorBleeding.Rule,
                period is { } days ? new DayInterval(days.First, sheet.Index.LatestDay) : null,
                within.Count == 0 && critical.Count == 0
                    ? []
                    :
                    [
                        .. s_criteria.Select(one => new OutcomeItem(
                            Code(one),
                            met.Contains(one) ? 1
                                : within.Count > 0 && within.TrueForAll(bleed => IsDenied(one, DetailsOf(bleed.Bleed))) ? 0
                                : null,
                            null
                        )),
                    ],
                [
                    .. sheet.Index.Sources,
                    .. bleeds.Select(bleed => bleed.Source),
                    .. critical,
                    .. value is OutcomeValue.YesNo { Yes: false } && told is { } record ? record : [],
                    .. value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood } ? unclear.Select(one => one.Source) : [],
                ],
                sheet.InclusionIn(sheet.Protocol.ComplicationSet)
            )
        );
    }

    // Death is a grade of every scale: a bleed that has it was fatal, and one with another was not, whether or not that is said again.
    private static Bleeding DetailsOf(Complication bleed)
    {
        var details = bleed.Bleeding ?? new(null, null, null, null, null);
        var grades = bleed.AllGrades().Where(grade => ComplicationScales.IsMajor(grade) is not null).ToList();
        return grades.Exists(ComplicationScales.IsDeath) ? details with { Fatal = true }
            : grades.Count > 0 ? details with { Fatal = details.Fatal ?? false }
            : details;
    }

    /// <summary>Whether the record of a bleed says that it did not meet a criterion; what it does not say is not known.</summary>
    private static bool IsDenied(BleedingCriterion criterion, Bleeding details) =>
        criterion switch
        {
            BleedingCriterion.Fatal => details.Fatal == false,
            BleedingCriterion.CriticalSite => details.Site is not null,
            BleedingCriterion.HemoglobinFall => details.HemoglobinFallGramsPerLitre is not null || details.Overt == false,
            BleedingCriterion.Transfusion => details.TransfusedUnits is not null || details.Overt == false,
            _ => false,
        };

    private static bool IsBleed(Complication one) =>
        one.Bleeding is not null || one.Kind is ComplicationKind.Bleeding or ComplicationKind.AccessSiteHematoma;

    private static bool IsWithin(Complication one, DayInterval? period) =>
        period is { } days && PeriproceduralComplications.LiesIn(one.Day, days);

    private static string Code(BleedingCriterion criterion) => ItemCode.Hyphenated(criterion.ToString());
}
