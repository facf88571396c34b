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
    /// <summary>The call in StudyRun, and the type that it hands on.</summary>
    private static readonly (string Call, Type Gives)[] s_stages =
    [
        ("source.PullAsync(", typeof(PatientRecord)),
        ("validator.Check(", typeof(CheckedRecord)),
        ("mapper.Map(", typeof(PatientFacts)),
        ("scoring.Score(", typeof(PatientOutcomes)),
        ("writer.WriteAsync(", typeof(WriteResult)),
        ("ledger.Record(", typeof(void)),
    ];

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
        var calls = s_stages[..5].Select(stage => body.IndexOf(stage.Call, StringComparison.Ordinal)).ToList();

        Assert.DoesNotContain(-1, calls);
        Assert.Equal(calls.Order(), calls);
        Assert.True(body.IndexOf(s_stages[5].Call, StringComparison.Ordinal) > calls[3]);
    }

    [Fact]
    public void The_picture_in_the_README_names_each_arrow()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(s_stages[..4], stage => Assert.Contains($"--{stage.Gives.Name}-->", readme, StringComparison.Ordinal));
    }

    private static void AssertArrow<TStage>(string method, Type takes, Type gives)
    {
        var arrow = typeof(TStage).GetMethod(method)!;

        Assert.Equal((takes, gives), (arrow.GetParameters()[0].ParameterType, arrow.ReturnType));
    }
}
