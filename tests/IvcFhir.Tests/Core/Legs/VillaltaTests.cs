using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class VillaltaTests
{
    [Theory]
    [InlineData("V1", "00000|000000", false, 0, PtsSeverity.None, false)]
    [InlineData("V2", "10100|110000", false, 4, PtsSeverity.None, false)]
    [InlineData("V3", "11100|110000", false, 5, PtsSeverity.Mild, true)]
    [InlineData("V4", "21110|111010", false, 9, PtsSeverity.Mild, true)]
    [InlineData("V5", "21111|111010", false, 10, PtsSeverity.Moderate, true)]
    [InlineData("V6", "22121|211110", false, 14, PtsSeverity.Moderate, true)]
    [InlineData("V7", "22122|211110", false, 15, PtsSeverity.Severe, true)]
    [InlineData("V8", "33333|333333", false, 33, PtsSeverity.Severe, true)]
    [InlineData("V9", "10100|110000", true, 4, PtsSeverity.Severe, true)]
    public void The_vectors_of_the_reference_hold(string name, string grades, bool ulcer, int total, PtsSeverity severity, bool pts)
    {
        Assert.NotEmpty(name);
        var leg = Some.Leg(grades, ulcer);
        Assert.Equal(new VillaltaResult.Scored(total, severity), Villalta.Score(leg, StudyProtocol.Default));
        Assert.Equal(new PtsResult.Decided(pts, severity, AtLeast: false), PostThromboticSyndrome.Decide(leg));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_grade_that_the_scale_does_not_have_is_rejected(int grade)
    {
        var leg = Some.Leg(9);
        leg = leg with { Grades = leg.Grades.SetItem(VillaltaItem.Redness, Some.Sourced(grade, "Observation/redness")) };
        Assert.Equal([VillaltaItem.Redness], Assert.IsType<VillaltaResult.Rejected>(Villalta.Score(leg, StudyProtocol.Default)).OutOfRange);
        Assert.IsType<PtsResult.Rejected>(PostThromboticSyndrome.Decide(leg));
    }

    [Theory]
    [InlineData(UlcerRule.CategoryOnly, 8, 8), InlineData(UlcerRule.AtLeast15, 8, 15), InlineData(UlcerRule.Add15, 8, 23)]
    [InlineData(UlcerRule.CategoryOnly, 0, 0), InlineData(UlcerRule.AtLeast15, 0, 15), InlineData(UlcerRule.Add15, 0, 15)]
    [InlineData(UlcerRule.CategoryOnly, 14, 14), InlineData(UlcerRule.AtLeast15, 14, 15), InlineData(UlcerRule.Add15, 14, 29)]
    [InlineData(UlcerRule.CategoryOnly, 15, 15), InlineData(UlcerRule.AtLeast15, 15, 15), InlineData(UlcerRule.Add15, 15, 15)]
    [InlineData(UlcerRule.CategoryOnly, 16, 16), InlineData(UlcerRule.AtLeast15, 16, 16), InlineData(UlcerRule.Add15, 16, 16)]
    public void An_ulcer_is_severe_and_enters_the_total_by_the_protocols_rule(UlcerRule rule, int items, int total)
    {
        var result = Villalta.Score(Some.Leg(items, ulcer: true), StudyProtocol.Default with { UlcerRule = rule });
        Assert.Equal(new VillaltaResult.Scored(total, PtsSeverity.Severe), result);
    }

    [Theory]
    [InlineData(4, PtsSeverity.None), InlineData(5, PtsSeverity.Mild), InlineData(6, PtsSeverity.Mild)]
    [InlineData(9, PtsSeverity.Mild), InlineData(10, PtsSeverity.Moderate), InlineData(11, PtsSeverity.Moderate)]
    [InlineData(14, PtsSeverity.Moderate), InlineData(15, PtsSeverity.Severe), InlineData(16, PtsSeverity.Severe)]
    public void Severity_follows_the_published_cut_offs(int total, PtsSeverity expected) =>
        Assert.Equal(expected, Assert.IsType<VillaltaResult.Scored>(Villalta.Score(Some.Leg(total), StudyProtocol.Default)).Severity);

    [Fact]
    public void A_missing_item_is_never_zero()
    {
        var result = Villalta.Score(Some.Leg("00000|00000."), StudyProtocol.Default);
        var missing = Assert.IsType<VillaltaResult.NotScorable>(result);
        Assert.Equal(["calf-compression-pain"], missing.Missing);
        Assert.Equal((0, 3), (missing.LowerBound, missing.UpperBound));
    }

    [Theory]
    [InlineData(9, PtsSeverity.Mild, true)]
    [InlineData(15, PtsSeverity.Severe, false)]
    public void Without_a_word_about_an_ulcer_the_category_is_a_lower_bound(int items, PtsSeverity severity, bool atLeast) =>
        Assert.Equal(
            new VillaltaResult.Scored(items, severity, atLeast),
            Villalta.Score(Some.Leg(items, ulcer: null), StudyProtocol.Default)
        );

    [Theory]
    [InlineData(UlcerRule.AtLeast15), InlineData(UlcerRule.Add15)]
    public void Where_an_ulcer_changes_the_total_a_total_below_15_needs_it(UlcerRule rule)
    {
        var protocol = StudyProtocol.Default with { UlcerRule = rule };
        Assert.Equal(["ulcer"], Assert.IsType<VillaltaResult.NotScorable>(Villalta.Score(Some.Leg(14, ulcer: null), protocol)).Missing);
        Assert.IsType<VillaltaResult.Scored>(Villalta.Score(Some.Leg(15, ulcer: null), protocol));
    }

    [Theory]
    [InlineData("11111|......", false, true)] // 5 already: yes
    [InlineData("1111.|000000", false, null)] // 4, and 7 at most
    [InlineData("1000.|000000", false, false)] // 4 at most: no
    [InlineData("1100.|000000", false, null)] // 5 at most
    [InlineData(".....|......", true, true)] // an ulcer decides alone
    [InlineData("10000|000000", null, null)] // an ulcer could be there
    public void Pts_with_missing_items_is_decided_only_by_conclusive_bounds(string grades, bool? ulcer, bool? expected)
    {
        var result = PostThromboticSyndrome.Decide(Some.Leg(grades, ulcer));
        Assert.Equal(expected, result is PtsResult.Decided decided ? decided.Yes : null);
        if (expected is null)
            Assert.NotEmpty(Assert.IsType<PtsResult.Undecided>(result).Missing);
    }

    [Fact]
    public void The_instrument_has_eleven_items_with_their_own_codes()
    {
        Assert.Equal(11, Villalta.Items.Length);
        Assert.Equal(11, Villalta.Items.Select(ItemCode.Of).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("pretibial-edema", ItemCode.Of(VillaltaItem.PretibialEdema));
    }
}
