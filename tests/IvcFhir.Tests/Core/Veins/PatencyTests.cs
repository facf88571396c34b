using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Tests.Core;

public sealed class PatencyTests
{
    /// <summary>
    /// The rows of clinical 3.2, a month being 30 days: the history, then primary, assisted and secondary patency; <c>+</c> marks a
    /// censored time.
    /// </summary>
    [Theory]
    [InlineData("patent to 24", "720 patent", "720+", "720+", "720+")]
    [InlineData("angioplasty while open", "180 stenosed; 180 angioplasty; 720 patent", "180", "720+", "720+")]
    [InlineData("angioplasty while open, image before", "170 patent; 180 angioplasty; 720 patent", "180", "720+", "720+")]
    [InlineData("stenosis, untreated", "180 stenosed; 720 patent", "180", "720+", "720+")]
    [InlineData("occluded, reopened", "180 occluded; 195 thrombolysis; 720 patent", "180", "180", "720+")]
    [InlineData(
        "occluded, reopened, occluded for good",
        "180 occluded; 195 stent successful; 200 patent; 540 occluded; 720 occluded",
        "180",
        "180",
        "540"
    )]
    [InlineData("occluded, never treated", "180 occluded; 720 occluded", "180", "180", "180")]
    [InlineData("occluded, reopening failed", "180 occluded; 195 thrombectomy unsuccessful; 720 occluded", "180", "180", "180")]
    [InlineData("reopening failed, no image after", "180 occluded; 195 thrombectomy unsuccessful", "180", "180", "180")]
    [InlineData("death or visit after the last image", "240 patent", "240+", "240+", "240+")]
    [InlineData("planned stage", "10 thrombolysis planned; 720 patent", "720+", "720+", "720+")]
    [InlineData("partial thrombus is open", "180 partial; 720 patent", "720+", "720+", "720+")]
    [InlineData("reopening recorded as successful", "180 occluded; 195 thrombectomy successful", "180", "180", "195+")]
    public void The_table_of_histories_holds_row_by_row(string row, string history, string primary, string assisted, string secondary)
    {
        Assert.NotEmpty(row);
        var times = Patency.Of(History(history), StudyProtocol.Default)!;
        Assert.Equal((primary, assisted, secondary), (Print(times.Primary), Print(times.Assisted), Print(times.Secondary)));
    }

    [Fact]
    public void A_stenosis_ends_primary_patency_only_by_the_protocols_rule()
    {
        var lenient = StudyProtocol.Default with { RestenosisEndsPrimaryPatency = false };
        Assert.Equal("720+", Print(Patency.Of(History("180 stenosed; 720 patent"), lenient)!.Primary));
        Assert.Equal("180", Print(Patency.Of(History("180 stenosed; 180 angioplasty; 720 patent"), lenient)!.Primary));
    }

    [Theory]
    [InlineData("169 patent; 200 thrombectomy; 210 patent", "200")] // 31 days before: the vein is taken to have occluded
    [InlineData("170 patent; 200 thrombectomy; 210 patent", "210+")] // 30 days before: it was open
    [InlineData("171 patent; 200 thrombectomy; 210 patent", "210+")]
    [InlineData("200 patent; 200 thrombectomy; 210 patent", "200")] // the image of that day is the result
    [InlineData("169 patent; 200 angioplasty; 210 patent", "210+")] // no thrombus was cleared
    [InlineData("170 patent; 190 occluded; 200 thrombectomy; 210 patent", "190")]
    public void Clearing_thrombus_says_that_the_vein_had_occluded_unless_it_was_seen_open_shortly_before(string history, string assisted) =>
        Assert.Equal(assisted, Print(Patency.Of(History(history), StudyProtocol.Default)!.Assisted));

