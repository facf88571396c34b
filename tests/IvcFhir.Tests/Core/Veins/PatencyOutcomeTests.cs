using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class PatencyOutcomeTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    [Fact]
    public void The_end_of_the_treatment_is_day_0()
    {
        var facts = Some.TreatedPatient() with { Findings = [Some.Finding(100, VeinStatus.Patent)] };
        var infusion = Some.Intervention(
            InterventionKind.Thrombolysis,
            0,
            "10:00",
            "12:00",
            lastDay: 2,
            id: "infusion",
            sites: [VeinSite.Ivc]
        );
        facts = facts with { Interventions = facts.Interventions.Add(infusion) };
        Assert.Equal(
            new OutcomeValue.TimeToLoss(98, false, PatencyReason.LastImaging),
            Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value
        );
    }

    [Fact]
    public void Patency_is_asked_of_the_cava_and_of_each_treated_iliac_vein()
    {
        var facts = Some.TreatedPatient() with
        {
            Findings =
            [
                Some.Finding(200, VeinStatus.Occluded, Some.Iliac(Side.Left)),
                Some.Finding(200, VeinStatus.Occluded, Some.Iliac(Side.Right)),
            ],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["imaging"]),
            Scored.The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value
        );
        var left = Scored.The(outcomes, Instrument.SecondaryPatency, Location.LeftIliac);
        Assert.Equal((new OutcomeValue.TimeToLoss(200, true, PatencyReason.Occlusion), "occlusion"), (left.Value, left.Qualifier));
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Location == Location.RightIliac);
    }

    [Theory]
    [
        InlineData(TechnicalFailureRule.Excluded, Inclusion.NotInAnalysisSet),
        InlineData(TechnicalFailureRule.LossAtTimeZero, Inclusion.Included)
    ]
    public void A_technical_failure_is_excluded_from_patency_or_a_loss_at_time_zero(TechnicalFailureRule rule, Inclusion expected)
    {
        var facts = Some.TreatedPatient();
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        var outcome = Scored.The(
            StudyScorer.Score(facts, s_protocol with { TechnicalFailure = rule }),
            Instrument.PrimaryPatency,
            Location.InferiorVenaCava
        );
        Assert.Equal(new OutcomeValue.TimeToLoss(0, true, PatencyReason.TechnicalFailure), outcome.Value);
        Assert.Equal(expected, outcome.Inclusion);
    }

    [Fact]
    public void A_later_treatment_of_an_unnamed_vein_or_side_is_set_aside_and_reported()
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions =
            [
                .. facts.Interventions,
                Some.Intervention(InterventionKind.Thrombolysis, 300),
                Some.Intervention(InterventionKind.StentPlacement, 310, sites: [Some.Iliac(Side.Unstated)]),
            ],
            Findings =
            [
                Some.Finding(400, VeinStatus.Patent),
                Some.Finding(400, VeinStatus.Occluded, Some.Iliac(Side.Unstated), "sideless"),
            ],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal(
            [IssueCode.SideUnstated, IssueCode.SideUnstated, IssueCode.SiteUnstated],
            outcomes.Issues.Select(issue => issue.Code).Order()
        );
        // It may have been a reintervention of the cava.
        Assert.Equal(
            AbsenceReason.NotUnderstood,
            Assert.IsType<OutcomeValue.Unanswered>(Scored.The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value).Reason
        );
        Assert.Equal(
            new OutcomeValue.TimeToLoss(400, false, PatencyReason.LastImaging),
            Scored.The(outcomes, Instrument.SecondaryPatency, Location.InferiorVenaCava).Value
        );
    }

    [Fact]
    public void An_occlusion_of_unknown_day_is_neither_used_nor_forgotten()
    {
        var partial = Some.Finding(200, VeinStatus.Occluded) with { Day = new(Some.IndexDay.AddDays(180), Some.IndexDay.AddDays(210)) };
        var outcomes = StudyScorer.Score(
            Some.TreatedPatient() with
            {
                Findings = [Some.Finding(400, VeinStatus.Patent), partial],
            },
            s_protocol
        );
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []),
            Scored.The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value
        );
        Assert.Contains(new DataIssue(IssueCode.DateTooImprecise, partial.Source), outcomes.Issues);
    }

    /// <summary>The treatment lasted from 09:10 to 10:10.</summary>
    [Theory]
    [InlineData("occluded 16:00", "0", 0)] // an event at time zero
    [InlineData("occluded 10:11", "0", 0)]
    [InlineData("occluded 16:00; 90 patent", "0", 0)]
    [InlineData("patent 16:00; 90 occluded", "90", 0)]
    [InlineData("patent 16:00", "0+", 0)]
    [InlineData("stenosed 16:00; 90 patent", "0", 0)]
    [InlineData("occluded 08:00; patent 16:00", "0+", 0)]
    [InlineData("patent 10:05; occluded 16:00", "0", 0)] // the result, and what became of it
    [InlineData("occluded 08:00", "not-recorded", 0)] // as the day before
    [InlineData("patent 08:00", "not-recorded", 0)]
    [InlineData("occluded 09:30", "not-recorded", 0)] // what was still to be treated
    [InlineData("patent 09:30", "0+", 0)]
    [InlineData("occluded 10:10", "date-imprecise", 1)] // at the minute at which the treatment ended
    [InlineData("occluded", "date-imprecise", 1)]
    [InlineData("occluded; 90 patent", "90+", 1)]
    [InlineData("occluded; patent 16:00", "0+", 0)]
    [InlineData("occluded; occluded 16:00", "0", 0)]
    public void On_day_0_the_instants_tell_before_from_after(string images, string primary, int issues)
    {
        foreach (var site in new[] { VeinSite.Ivc, Some.Iliac(Side.Left) })
        {
            var outcomes = StudyScorer.Score(
                Some.TreatedPatient() with
                {
                    Findings = [.. images.Split("; ").Select((image, number) => Image(image, site, number))],
                },
                s_protocol
            );
            Assert.Equal(
                primary,
                Print(
                    Scored
                        .The(outcomes, Instrument.PrimaryPatency, site == VeinSite.Ivc ? Location.InferiorVenaCava : Location.LeftIliac)
                        .Value
                )
            );
            Assert.Equal(issues, outcomes.Issues.Count(issue => issue.Code == IssueCode.DateTooImprecise));
        }
    }

    [Theory]
    [
        InlineData("end of one part", null, "date-imprecise"),
        InlineData("start of one part", "0", null),
        InlineData("every time", null, "date-imprecise"),
        InlineData("end of the filter's placement", "0", null)
    ]
    public void Where_the_end_of_the_treatment_has_no_instant_the_day_tells_nothing(string missing, string? primary, string? reason)
    {
        var facts = Some.TreatedPatient() with { Findings = [Image("occluded 16:00", VeinSite.Ivc, 0)] };
        facts = facts with { Interventions = [.. facts.Interventions.Select(one => one with { Performed = Without(one, missing) })] };
        var outcomes = StudyScorer.Score(facts, s_protocol);

        Assert.Equal(primary ?? reason, Print(Scored.The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value));
        Assert.Equal(
            reason is null ? 0 : 1,
            outcomes.Issues.Count(issue => issue == new DataIssue(IssueCode.DateTooImprecise, new("Observation/0")))
        );
    }

    [Theory]
    [InlineData("12:00", "16:00", "0")] // no part of the treatment on its last day, two hours after its end
    [InlineData("", "", "90+")]
    public void A_reintervention_on_day_0_counts_where_its_instant_lays_it_after_the_treatment(string start, string end, string primary)
    {
        var facts = Some.TreatedPatient();
        var infusion = Some.Intervention(
            InterventionKind.Thrombolysis,
            0,
            "10:10",
            "09:00",
            session: "one",
            lastDay: 2,
            id: "infusion",
            sites: [VeinSite.Ivc]
        );
        var stent = Some.Intervention(InterventionKind.StentPlacement, 2, start, end, session: "two", sites: [VeinSite.Ivc]);
        facts = facts with { Interventions = [.. facts.Interventions, infusion, stent], Findings = [Some.Finding(92, VeinStatus.Patent)] };
        Assert.Equal(primary, Print(Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value));
    }

    private static Performed Without(Intervention one, string missing) =>
        missing switch
        {
            "every time" => one.Performed with { Start = null, End = null },
            "end of one part" when one.Kind == InterventionKind.Thrombectomy => one.Performed with { End = null },
            "start of one part" when one.Kind == InterventionKind.Thrombectomy => one.Performed with { Start = null },
            "end of the filter's placement" when one.Kind == InterventionKind.FilterPlacement => one.Performed with { End = null },
            _ => one.Performed,
        };

    /// <summary>Reads <c>occluded 16:00</c>, of day 0, and <c>90 patent</c>.</summary>
    private static VeinFinding Image(string text, VeinSite site, int number)
    {
        var words = text.Split(' ');
        var day = int.TryParse(words[0], CultureInfo.InvariantCulture, out var later) ? later : 0;
        var status = Enum.Parse<VeinStatus>(words[day > 0 ? 1 : 0], ignoreCase: true);
        var instant = words.Length > 1 && day == 0 ? Some.At(words[1], 0) : null;
        return Some.Finding(day, status, site, number.ToString(CultureInfo.InvariantCulture)) with { Start = instant, End = instant };
    }

    private static string Print(OutcomeValue value) =>
        value switch
        {
            OutcomeValue.TimeToLoss time => PatencyTests.Print(time),
            OutcomeValue.Unanswered { Reason: AbsenceReason.DateImprecise } => "date-imprecise",
            OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded } => "not-recorded",
            _ => value.ToString(),
        };

    /// <summary>
    /// An image of some day of days 100 to 400 showed the vein open; had it been of the 30 days before the thrombectomy, the vein had not
    /// occluded.
    /// </summary>
    [Theory]
    [InlineData(250, null)]
    [InlineData(99, 99)] // the image is later, wherever its day was
    public void A_day_within_a_partial_date_can_answer_otherwise_than_both_its_ends(int thrombectomy, int? days)
    {
        var image = Some.Finding(100, VeinStatus.Patent, id: "partial") with
        {
            Day = new(Some.IndexDay.AddDays(100), Some.IndexDay.AddDays(400)),
        };
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Findings = [image],
            Interventions = facts.Interventions.Add(
                Some.Intervention(InterventionKind.Thrombectomy, thrombectomy, result: InterventionResult.Successful, sites: [VeinSite.Ivc])
            ),
        };
        var assisted = Scored.The(facts, Instrument.AssistedPrimaryPatency, Location.InferiorVenaCava).Value;
        Assert.Equal(days, (assisted as OutcomeValue.TimeToLoss)?.Days);
        if (days is null)
            Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), assisted);
    }

    /// <summary>The interval is days 100 to 130; exact images stand around it.</summary>
    [Theory]
    [InlineData(VeinStatus.Occluded, 400, VeinStatus.Occluded, null)] // lost somewhere in the interval
    [InlineData(VeinStatus.Occluded, 90, VeinStatus.Occluded, 90)] // lost before, wherever the day was
    [InlineData(VeinStatus.Occluded, 90, VeinStatus.Patent, null)] // seen open before it, and lost on a day that is not known
    [InlineData(VeinStatus.Patent, 90, VeinStatus.Patent, 90)] // open: follow-up ends with the last day that is known
    [InlineData(VeinStatus.Patent, 400, VeinStatus.Occluded, 400)]
    public void A_partial_date_leaves_a_question_open_only_where_it_could_answer_it_differently(
        VeinStatus partial,
        int exactDay,
        VeinStatus exact,
        int? days
    )
    {
        var image = Some.Finding(100, partial, id: "partial") with { Day = new(Some.IndexDay.AddDays(100), Some.IndexDay.AddDays(130)) };
        var facts = Some.TreatedPatient() with { Findings = [image, Some.Finding(exactDay, exact)] };
        var outcome = Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava);

        Assert.Equal(days, (outcome.Value as OutcomeValue.TimeToLoss)?.Days);
        if (days is null)
        {
            Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), outcome.Value);
            Assert.Contains(new("Observation/partial"), outcome.Sources);
        }
        Assert.Contains(
            new DataIssue(IssueCode.DateTooImprecise, new("Observation/partial")),
            StudyScorer.Score(facts, StudyProtocol.Default).Issues
        );
    }
}
