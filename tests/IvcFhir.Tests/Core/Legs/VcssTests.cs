using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class VcssTests
{
    [Theory]
    [InlineData("0000000000", 0, 0)]
    [InlineData("3333333333", 30, 27)]
    [InlineData("1110000003", 6, 3)]
    [InlineData("1121101112", 11, 9)]
    public void The_total_is_given_with_and_without_compression(string grades, int total, int withoutCompression) =>
        Assert.Equal(new VcssResult.Scored(total, withoutCompression), Vcss.Score(Some.VcssLeg(grades)));

    [Theory]
    [InlineData("0000000100")] // no ulcer, but a duration
    [InlineData("0000000010")] // no ulcer, but a size
    [InlineData("0000001000")] // an ulcer without duration and size
    [InlineData("0000001100")] // an ulcer without size
    [InlineData("000000.100")] // number not recorded: duration and size already contradict
    public void Ulcer_items_that_contradict_each_other_give_no_total(string grades) =>
        Assert.IsType<VcssResult.Inconsistent>(Vcss.Score(Some.VcssLeg(grades)));

    [Fact]
    public void A_missing_attribute_is_never_zero()
    {
        var missing = Assert.IsType<VcssResult.NotScorable>(Vcss.Score(Some.VcssLeg("111000000.")));
        Assert.Equal(["compression-use"], missing.Missing);
        Assert.Equal((3, 6), (missing.LowerBound, missing.UpperBound));
    }

    [Fact]
    public void A_grade_that_the_scale_does_not_have_is_rejected()
    {
        var leg = Some.VcssLeg("1110000000");
        leg = leg with { Grades = leg.Grades.SetItem(VcssItem.Pain, Some.Sourced(4, "Observation/pain")) };
        Assert.Equal([VcssItem.Pain], Assert.IsType<VcssResult.Rejected>(Vcss.Score(leg)).OutOfRange);
    }
}
