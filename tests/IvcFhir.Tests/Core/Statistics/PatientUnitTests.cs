using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>
/// Iliac veins with the patient as unit (D7): curve, incidence and groups speak of the same limb, and of a patient who has two.
/// </summary>
public sealed class PatientUnitTests
{
    private static readonly StudyProtocol s_rules = StudyProtocol.Default with
    {
        IliacUnit = UnitOfAnalysis.Patient,
        Figures =
        [
            FigureKey.IliacPrimaryPatency,
            FigureKey.IliacAssistedPrimaryPatency,
            FigureKey.IliacSecondaryPatency,
            FigureKey.IvcPrimaryPatency,
        ],
    };

    [Theory]
    [InlineData("365", "100 lost", null, "100 Loss")]
    [InlineData("100 lost", "365", null, "100 Loss")]
    [InlineData("300 lost", "100 lost", null, "100 Loss")]
    [InlineData("100", "100 lost", null, "100 Loss")]
    [InlineData("365", "200", null, "200 Censored")]
    [InlineData("365", "100 lost", 400, "100 Loss")]
    [InlineData("365", "200", 400, "400 Death")]
    [InlineData("200", "365", 400, "400 Death")]
    [InlineData("50", "100 lost", null, "50 Censored")]
    [InlineData("50", "100 lost", 400, "50 Censored")] // died, but not without a loss
    [InlineData("100 lost", "50", 400, "50 Censored")]
    public void Incidence_follows_the_limb_that_ends_the_curve(string left, string right, int? death, string expected)
    {
        var (day, end) = (double.Parse(expected.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), expected.Split(' ')[1]);
        Assert.All(
            Table(Patient("1", left, right, death)).Curves.Where(curve => curve.Key != FigureKey.IvcPrimaryPatency),
            curve =>
            {
                var step = Assert.Single(curve.Incidence);
                Assert.Equal(day / Months.Days, step.Months);
                Assert.Equal((end == "Loss" ? 1 : 0, end == "Death" ? 1 : 0), (step.Losses, step.Deaths));
                Assert.Equal((curve.Points.Sum(point => point.Events), curve.Units), (step.Losses, 1));
                Assert.True(end == "Death" || curve.Points[^1].Months.Equals(step.Months));
            }
        );
    }

    [Fact]
    public void A_patient_with_two_limbs_belongs_to_both_sides_in_every_curve()
    {
        var table = Table(
            Patient("1", "365", "100 lost"),
            Patient("2", "200 lost", "300"),
            Patient("3", "200", right: null),
            Patient("4", left: null, "50 lost")
        );
        Assert.All(
            table.Curves,
            curve => Assert.Equal([("both sides", 2), ("left", 1), ("right", 1)], Sides(curve).Select(group => (group.Name, group.Units)))
        );
        Assert.Equal([2, 0, 1], Sides(table.Curves[0]).Select(group => group.Lost));
    }

    [Fact]
    public void With_the_limb_as_unit_each_limb_has_its_side_and_its_own_end()
    {
        var rules = s_rules with { IliacUnit = UnitOfAnalysis.Limb };
        var curve = StudyTableBuilder.Build([StudyScorer.Score(Patient("1", "365", "100 lost", 400), rules)], rules).Curves[0];
        Assert.Equal([("left", 1, 0), ("right", 1, 1)], Sides(curve).Select(group => (group.Name, group.Units, group.Lost)));
        Assert.Equal([(1, 0), (0, 1)], curve.Incidence.Select(step => (step.Losses, step.Deaths)));
    }

    [Fact]
    public void The_deciding_limb_comes_first_and_one_that_is_not_answered_is_the_reason()
    {
        var lost = Assert.Single(Rows(Patient("1", "365", "100 lost")));
        Assert.Equal([Location.RightIliac, Location.LeftIliac], lost.Outcomes.Select(outcome => outcome.Key.Location));
        var table = Table(Patient("1", left: "", "100"));
        Assert.Equal(
            AbsenceReason.NotRecorded,
            Assert.Single(table.Flow!.Missing, missing => missing.Figure == FigureKey.IliacPrimaryPatency).Reason
        );
        Assert.Empty(table.Curves[0].Incidence);
    }

    private static StudyTable Table(params PatientFacts[] patients) =>
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, s_rules)), s_rules);

    private static IEnumerable<FigureMember> Rows(PatientFacts facts) =>
        StudyTableBuilder
            .MembersOf(StudyScorer.Score(facts, s_rules), s_rules)
            .Where(member => member.Figure == FigureKey.IliacPrimaryPatency);

    private static IEnumerable<CurveStratum> Sides(PatencyCurve curve) =>
        Assert.Single(curve.Strata, division => division.By == Stratifier.Laterality).Groups;

    // Of each limb the day of its image, with "lost" where it was occluded; an empty text for one that was treated and never seen, null for
    // one that was not treated.
    private static PatientFacts Patient(string id, string? left, string? right, int? death = null)
    {
        var treated = Some.TreatedPatient(id);
        VeinSite[] sites =
        [
            VeinSite.Ivc,
            .. left is null ? [] : new[] { Some.Iliac(Side.Left) },
            .. right is null ? [] : new[] { Some.Iliac(Side.Right) },
        ];
        return treated with
        {
            Interventions = [.. treated.Interventions.Select(one => one.Sites.IsEmpty ? one : one with { Sites = [.. sites] })],
            Findings = [.. Image(left, Side.Left), .. Image(right, Side.Right), Some.Finding(40, VeinStatus.Patent, id: "cava")],
            Death = death is { } day ? Some.Sourced(Some.Day(day), $"Patient/{id}") : null,
        };
    }

    private static IEnumerable<VeinFinding> Image(string? limb, Side side) =>
        string.IsNullOrEmpty(limb)
            ? []
            :
            [
                Some.Finding(
                    int.Parse(limb.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture),
                    limb.EndsWith("lost", StringComparison.Ordinal) ? VeinStatus.Occluded : VeinStatus.Patent,
                    Some.Iliac(side),
                    side.ToString()
                ),
            ];
}
