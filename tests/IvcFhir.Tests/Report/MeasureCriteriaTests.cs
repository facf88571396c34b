// The SDK marks every element as optional; one that is missing fails the test by itself.
#nullable disable warnings
using System.Text.Json;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Report;

/// <summary>
/// What the published Measure counts in written Observations is what the MeasureReport says: a registry can do the sum itself.
/// </summary>
public sealed class MeasureCriteriaTests
{
    private static readonly JsonSerializerOptions s_fhir = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    // Of several visits the last one counts, and the day of death decides: that is the program's, not a query's.
    private static readonly string[] s_notByQuery =
    [
        FigureKey.Vcss,
        FigureKey.Villalta,
        FigureKey.Pts,
        FigureKey.Death,
        FigureKey.FilterRetrievalAdjusted,
    ];

    [Theory]
    [InlineData("ivc-mat-cdt", 15), InlineData("iliofemoral-cdt", 13)]
    public async System.Threading.Tasks.Task Each_criterion_counts_as_many_as_the_report_says(string study, int figures)
    {
        var input = string.Join(
            '\n',
            (study == "ivc-mat-cdt" ? SyntheticCohort.Resources(Centre.A) : IliofemoralChart.Resources()).Select(resource =>
                resource.ToJsonString()
            )
        );
        var scored = await Cli.RunWithInputAsync(input, "score", "-", "--protocol", study);
        var reported = await Cli.RunWithInputAsync(input, "report", "--from", "-", "--protocol", study, "--format", "fhir");
        var report = JsonSerializer.Deserialize<MeasureReport>(reported.Output, s_fhir);
        using var contract = StudyContract.Read($"profiles/generated/Measure-{study}.json")!;
        var measure = JsonSerializer.Deserialize<Measure>(contract.RootElement.GetRawText(), s_fhir);
        var outcomes = new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Entry =
            [
                .. scored
                    .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => new Bundle.EntryComponent { Resource = JsonSerializer.Deserialize<Observation>(line, s_fhir) }),
            ],
        };

        var counted = measure
            .Group.Where(group => !s_notByQuery.Contains(CodeOf(group.Code)))
            .SelectMany(group =>
                group.Population.Select(population =>
                    (
                        Figure: CodeOf(group.Code),
                        Population: CodeOf(population.Code),
                        Count: (int?)outcomes.Select(population.Criteria.Expression_).Count()
                    )
                )
            )
            .ToList();

        Assert.Equal(figures, counted.Select(one => one.Figure).Distinct().Count());
        Assert.Equal(counted.Select(one => (one.Figure, one.Population, CountOf(report, one.Figure, one.Population))), counted);
    }

    private static string CodeOf(CodeableConcept concept) => concept.Coding[0].Code;

    private static int? CountOf(MeasureReport report, string figure, string population) =>
        report.Group.Single(group => CodeOf(group.Code) == figure).Population.Single(one => CodeOf(one.Code) == population).Count;
}
