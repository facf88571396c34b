using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>What holds for every patient, not only for the examples.</summary>
public sealed class CoreLaws
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    private static readonly Gen<string> s_villaltaGrades = Gen.Elements('0', '1', '2', '3')
        .ArrayOf(11)
        .Select(grades => new string(grades));

    private static readonly Gen<string> s_partialGrades = Gen.Elements('0', '1', '2', '3', '.')
        .ArrayOf(11)
        .Select(grades => new string(grades));

    private static readonly Gen<SegmentEvent> s_event =
        from day in Gen.Choose(0, 900)
        from part in Gen.Elements(VeinSegment.Iliac, VeinSegment.CommonIliac, VeinSegment.ExternalIliac)
        from seen in Gen.Elements(true, true, false)
        from status in Gen.Elements(Enum.GetValues<VeinStatus>())
        from kind in Gen.Elements(
            InterventionKind.Thrombectomy,
            InterventionKind.Thrombolysis,
            InterventionKind.Angioplasty,
            InterventionKind.StentPlacement
        )
        from result in Gen.Elements(Enum.GetValues<InterventionResult>())
        from planned in Gen.Elements(false, false, true)
        select seen
            ? (SegmentEvent)new SegmentEvent.Seen(day / 10 * 10, part, status, new("Observation/x"))
            : new SegmentEvent.Treated(day / 10 * 10, [part], kind, result, planned, new("Procedure/x"));

    internal static readonly Gen<SegmentEvent[]> Histories = s_event.ArrayOf().Resize(12);

    [Fact]
    public void A_total_is_the_sum_of_its_items() =>
        Prop.ForAll(
                s_villaltaGrades.ToArbitrary(),
                grades =>
                    Villalta.Score(Some.Leg(grades), s_protocol) is VillaltaResult.Scored scored
                    && scored.Total == grades.Sum(grade => grade - '0')
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Raising_a_grade_never_lowers_total_or_severity() =>
        Prop.ForAll(
                s_villaltaGrades.ToArbitrary(),
                Gen.Choose(0, 10).ToArbitrary(),
                Gen.Elements(UlcerRule.CategoryOnly, UlcerRule.AtLeast15).ToArbitrary(),
                (grades, item, rule) =>
                {
                    var raised = grades[..item] + (char)Math.Min('3', grades[item] + 1) + grades[(item + 1)..];
                    var protocol = s_protocol with { UlcerRule = rule };
                    return new[] { true, false }.All(ulcer =>
                        Villalta.Score(Some.Leg(grades, ulcer), protocol) is VillaltaResult.Scored low
                        && Villalta.Score(Some.Leg(raised, ulcer), protocol) is VillaltaResult.Scored high
                        && high.Total >= low.Total
                        && high.Severity >= low.Severity
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_15_for_an_ulcer_is_the_one_rule_that_a_higher_grade_can_lower()
    {
        var protocol = s_protocol with { UlcerRule = UlcerRule.Add15 };
        Assert.Equal(new VillaltaResult.Scored(29, PtsSeverity.Severe), Villalta.Score(Some.Leg(14, ulcer: true), protocol));
        Assert.Equal(new VillaltaResult.Scored(15, PtsSeverity.Severe), Villalta.Score(Some.Leg(15, ulcer: true), protocol));
    }

    [Fact]
    public void A_missing_item_is_never_a_zero() =>
        Prop.ForAll(
                s_partialGrades.ToArbitrary(),
                grades => Villalta.Score(Some.Leg(grades), s_protocol) is VillaltaResult.NotScorable == grades.Contains('.')
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Pts_decided_with_missing_items_is_what_every_completion_would_say() =>
        Prop.ForAll(
                s_partialGrades.ToArbitrary(),
                Gen.Elements<bool?>(true, false, null).ToArbitrary(),
                (grades, ulcer) =>
                {
                    if (PostThromboticSyndrome.Decide(Some.Leg(grades, ulcer)) is not PtsResult.Decided decided)
                        return true;
                    var completions = new[] { '0', '3' }.SelectMany(filler =>
                        new[] { true, false }.Select(known =>
                            PostThromboticSyndrome.Decide(Some.Leg(grades.Replace('.', filler), ulcer ?? known))
                        )
                    );
                    return completions.All(completion => completion is PtsResult.Decided whole && whole.Yes == decided.Yes);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_one_segment_primary_patency_ends_first_and_secondary_last() =>
        Prop.ForAll(
                Histories.ToArbitrary(),
                history =>
                {
                    if (Patency.Of(history, s_protocol) is not { } times)
                        return true;
                    var (primary, assisted, secondary) = (times.Primary, times.Assisted, times.Secondary);
                    return primary.Days <= assisted.Days
                        && assisted.Days <= secondary.Days
                        && (primary.Lost || !assisted.Lost)
                        && (assisted.Lost || !secondary.Lost)
                        && secondary.Days <= times.LastSeen;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_a_segmentHistories_never_matters() =>
        Prop.ForAll(
                Histories.ToArbitrary(),
                history =>
                {
                    var (one, other) = (Patency.Of(history, s_protocol), Patency.Of(history.Reverse(), s_protocol));
                    return (one?.Primary, one?.Assisted, one?.Secondary) == (other?.Primary, other?.Assisted, other?.Secondary)
                        && (one?.Issues ?? []).SequenceEqual(other?.Issues ?? []);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>With everybody followed to the end the curves keep the order of the single times.</summary>
    [Fact]
    public void Where_nobody_is_censored_early_the_three_curves_keep_their_order() =>
        Prop.ForAll(
                Histories.ArrayOf().Resize(15).ToArbitrary(),
                cohort =>
                {
                    var all = cohort
                        .Select(history =>
                            Patency.Of(
                                history.Append(
                                    new SegmentEvent.Seen(1000, VeinSegment.Iliac, VeinStatus.PartialThrombus, new("Observation/end"))
                                ),
                                s_protocol
                            )!
                        )
                        .ToList();
                    var (primary, assisted, secondary) = (
                        Curve(all, Instrument.PrimaryPatency),
                        Curve(all, Instrument.AssistedPrimaryPatency),
                        Curve(all, Instrument.SecondaryPatency)
                    );
                    return Enumerable
                        .Range(0, 101)
                        .Select(step => step * 10.0)
                        .All(day => At(primary, day) <= At(assisted, day) + 1e-12 && At(assisted, day) <= At(secondary, day) + 1e-12);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Early_censoring_can_turn_the_order_of_estimated_curves_although_no_segment_does()
    {
        // Primary patency of the first segment ends at 10 among 100 at risk; its assisted patency ends at 50, when only two are left.
        ImmutableArray<string> histories = ["10 stenosed; 50 occluded", "100 patent", .. Enumerable.Repeat("20 patent", 98)];
        var all = histories.Select(history => Patency.Of(PatencyTests.History(history), s_protocol)!).ToList();
        Assert.Equal(0.99, At(Curve(all, Instrument.PrimaryPatency), 60), 1e-12);
        Assert.Equal(0.5, At(Curve(all, Instrument.AssistedPrimaryPatency), 60), 1e-12);
    }

    [Fact]
    public void The_order_of_a_patients_facts_never_matters() =>
        Prop.ForAll(
                Gen.Choose(0, 35).ToArbitrary(),
                Gen.Choose(1, 10_000).ToArbitrary(),
                (number, seed) =>
                {
                    var facts = SyntheticCohort.Patients().ElementAt(number);
                    var shuffled = facts with
                    {
                        Interventions = Shuffled(facts.Interventions, seed),
                        Findings = Shuffled(facts.Findings, seed),
                        FilterFindings = Shuffled(Found, seed),
                        Thrombus = Shuffled(Imaged, seed),
                        Complications = Shuffled(Complicated, seed),
                        Villalta = Shuffled(facts.Villalta.Add(Some.Leg(7, day: 366)).Add(Some.Leg(2, day: 364)), seed),
                    };
                    var sorted = shuffled with
                    {
                        Villalta = [.. shuffled.Villalta.OrderBy(leg => leg.Day)],
                        Interventions = facts.Interventions,
                        Findings = facts.Findings,
                        FilterFindings = Found,
                        Thrombus = Imaged,
                        Complications = Complicated,
                    };
                    return Text(StudyScorer.Score(shuffled, s_protocol)) == Text(StudyScorer.Score(sorted, s_protocol));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_outcome_has_sorted_distinct_sources_and_the_set_is_sorted_by_its_key()
    {
        foreach (var patient in SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, s_protocol)))
        {
            Assert.All(patient.Outcomes, outcome => Assert.NotEmpty(outcome.Sources));
            Assert.All(patient.Outcomes, outcome => Assert.Equal(outcome.Sources.Distinct().Order(), outcome.Sources));
            Assert.Equal(patient.Outcomes.Length, patient.Outcomes.Select(outcome => outcome.Key).Distinct().Count());
            Assert.Equal(
                patient.Outcomes.OrderBy(outcome => outcome.Key.Instrument).ThenBy(outcome => outcome.Key.Location),
                patient.Outcomes
            );
        }
    }

    private static readonly ImmutableArray<FilterFinding> Found =
    [
        .. new[] { 14m, -16m, 16m, 3m }.Select(
            (degrees, place) =>
                new FilterFinding.Tilt(
                    new($"Observation/tilt-{place}"),
                    new(new(2015, 1, 1), new(2025, 1, 1 + place)),
                    ImagingModality.Unstated,
                    degrees
                )
        ),
        new FilterFinding.Thrombus(
            new("Observation/clot"),
            DayInterval.On(new(2024, 1, 1)),
            ImagingModality.Duplex,
            CavalThrombusExtent.Occlusive
        ),
    ];

    private static readonly ImmutableArray<ThrombusExtent> Imaged =
    [
        .. new[] { 3, 2, 2, 1 }.Select(
            (score, place) =>
                new ThrombusExtent(
                    new($"Observation/t-{place}"),
                    VeinSite.Ivc,
                    Some.Day(place - 2),
                    score,
                    place % 2 == 0 ? ImagingPhase.BeforeTreatment : ImagingPhase.AfterTreatment,
                    ImagingModality.Unstated
                )
        ),
    ];

    private static readonly ImmutableArray<Complication> Complicated =
    [
        .. new[] { "B", "D", "D", "A" }.Select(
            (grade, place) =>
                new Complication(
                    new($"Observation/c-{place}"),
                    (ComplicationKind)(3 - place),
                    Some.Day(place),
                    new(ComplicationScale.Sir2003, grade)
                )
        ),
    ];

    private static KaplanMeierCurve Curve(IEnumerable<PatencyTimes> times, Instrument instrument) =>
        KaplanMeier.Fit(times.Select(one => one.Of(instrument)).Select(time => new SurvivalTime(time.Days, time.Lost)));

    private static double At(KaplanMeierCurve curve, double day) => curve.At(day)?.Survival ?? 1;

    private static ImmutableArray<T> Shuffled<T>(ImmutableArray<T> items, int seed) =>
        [
            .. items
                .Select((item, place) => (item, rank: (place + 1) * seed * 7919 % 101))
                .OrderBy(pair => pair.rank)
                .Select(pair => pair.item),
        ];

    private static string Text(PatientOutcomes patient) =>
        string.Join(
            '\n',
            patient.Outcomes.Select(outcome => $"{outcome.Key} {outcome.Value} {outcome.Inclusion} {string.Join(' ', outcome.Sources)}")
        );
}
