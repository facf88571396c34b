using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;
using IvcFhir.WriteBack;
using Location = IvcFhir.Core.Location;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>What is written of filter, lysis, complications and later events is what the contract allows.</summary>
public sealed class WrittenOutcomeTests
{
    private static readonly ContractValidator Contract = new();

    [Fact]
    public async Task Every_golden_Observation_is_valid_against_its_profile_and_death_is_not_among_them()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Golden", "filter-and-lysis");
        var scored = await Cli.RunAsync("score", Path.Combine(folder, "input"), "--map", Path.Combine(folder, "map.json"));
        var observations = scored
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new FhirJsonDeserializer().Deserialize<Observation>(line))
            .ToList();

        Assert.Empty(
            observations
                .SelectMany(observation => Contract.Check(observation))
                .Where(finding => finding.Verdict == Verdict.Error)
                .Select(finding => finding.ToString())
        );
        var questions = observations.Select(observation => observation.Code.Coding[0].Code!).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>([
                "lysis-grade",
                "clinical-success",
                "filter-dwell",
                "filter-retrieval",
                "filter-tilt",
                "filter-migration",
                "filter-penetration",
                "filter-fracture",
                "caval-thrombus",
                "complication-sir-2003",
                "complication-cirse-2017",
                "major-bleeding",
                "recurrent-dvt",
                "pulmonary-embolism",
            ]),
            questions
        );
        Assert.DoesNotContain("death", questions);
    }

    [Theory]
    [InlineData("outcome-filter-tilt", "15.1", "15")]
    [InlineData("outcome-filter-migration", "-23", "-20")]
    [InlineData("outcome-filter-penetration", "\"value\": 4", "\"value\": 5.1")]
    [InlineData("outcome-filter-dwell", "98", "98.5")]
    [InlineData("outcome-lysis-grade", "80", "49.99")]
    [InlineData("outcome-filter-retrieval", "\"valueInteger\": 1", "\"valueInteger\": 0")]
    [InlineData("outcome-complication-sir-2003", "sir-2003-grade", "sir-2017-grade")]
    [InlineData("outcome-major-bleeding", "\n  \"valueBoolean\": true", "\n  \"valueBoolean\": false")]
    [InlineData("outcome-recurrent-dvt", "happened", "lost")]
    public async Task An_answer_that_contradicts_itself_is_refused(string example, string from, string to)
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "profiles", "examples", $"Observation-example-{example}.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(from, text, StringComparison.Ordinal);

        Assert.DoesNotContain(Contract.Check(Read(text)), finding => finding.Verdict == Verdict.Error);
        Assert.Contains(
            Contract.Check(Read(text.Replace(from, to, StringComparison.Ordinal))),
            finding => finding.Verdict == Verdict.Error
        );
    }

    [Theory]
    [
        InlineData("Device"),
        InlineData("DeviceUseStatement"),
        InlineData("Condition"),
        InlineData("AdverseEvent"),
        InlineData("Patient"),
        InlineData("DiagnosticReport"),
        InlineData("Encounter")
    ]
    public void An_outcome_may_rest_on_each_type_of_resource_that_is_read(string type)
    {
        var outcome = new Outcome(
            new("ivc-mat-cdt", "north", "Patient/p", Instrument.SevereComplication, Location.Patient, ""),
            new OutcomeValue.YesNo(true),
            SevereComplications.Rule,
            Recorded.Day("2019-03-05"),
            [],
            [new($"{type}/1"), new("Procedure/1")]
        );

        var written = new OutcomeRenderer(StudyProtocol.Default).Render(outcome);

        Assert.Contains(
            written.Extension,
            extension => extension.Value is ResourceReference { Reference: { } source } && source == $"{type}/1"
        );
        Assert.DoesNotContain(Contract.Check(written), finding => finding.Verdict == Verdict.Error);
    }

    private static Observation Read(string text) => new FhirJsonDeserializer().Deserialize<Observation>(text);
}
