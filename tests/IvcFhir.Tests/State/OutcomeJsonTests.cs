using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.State;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.State;

/// <summary>What the ledger gives back is what was put in.</summary>
public sealed class OutcomeJsonTests
{
    private static readonly PatientFacts Facts = Some.TreatedPatient() with
    {
        Villalta = [Some.Leg("2111.|110000", ulcer: true)],
        Vcss = [Some.VcssLeg("2111000003") with { Version = VcssVersion.Original2000 }],
        Findings = [Some.Finding(100, VeinStatus.Stenosed)],
        Complications =
        [
            new(
                new("Observation/c"),
                ComplicationKind.Bleeding,
                new(Some.IndexDay, Some.IndexDay.AddDays(3)),
                new(ComplicationScale.Cirse2017, "3")
            )
            {
                ProlongedStayHours = 49,
                Bleeding = new(null, BleedingSite.Intracranial, true, 20.5m, null),
            },
        ],
        Death = Some.Sourced(Some.Day(900), "Patient/1"),
        FilterFindings =
        [
            new FilterFinding.Tilt(new("Observation/tilt"), Some.Day(40), ImagingModality.ComputedTomography, 15.1m),
            new FilterFinding.Thrombus(new("Observation/clot"), Some.Day(40), ImagingModality.Duplex, CavalThrombusExtent.Occlusive),
        ],
        Thrombus =
        [
            new(new("Observation/before"), VeinSite.Ivc, Some.Day(0), 3, ImagingPhase.BeforeTreatment, ImagingModality.Venography)
            {
                At = Some.At("09:00", 0),
            },
        ],
        Responses = [new(new("Observation/response"), Some.Day(3), true)],
        Issues = [new(IssueCode.UnknownCode, new("Observation/x"), "Observation.code")],
    };

    [Fact]
    public void Facts_come_back_as_they_were()
    {
        var text = OutcomeJson.Write(Facts);
        var back = OutcomeJson.Read<PatientFacts>(text);

        Assert.Equal(text, OutcomeJson.Write(back));
        Assert.Equal(Facts.Villalta[0].Grades, back.Villalta[0].Grades);
        Assert.Equal(Facts.Complications, back.Complications);
        Assert.Equal(Facts.Findings, back.Findings);
        Assert.Equal(Facts.Death, back.Death);
        Assert.Equal(Facts.FilterFindings, back.FilterFindings);
        Assert.Equal(Facts.Thrombus, back.Thrombus);
        Assert.Equal(Facts.Responses, back.Responses);
        Assert.Equal(Outcomes(Facts), Outcomes(back));
    }

    [Fact]
    public void The_day_of_an_outcome_comes_back() =>
        Assert.All(
            StudyScorer.Score(Facts, StudyProtocol.Default).Outcomes,
            outcome => Assert.Equal(outcome.Day, OutcomeJson.Read<Outcome>(OutcomeJson.Write(outcome)).Day)
        );

    private static IEnumerable<string> Outcomes(PatientFacts facts) =>
        StudyScorer.Score(facts, StudyProtocol.Default).Outcomes.Select(OutcomeJson.Write);
}
