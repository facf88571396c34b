using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Sandbox.Cohort;
using static IvcFhir.Tests.Cohort.DescribedFigures;

namespace IvcFhir.Tests.Cohort;

/// <summary>The description of the cohort gives the vectors that the study's figures rest on, counted without the product.</summary>
public sealed class DescriptionTests
{
    private static readonly int[] IliacLastImaging = [12, 13, 15, 18, 20, 24, 24, 30, 36, 48];

    [Fact]
    public void There_are_37_patients_of_the_study_and_four_others()
    {
        Assert.Equal(37, Study.Length);
        Assert.Equal(36, Successes.Length);
        Assert.Equal(["a-20", "a-21", "b-19", "b-20"], Everyone.Except(Study).Select(story => story.Id));
        Assert.Equal("a-12", Assert.Single(Study.Except(Successes)).Id);
    }

    [Fact]
    public void Index_sessions_last_the_published_minutes() =>
        Assert.Equal(
            Numbers("35 38 39 41 46 50 51 52 53 55 56 59 60 65 65 66 70 71 71 73 73 73 77 79 82 84 84 85 86 86 89 91 93 96 103 152"),
            Successes.Select(Minutes).Order()
        );

    [Fact]
    public void Index_dates_lie_in_the_recruitment_period() =>
        Assert.All(Study, story => Assert.InRange(story.DayZero, new DateOnly(2015, 1, 1), new DateOnly(2020, 12, 31)));

    [Fact]
    public void Three_filters_of_the_successes_sit_behind_the_liver()
    {
        Assert.Equal(33, Successes.Count(story => Position(story) == "infrarenal"));
        Assert.Equal(3, Successes.Count(story => Position(story) == "retrohepatic"));
    }

    [Fact]
    public void Villalta_of_the_last_visit_gives_the_listed_totals() =>
        Assert.Equal(
            Numbers("1 1 1 2 2 2 2 3 3 3 3 3 3 3 3 3 3 3 3 3 4 4 4 4 4 4 4 4 5 5 6 6 8 9 9 10"),
            Successes.Select(story => Worst(story, leg => leg.Villalta)).Order()
        );

    [Fact]
    public void Vcss_of_the_last_visit_gives_the_listed_totals() =>
        Assert.Equal(
            Numbers("1 2 2 2 3 3 3 4 4 4 5 5 5 5 5 5 5 5 6 6 6 6 7 7 7 7 8 8 8 8 9 9 9 10 10 12"),
            Successes.Select(story => Worst(story, leg => leg.Vcss)).Order()
        );

    [Fact]
    public void An_ulcer_is_present_only_where_the_total_alone_makes_the_diagnosis()
    {
        var story = Assert.Single(Successes, story => ValidVisits(story).Any(visit => visit.Legs.Any(leg => leg.Ulcer)));
        Assert.True(Worst(story, leg => leg.Villalta) > 4);
    }

    [Fact]
    public void Ulcer_number_duration_and_size_are_present_together() =>
        Assert.All(
            Everyone.SelectMany(story => ValidVisits(story)).SelectMany(visit => visit.Legs),
            leg => Assert.True((leg.Vcss[6] == 0) == (leg.Vcss[7] == 0) && (leg.Vcss[6] == 0) == (leg.Vcss[8] == 0))
        );

    [Fact]
    public void The_worst_leg_of_the_last_visit_is_an_affected_one() =>
        Assert.All(
            Successes,
            story =>
                Assert.All(
                    LastVisit(story).Legs.Where(leg => !story.Thrombosis.Contains(leg.Leg)),
                    leg => Assert.True(leg.Villalta.Sum() < Worst(story, l => l.Villalta) && leg.Vcss.Sum() < Worst(story, l => l.Vcss))
                )
        );

    [Fact]
    public void Every_success_is_followed_up_and_only_one_patient_has_two_visits_in_a_window()
    {
        var windows = StudyProtocol.Default.Visits;
        Assert.All(Successes, story => Assert.True(LastVisit(story).Day >= 90));
        Assert.All(
            Everyone,
            story => Assert.All(ValidVisits(story), visit => Assert.Single(windows, window => window.Contains(visit.Day)))
        );
        var doubles = Successes
            .SelectMany(story => windows.Select(window => (Story: story, Window: window)))
            .Where(pair => ValidVisits(pair.Story).Count(visit => pair.Window.Contains(visit.Day)) > 1);
        var (doubled, inWindow) = Assert.Single(doubles);
        Assert.False(inWindow.Contains(LastVisit(doubled).Day));
    }

