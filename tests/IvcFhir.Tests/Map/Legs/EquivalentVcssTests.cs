using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>The law of <see cref="EquivalentShapesTests"/> for the VCSS.</summary>
public sealed class EquivalentVcssTests
{
    private const string Panel = "\"code\":\"study:observation-kind#vcss-assessment\"";
    private const string LeftLeg = "\"bodySite\":\"sct:32153003\"";

    private static readonly VcssItem[] Items = Enum.GetValues<VcssItem>();

    [Fact]
    public void All_shapes_of_one_VCSS_give_the_same_facts() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(-1, 3), Items.Length).Where(grades => grades.Any(grade => grade >= 0)).ToArbitrary(),
                grades =>
                {
                    var rated = Items
                        .Zip(grades, (item, grade) => (Code: StudyCode.Of(item), Grade: grade))
                        .Where(one => one.Grade >= 0)
                        .ToList();
                    var expected = string.Join(' ', rated.Select(one => $"{one.Code}={one.Grade}"));
                    foreach (var shape in new[] { Components(rated), Members(rated), Loose(rated, LeftLeg), Answers(rated) })
                    {
                        var facts = shape.Facts();
                        var leg = Assert.Single(facts.Vcss);
                        Assert.Empty(facts.Issues);
                        Assert.Equal((Side.Left, VcssVersion.Revised2010, Recorded.Day("2019-03-04")), (leg.Leg, leg.Version, leg.Day));
                        Assert.Equal(
                            expected,
                            string.Join(' ', leg.Grades.Select(grade => $"{StudyCode.Of(grade.Key)}={grade.Value.Value}"))
                        );
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static Recorded Components(List<(string Code, int Grade)> rated) =>
        new Recorded().With(
            "Observation/panel",
            $$"""
            {{Panel}},{{LeftLeg}},"component":[{{string.Join(
                ',',
                rated.Select(one => $$"""{"code":"study:vcss-item#{{one.Code}}","valueInteger":{{one.Grade}}}""")
            )}}]
            """
        );

    private static Recorded Members(List<(string Code, int Grade)> rated) =>
        Loose(rated, "\"language\":\"en\"")
            .With(
                "Observation/panel",
                $$"""
                {{Panel}},{{LeftLeg}},"hasMember":[{{string.Join(
                    ',',
                    rated.Select(one => $$"""{"reference":"Observation/{{one.Code}}"}""")
                )}}]
                """
            );

    private static Recorded Loose(List<(string Code, int Grade)> rated, string site) =>
        rated.Aggregate(
            new Recorded(),
            (record, one) =>
                record.With(
                    $"Observation/{one.Code}",
                    $$""" "code":"study:vcss-item#{{one.Code}}","valueCodeableConcept":"study:grade#{{one.Grade}}",{{site}} """
                )
        );

    private static Recorded Answers(List<(string Code, int Grade)> rated) =>
        new Recorded().With(
            "QuestionnaireResponse/form",
            $$"""
            "questionnaire":"{{StudyContract.Base}}/Questionnaire/vcss","authored":"2019-03-04",
            "item":[{"linkId":"leg","answer":[{"valueCoding":"=study:location#left-leg"}]},{{string.Join(
                ',',
                rated.Select(one => $$"""{"linkId":"{{one.Code}}","answer":[{"valueCoding":"=study:grade#{{one.Grade}}"}]}""")
            )}}]
            """
        );
}
