using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>
/// Laws of the instruments: what is decided holds for every completion, what is open is open, and more complaints are never fewer.
/// </summary>
public sealed class ScoreLaws
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    // Mostly zeros and gaps, so that sums lie about the cut-off.
    private static readonly Gen<string> s_partial = Gen.Elements('0', '0', '0', '0', '1', '1', '3', '.')
        .ArrayOf(11)
        .Select(grades => new string(grades));

    private static readonly Gen<bool?> s_ulcer = Gen.Elements<bool?>(false, false, false, true, null);

    private static readonly Gen<Visit> s_visit =
        from day in Gen.Choose(0, 8)
        from grades in s_partial
        from ulcer in s_ulcer
        select new Visit(90 + 45 * day, grades, ulcer);

    private static readonly Gen<Visit[]> s_visits = Gen.Choose(1, 4)
        .SelectMany(count => s_visit.ArrayOf(count))
        .Select(visits => visits.DistinctBy(visit => visit.Day).ToArray());

    private static readonly Gen<string> s_vcss =
        from ulcer in Gen.Elements("000", "111", "213", "333")
        from others in Gen.Elements('0', '1', '2', '3').ArrayOf(7).Select(grades => new string(grades))
        select others[..6] + ulcer + others[6..];

    [Fact]
    public void Pts_that_is_decided_is_what_every_completion_says_and_its_class_too() =>
        Prop.ForAll(
                s_partial.ToArbitrary(),
                s_ulcer.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (grades, ulcer, seed) =>
                {
                    var whole = Assert.IsType<PtsResult.Decided>(Decide(new Visit(365, grades, ulcer).Completed(new Random(seed))));
                    return Decide(new(365, grades, ulcer)) is not PtsResult.Decided decided
                        || (
                            whole.Yes == decided.Yes
                            && (decided.AtLeast ? whole.Severity >= decided.Severity : whole.Severity == decided.Severity)
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Pts_that_is_open_could_be_either() =>
        Prop.ForAll(
                s_partial.ToArbitrary(),
                s_ulcer.ToArbitrary(),
                (grades, ulcer) =>
                {
                    var visit = new Visit(365, grades, ulcer);
                    return Decide(visit) is not PtsResult.Undecided undecided
                        || (
                            !undecided.Missing.IsEmpty
                            && Decide(visit with { Grades = grades.Replace('.', '0'), Ulcer = ulcer ?? false })
                                is PtsResult.Decided { Yes: false }
                            && Decide(visit with { Grades = grades.Replace('.', '3'), Ulcer = ulcer ?? true })
                                is PtsResult.Decided { Yes: true }
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Pts_by_two_visits_that_is_decided_is_what_every_completion_says_and_its_class_too() =>
        Prop.ForAll(
                s_visits.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (visits, seed) =>
                {
                    var random = new Random(seed);
                    var whole = Assert.IsType<PtsResult.Decided>(ByTwo(visits.Select(visit => visit.Completed(random))));
                    return ByTwo(visits) is not PtsResult.Decided decided
                        || (
                            whole.Yes == decided.Yes
                            && (decided.AtLeast ? whole.Severity >= decided.Severity : whole.Severity == decided.Severity)
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Pts_by_two_visits_that_is_open_could_be_either() =>
        Prop.ForAll(
                s_visits.ToArbitrary(),
                visits =>
                    ByTwo(visits) is not PtsResult.Undecided undecided
                    || (
                        !undecided.Missing.IsEmpty
                        && ByTwo(
                            visits.Select(visit => visit with { Grades = visit.Grades.Replace('.', '0'), Ulcer = visit.Ulcer ?? false })
                        )
                            is PtsResult.Decided { Yes: false }
                        && ByTwo(
                            visits.Select(visit => visit with { Grades = visit.Grades.Replace('.', '3'), Ulcer = visit.Ulcer ?? true })
                        )
                            is PtsResult.Decided { Yes: true }
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Pts_by_two_visits_does_not_depend_on_the_order_of_the_visits() =>
        Prop.ForAll(s_visits.ToArbitrary(), visits => Text(ByTwo(visits)) == Text(ByTwo(visits.Reverse()))).QuickCheckThrowOnFailure();

    [Fact]
    public void Raising_a_grade_never_takes_a_diagnosis_away() =>
        Prop.ForAll(
                s_visits.ToArbitrary(),
                Gen.Choose(0, 3).ToArbitrary(),
                Gen.Choose(0, 10).ToArbitrary(),
                (visits, place, item) =>
                {
                    var worse = visits.Select((visit, number) => number == place % visits.Length ? visit.Raised(item) : visit).ToArray();
                    return visits
                            .Zip(worse)
                            .All(pair =>
                                Decide(pair.First) is not PtsResult.Decided { Yes: true }
                                || Decide(pair.Second) is PtsResult.Decided { Yes: true }
                            ) && (ByTwo(visits) is not PtsResult.Decided { Yes: true } || ByTwo(worse) is PtsResult.Decided { Yes: true });
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Two_visits_never_say_yes_where_no_single_visit_does() =>
        Prop.ForAll(
                s_visits.ToArbitrary(),
                visits =>
                    ByTwo(visits) is not PtsResult.Decided { Yes: true }
                    || visits.Any(visit => Decide(visit) is PtsResult.Decided { Yes: true })
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_VCSS_total_is_the_sum_of_its_ten_attributes_and_the_other_of_nine() =>
        Prop.ForAll(
                s_vcss.ToArbitrary(),
                grades =>
                    Vcss.Score(Some.VcssLeg(grades))
                    == new VcssResult.Scored(grades.Sum(grade => grade - '0'), grades[..9].Sum(grade => grade - '0'))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Raising_an_attribute_never_lowers_a_VCSS_total() =>
        Prop.ForAll(
                s_vcss.ToArbitrary(),
                Gen.Elements(0, 1, 2, 3, 4, 5, 9).ToArbitrary(),
                (grades, item) =>
                    Vcss.Score(Some.VcssLeg(grades)) is VcssResult.Scored low
                    && Vcss.Score(Some.VcssLeg(grades[..item] + (char)Math.Min('3', grades[item] + 1) + grades[(item + 1)..]))
                        is VcssResult.Scored high
                    && high.Total >= low.Total
                    && high.WithoutCompression >= low.WithoutCompression
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_missing_attribute_is_never_a_zero_and_its_bounds_hold_every_completion() =>
        Prop.ForAll(
                s_vcss.ToArbitrary(),
                Gen.Choose(0, 9).ToArbitrary(),
                (grades, item) =>
                    Vcss.Score(Some.VcssLeg(grades[..item] + '.' + grades[(item + 1)..])) is VcssResult.NotScorable missing
                    && missing.Missing.Length == 1
                    && Vcss.Score(Some.VcssLeg(grades)) is VcssResult.Scored whole
                    && missing.LowerBound <= whole.Total
                    && whole.Total <= missing.UpperBound
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ulcer_attributes_are_all_zero_or_none_is()
    {
        foreach (
            var (number, duration, size) in from n in Enumerable.Range(0, 4)
            from d in Enumerable.Range(0, 4)
            from s in Enumerable.Range(0, 4)
            select (n, d, s)
        )
        {
            var consistent = (number > 0) == (duration > 0) && (duration > 0) == (size > 0);
            Assert.Equal(
                consistent,
                Vcss.Score(Some.VcssLeg(FormattableString.Invariant($"000000{number}{duration}{size}0"))) is VcssResult.Scored
            );
        }
    }

    [Fact]
    public void Restenosis_bears_on_primary_patency_alone_and_only_shortens_it() =>
        Prop.ForAll(
                CoreLaws.Histories.ToArbitrary(),
                history =>
                {
                    var (counted, not) = (
                        Patency.Of(history, s_protocol),
                        Patency.Of(history, s_protocol with { RestenosisEndsPrimaryPatency = false })
                    );
                    return (counted is null && not is null)
                        || (
                            counted!.Primary.Days <= not!.Primary.Days
                            && (counted.Primary.Lost || !not.Primary.Lost)
                            && (counted.Assisted, counted.Secondary) == (not.Assisted, not.Secondary)
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_planned_stage_is_never_a_loss() =>
        Prop.ForAll(
                CoreLaws.Histories.ToArbitrary(),
                Gen.Choose(1, 900).ToArbitrary(),
                (history, day) =>
                {
                    var staged = history.Append(
                        new SegmentEvent.Treated(
                            day,
                            [VeinSegment.Iliac],
                            InterventionKind.Thrombolysis,
                            InterventionResult.Completed,
                            Planned: true,
                            new("Procedure/stage")
                        )
                    );
                    var (without, with) = (Patency.Of(history, s_protocol), Patency.Of(staged, s_protocol));
                    return with is null || without is null || !with.Primary.Lost || without.Primary.Lost;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Among_whoever_is_still_seen_the_open_are_never_more_by_primary_than_by_assisted_nor_by_assisted_than_by_secondary() =>
        Prop.ForAll(
                CoreLaws.Histories.ArrayOf().Resize(20).ToArbitrary(),
                Gen.Choose(0, 900).ToArbitrary(),
                (cohort, day) =>
                {
                    var seen = cohort
                        .Select(history => Patency.Of(history, s_protocol))
                        .OfType<PatencyTimes>()
                        .Where(times => times.LastSeen >= day)
                        .ToList();
                    int Open(Func<PatencyTimes, OutcomeValue.TimeToLoss> patency) =>
                        seen.Count(times => patency(times) is var time && (!time.Lost || time.Days > day));
                    return Open(times => times.Primary) <= Open(times => times.Assisted)
                        && Open(times => times.Assisted) <= Open(times => times.Secondary);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Duration_and_success_do_not_depend_on_the_order_of_the_records() =>
        Prop.ForAll(
                s_sitting.ToArbitrary(),
                sitting =>
                    Text(ProcedureDuration.Of(sitting, s_protocol)) == Text(ProcedureDuration.Of(sitting.Reverse(), s_protocol))
                    && TechnicalSuccess.Of(sitting, s_protocol) == TechnicalSuccess.Of([.. sitting.Reverse()], s_protocol)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_duration_is_at_least_that_of_its_longest_record_and_above_zero() =>
        Prop.ForAll(
                s_sitting.ToArbitrary(),
                sitting =>
                    ProcedureDuration.Of(sitting, s_protocol) is not DurationResult.Measured measured
                    || (
                        measured.Minutes > 0
                        && sitting
                            .Where(one => measured.Sources.Contains(one.Source))
                            .All(one =>
                                one.Performed.End is not { } end
                                || (decimal)(end - one.Performed.Start!.Value).TotalMinutes <= measured.Minutes
                            )
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_completed_record_never_turns_success_into_failure() =>
        Prop.ForAll(
                s_sitting.ToArbitrary(),
                Gen.Elements(Enum.GetValues<InterventionKind>()).ToArbitrary(),
                (sitting, kind) =>
                    !TechnicalSuccess.Of(sitting, s_protocol)
                    || TechnicalSuccess.Of([.. sitting, Some.Intervention(kind, id: "more")], s_protocol)
            )
            .QuickCheckThrowOnFailure();

    private static readonly Gen<Intervention[]> s_sitting = (
        from kind in Gen.Elements(
            InterventionKind.Thrombectomy,
            InterventionKind.Thrombolysis,
            InterventionKind.FilterPlacement,
            InterventionKind.StentPlacement
        )
        from start in Gen.Choose(0, 20)
        from length in Gen.Choose(-1, 20)
        from result in Gen.Elements(Enum.GetValues<InterventionResult>())
        from id in Gen.Choose(1, 1000)
        select Some.Intervention(
            kind,
            0,
            Clock(start),
            length < 0 ? "" : Clock(start + length),
            result,
            id: FormattableString.Invariant($"{id}-{start}-{length}")
        )
    )
        .ArrayOf()
        .Resize(6);

    private static string Clock(int tens) =>
        new TimeOnly(8, 0).AddMinutes(10 * tens).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static PtsResult Decide(Visit visit) => PostThromboticSyndrome.Decide(visit.Leg);

    private static PtsResult ByTwo(IEnumerable<Visit> visits) =>
        PtsTwoVisits.Decide([.. visits.Select(visit => new LegVisit(visit.Day, visit.Day, visit.Leg))], s_protocol.PtsVisitsApartDays);

    private static string Text(PtsResult result) =>
        result is PtsResult.Undecided undecided ? string.Join(' ', undecided.Missing) : result.ToString();

    private static string Text(DurationResult result) =>
        result switch
        {
            DurationResult.Measured measured => FormattableString.Invariant(
                $"{measured.Minutes} {string.Join(' ', measured.Sources.Order())}"
            ),
            DurationResult.NotMeasured missing => string.Join(' ', missing.Missing),
            _ => "",
        };

    private sealed record Visit(int Day, string Grades, bool? Ulcer)
    {
        public VillaltaAssessment Leg => Some.Leg(Grades, Ulcer, day: Day);

        public Visit Completed(Random random) =>
            this with
            {
                Grades = string.Concat(Grades.Select(grade => grade == '.' ? (char)('0' + random.Next(4)) : grade)),
                Ulcer = Ulcer ?? random.Next(3) == 0,
            };

        /// <summary>A recorded item one grade worse; a missing one stays missing.</summary>
        public Visit Raised(int item) =>
            this with
            {
                Grades = Grades[..item] + (Grades[item] is '.' or '3' ? Grades[item] : (char)(Grades[item] + 1)) + Grades[(item + 1)..],
            };
    }
}