    [Fact]
    public void Of_images_of_one_day_that_disagree_the_worst_counts_and_the_conflict_is_reported()
    {
        var times = Patency.Of(History("180 patent; 180 occluded"), StudyProtocol.Default)!;
        Assert.Equal(("180", "180", "180"), (Print(times.Primary), Print(times.Assisted), Print(times.Secondary)));
        Assert.Equal([IssueCode.ConflictingFindings, IssueCode.ConflictingFindings], times.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void On_a_day_of_treatment_the_worst_image_comes_first_and_the_best_after()
    {
        var times = Patency.Of(History("180 patent; 180 occluded; 180 thrombectomy; 200 patent"), StudyProtocol.Default)!;
        Assert.Equal(("180", "180", "200+"), (Print(times.Primary), Print(times.Assisted), Print(times.Secondary)));
        Assert.Empty(times.Issues);
    }

    [Fact]
    public void An_image_of_day_0_that_is_not_open_led_to_the_treatment()
    {
        var times = Patency.Of(History("0 occluded; 90 patent"), StudyProtocol.Default)!;
        Assert.Equal("90+", Print(times.Primary));
        Assert.Equal(IssueCode.DateTooImprecise, Assert.Single(times.Issues).Code);
        Assert.Empty(Patency.Of(History("0 occluded; 0 patent; 90 patent"), StudyProtocol.Default)!.Issues);
        Assert.Null(Patency.Of(History("0 occluded"), StudyProtocol.Default));
    }

    [Fact]
    public void An_image_of_another_part_of_the_iliac_vein_does_not_reopen_the_occluded_part()
    {
        ImmutableArray<SegmentEvent> history =
        [
            new SegmentEvent.Seen(100, VeinSegment.CommonIliac, VeinStatus.Occluded, new("Observation/1")),
            new SegmentEvent.Seen(200, VeinSegment.ExternalIliac, VeinStatus.Patent, new("Observation/2")),
        ];
        Assert.Equal("100", Print(Patency.Of(history, StudyProtocol.Default)!.Secondary));
        history = history.Add(new SegmentEvent.Seen(300, VeinSegment.Iliac, VeinStatus.Patent, new("Observation/3")));
        Assert.Equal("300+", Print(Patency.Of(history, StudyProtocol.Default)!.Secondary));
    }

    [Theory]
    [InlineData(0, 1), InlineData(1, 0)]
    public void One_part_that_opens_on_the_day_on_which_another_closes_does_not_reopen_the_segment(int first, int second)
    {
        SegmentEvent[] lastDay =
        [
            new SegmentEvent.Seen(200, VeinSegment.CommonIliac, VeinStatus.Occluded, new("Observation/common")),
            new SegmentEvent.Seen(200, VeinSegment.ExternalIliac, VeinStatus.PartialThrombus, new("Observation/external")),
        ];
        SegmentEvent[] history =
        [
            new SegmentEvent.Seen(100, VeinSegment.ExternalIliac, VeinStatus.Occluded, new("Observation/1")),
            lastDay[first],
            lastDay[second],
        ];
        Assert.Equal("100", Print(Patency.Of(history, StudyProtocol.Default)!.Secondary));
    }

    [Fact]
    public void A_segment_that_was_never_seen_has_no_patency() => Assert.Null(Patency.Of([], StudyProtocol.Default));

    internal static string Print(OutcomeValue.TimeToLoss time) =>
        time.Days.ToString(System.Globalization.CultureInfo.InvariantCulture) + (time.Lost ? "" : "+");

    /// <summary>Reads <c>180 occluded; 195 thrombectomy successful</c>.</summary>
    internal static ImmutableArray<SegmentEvent> History(string text) =>
        [
            .. text.Split("; ")
                .Select(
                    (line, number) =>
                        Read(line.Split(' '), new("Observation/" + number.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                ),
        ];

    private static SegmentEvent Read(string[] words, SourceRef source)
    {
        var day = int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
        VeinStatus? status = words[1] switch
        {
            "patent" => VeinStatus.Patent,
            "stenosed" => VeinStatus.Stenosed,
            "partial" => VeinStatus.PartialThrombus,
            "occluded" => VeinStatus.Occluded,
            _ => null,
        };
        if (status is { } seen)
            return new SegmentEvent.Seen(day, VeinSegment.InferiorVenaCava, seen, source);
        var kind = words[1] switch
        {
            "thrombectomy" => InterventionKind.Thrombectomy,
            "thrombolysis" => InterventionKind.Thrombolysis,
            "angioplasty" => InterventionKind.Angioplasty,
            _ => InterventionKind.StentPlacement,
        };
        var result =
            words.Contains("successful") ? InterventionResult.Successful
            : words.Contains("unsuccessful") ? InterventionResult.Unsuccessful
            : InterventionResult.Completed;
        return new SegmentEvent.Treated(day, [VeinSegment.InferiorVenaCava], kind, result, words.Contains("planned"), source);
    }
}