    [Fact]
    public void Missing_items_never_stand_at_a_last_visit_of_a_success_and_always_in_the_failure()
    {
        Assert.All(Study.Except(Successes).SelectMany(story => ValidVisits(story)), visit => Assert.All(visit.Legs, Incomplete));
        Assert.All(
            Successes,
            story => Assert.DoesNotContain(LastVisit(story).Legs, leg => leg.Villalta.Contains(null) || leg.Vcss.Contains(null))
        );
        Assert.Contains(Successes.SelectMany(story => ValidVisits(story)), visit => visit.Legs.Any(leg => leg.Villalta.Contains(null)));
    }

    [Fact]
    public void Primary_patency_of_the_vena_cava_is_the_published_vector() =>
        Assert.Equal(
            Times("3 4 5 6 6 7 8 8 9 10 10 11 12 12 13 13 14 15 16 17 18 18 20 21 22 24 24 25 27 30 33 36 40 48 60", false)
                .Append((DayOf(14), true))
                .Order(),
            Successes.Select(story => Primary(story, "ivc")).Order()
        );

    [Fact]
    public void No_vena_cava_is_lost_for_good() => Assert.All(Successes, story => Assert.False(Secondary(story, "ivc").Lost));

    [Fact]
    public void Thirty_three_patients_have_one_treated_iliac_limb_and_three_have_both()
    {
        Assert.Equal(33, Successes.Count(story => TreatedIliacs(story).Length == 1));
        Assert.Equal(3, Successes.Count(story => TreatedIliacs(story).Length == 2));
        Assert.All(Successes, story => Assert.Equal(story.Thrombosis.Order(), TreatedIliacs(story).Order()));
    }

    [Fact]
    public void Primary_patency_of_the_iliac_limbs_is_the_published_vector() =>
        Assert.Equal(Times("1 1 2 3 3 5 6 9 12", true).Concat(Censored()).Order(), Limbs(Primary).Order());

    [Fact]
    public void Secondary_patency_of_the_iliac_limbs_is_the_published_vector() =>
        Assert.Equal(Times("1 2 3 5 9 12", true).Concat(Censored()).Concat(Times("24 24 24", false)).Order(), Limbs(Secondary).Order());

    [Fact]
    public void No_severe_complication_is_valid_within_thirty_days_and_one_is_long_after()
    {
        var valid = Study.SelectMany(story => story.Complications).Where(note => note.Status is null).ToList();
        Assert.All(valid.Where(note => note.Day <= 30), note => Assert.True(note.Grade is "A" or "B"));
        Assert.Equal(400, Assert.Single(valid, note => note.Grade is "D" or "E" or "F").Day);
    }

    [Fact]
    public void The_description_states_observations_and_no_results()
    {
        var notes = string.Join('\n', DescriptionReader.EmbeddedText().Split('\n').Select(line => line.Split('#')[0]));
        Assert.All(
            ["total", "score", "mean", "rate", "percent", "%", "patency", "survival", "month"],
            word => Assert.DoesNotContain(word, notes, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("patient a-01\n  vist 40: left 00000|000000 u0 0000000000")]
    [InlineData("patient a-01\n  visit 40: left 00000|000004 u0 0000000000")]
    [InlineData("patient a-01\n  visit 40: left 0000|000000 u0 0000000000")]
    [InlineData("patient a-01\n  session 2015-02-30 08:00: filter 9")]
    [InlineData("patient a-01\n  imaging left: x patent")]
    public void A_line_that_is_not_understood_is_named(string text) =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => DescriptionReader.Read(text)).Message, StringComparison.Ordinal);

    private static void Incomplete(LegGrades leg) => Assert.True(leg.Villalta.Contains(null) && leg.Vcss.Contains(null));

    private static IEnumerable<(int Day, bool Lost)> Limbs(Func<PatientStory, string, (int Day, bool Lost)> patency) =>
        Successes.SelectMany(story => TreatedIliacs(story).Select(side => patency(story, side)));

    private static IEnumerable<(int Day, bool Lost)> Censored() =>
        IliacLastImaging.SelectMany(month => Enumerable.Repeat((DayOf(month), false), 3));

    private static IEnumerable<(int Day, bool Lost)> Times(string months, bool lost) =>
        Numbers(months).Select(month => (DayOf(month), lost));

    private static IEnumerable<int> Numbers(string list) =>
        list.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture));
}
