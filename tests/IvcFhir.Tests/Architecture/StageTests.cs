using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Tests.Support;
using IvcFhir.Validate;
using IvcFhir.WriteBack;

namespace IvcFhir.Tests.Architecture;

/// <summary>The way of one patient: each arrow is one function from one named type to the next, and StudyRun calls them in this order.</summary>
public sealed class StageTests
{
    /// <summary>The calls in StudyRun, in their order; the ledger keeps what was scored.</summary>
    private static readonly string[] s_calls =
    [
        "source.PullAsync(",
        "validator.Check(",
        "mapper.Map(",
        "scoring.Score(",
        "ledger.Record(",
        "writer.WriteAsync(",
    ];

    private static readonly Type[] s_arrows = [typeof(PatientRecord), typeof(CheckedRecord), typeof(PatientFacts), typeof(PatientOutcomes)];

    [Fact]
    public void Each_stage_takes_what_the_one_before_gives()
    {
        Assert.Equal(typeof(Task<PatientRecord>), typeof(IPatientSource).GetMethod(nameof(IPatientSource.PullAsync))!.ReturnType);
        AssertArrow<RecordValidator>(nameof(RecordValidator.Check), typeof(PatientRecord), typeof(CheckedRecord));
        AssertArrow<RecordMapper>(nameof(RecordMapper.Map), typeof(CheckedRecord), typeof(PatientFacts));
        var score = typeof(StudyScorer).GetMethod(nameof(StudyScorer.Score))!;
        Assert.Equal((typeof(PatientFacts), typeof(PatientOutcomes)), (score.GetParameters()[0].ParameterType, score.ReturnType));
        AssertArrow<OutcomeWriter>(nameof(OutcomeWriter.WriteAsync), typeof(PatientOutcomes), typeof(Task<WriteResult>));
    }

    [Fact]
    public void StudyRun_calls_the_stages_in_their_order()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "src/IvcFhir/StudyRun.cs"));
        var body = text[text.IndexOf("Task<bool> ProcessAsync(", StringComparison.Ordinal)..];
        // The score stands around the map on one line: the inner call is the earlier stage.
        body = body.Replace("scoring.Score(mapper.Map(record)", "mapper.Map(record); scoring.Score(", StringComparison.Ordinal);
        var calls = s_calls.Select(call => body.IndexOf(call, StringComparison.Ordinal)).ToList();

        Assert.DoesNotContain(-1, calls);
        Assert.Equal(calls.Order(), calls);
    }

    [Fact]
    public void The_picture_in_the_README_names_each_arrow()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(s_arrows, arrow => Assert.Contains($"--{arrow.Name}-->", readme, StringComparison.Ordinal));
    }

    private static void AssertArrow<TStage>(string method, Type takes, Type gives)
    {
        var arrow = typeof(TStage).GetMethod(method)!;

        Assert.Equal((takes, gives), (arrow.GetParameters()[0].ParameterType, arrow.ReturnType));
    }
}
