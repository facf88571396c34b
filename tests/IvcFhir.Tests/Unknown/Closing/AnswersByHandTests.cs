using System.Text.Json.Nodes;
using IvcFhir.Answers;
using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>What the record leaves open can be closed by hand, as a source of its own that lapses with what it rested on.</summary>
public sealed class AnswersByHandTests : IDisposable
{
    private const string Treated = """
        {"resourceType":"Patient","id":"p"}
        {"resourceType":"Procedure","id":"filter","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"397913009"}]},"performedDateTime":"2021-03-04"}
        {"resourceType":"Procedure","id":"mat","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"276977004"}]},"bodySite":[{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]}],"performedDateTime":"2021-03-04"}

        """;

    private const string Lysis =
        """{"resourceType":"Procedure","id":"cdt","status":"STATUS","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"432948005"}]},"performedDateTime":"2021-03-04"}""";

    private const string Later = """

        {"resourceType":"Procedure","id":"later","status":"in-progress","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"276977004"}]},"bodySite":[{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]}],"performedDateTime":"2021-07-01"}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ivcfhir-answers-");

    private string File => Path.Combine(folder.FullName, "answers.ndjson");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_answer_closes_the_question_and_is_told_wherever_it_counts()
    {
        var chart = Chart(Lysis, "in-progress");
        Assert.Equal("not-understood", await Said(chart, "technical-success"));

        var added = await Answer(chart, "technical-success", "yes");

        Assert.Equal(0, added.Exit);
        Assert.Equal("True", await Said(chart, "technical-success"));
        var report = await Cli.RunAsync("report", "--from", chart, "--answers", File, "--format", "json");
        Assert.Equal(1, JsonNode.Parse(report.Output)!["figures"]![0]!["answeredByHand"]!.GetValue<int>());
        Assert.Contains(
            "1 answered by hand",
            (await Cli.RunAsync("report", "--from", chart, "--answers", File)).Output,
            StringComparison.Ordinal
        );
        var explained = await Cli.RunAsync(
            "explain",
            "--patient",
            "Patient/p",
            "--outcome",
            "technical-success",
            "--from",
            chart,
            "--answers",
            File
        );
        Assert.Contains("by hand  Dr. A, ", explained.Output, StringComparison.Ordinal);
        Assert.Contains(": operation report read", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_one_question_puts_the_next_and_both_hold()
    {
        var chart = Chart(Lysis + Later, "in-progress");
        Assert.Equal(0, (await Answer(chart, "technical-success", "yes")).Exit);
        Assert.Equal("not-recorded", await Said(chart, "primary-patency"));

        Assert.Equal(0, (await Answer(chart, "primary-patency", "lost:2021-07-01:reintervention", "inferior-vena-cava")).Exit);

        Assert.Equal("True", await Said(chart, "technical-success"));
        Assert.Equal("119", await Said(chart, "primary-patency"));
    }

    [Theory]
    [InlineData("unknown", "not-understood", true)] // the record says something else, and leaves it open
    [InlineData("completed", "True", false)] // the record answers by itself
    [InlineData("not-done", "False", false)]
    public async Task An_answer_lapses_when_what_it_rests_on_changes(string status, string expected, bool told)
    {
        var chart = Chart(Lysis, "in-progress");
        await Answer(chart, "technical-success", "no");

        Chart(Lysis, status);

        Assert.Equal(expected, await Said(chart, "technical-success"));
        var issues = await Cli.RunAsync("score", chart, "--answers", File);
        Assert.Equal(told, issues.Messages.Contains("answer-lapsed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_anew_and_bears_on_the_question_lets_the_answer_lapse_and_what_does_not_leaves_it()
    {
        var chart = Chart(Lysis, "in-progress");
        await Answer(chart, "technical-success", "yes");

        System.IO.File.AppendAllText(
            chart,
            """

            {"resourceType":"Observation","id":"weight","status":"final","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"effectiveDateTime":"2021-03-04","valueQuantity":{"value":70,"unit":"kg"}}
            """
        );
        Assert.Equal("True", await Said(chart, "technical-success"));

        System.IO.File.AppendAllText(
            chart,
            "\n" + Lysis.Replace("STATUS", "unknown", StringComparison.Ordinal).Replace("\"cdt\"", "\"cdt2\"", StringComparison.Ordinal)
        );
        Assert.Equal("not-understood", await Said(chart, "technical-success"));
    }

    [Fact]
    public async Task The_last_answer_counts_and_may_be_taken_back()
    {
        var chart = Chart(Lysis, "in-progress");
        await Answer(chart, "technical-success", "yes");
        await Answer(chart, "technical-success", "no");
        Assert.Equal("False", await Said(chart, "technical-success"));

        await Answer(chart, "technical-success", "withdrawn");

        Assert.Equal("not-understood", await Said(chart, "technical-success"));
        Assert.Equal(3, System.IO.File.ReadAllLines(File).Length);
    }

    [Theory]
    [InlineData("technical-success", "maybe", "patient", "yes or no")]
    [InlineData("duration", "1", "patient", "that is not asked of this patient. Open are: technical-success")]
    [InlineData("secondary-patency", "lost:2021-07-01:restenosis", "inferior-vena-cava", "lost:DATE:occlusion")]
    [InlineData("secondary-patency", "open:2021-03-03", "inferior-vena-cava", "on the day on which the treatment ended or later")]
    public async Task What_cannot_be_answered_is_refused_with_the_form_and_what_is_open(
        string question,
        string answer,
        string location,
        string message
    )
    {
        var refused = await Answer(Chart(Lysis, "in-progress"), question, answer, location);

        Assert.Equal(2, refused.Exit);
        Assert.Contains(message, refused.Messages, StringComparison.Ordinal);
        Assert.Empty(System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task What_the_record_answers_is_corrected_there()
    {
        var refused = await Answer(Chart(Lysis, "completed"), "technical-success", "no");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("the record answers it", refused.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(
        """{"site":"files","patient":null,"question":"q","location":"l","visit":"","answer":"yes","who":"w","when":"2026-01-01T00:00:00Z","ground":"g","sources":"s"}"""
    )]
    [InlineData(
        """{"site":"files","patient":"p","question":"q","location":"l","visit":"","answer":"yes","who":"w","when":"soon","ground":"g","sources":"s"}"""
    )]
    [InlineData(
        """{"site":"files","patient":"p","question":"q","location":"l","visit":"","answer":"yes","who":"w","when":"2026-01-01T00:00:00Z","ground":"g","sources":"s","more":1}"""
    )]
    [InlineData(
        """{"site":"\ud800","patient":"p","question":"q","location":"l","visit":"","answer":"yes","who":"w","when":"2026-01-01T00:00:00Z","ground":"g","sources":"s"}"""
    )]
    [InlineData("[]")]
    [InlineData("secret")]
    public async Task A_file_that_holds_another_thing_than_answers_is_refused_with_its_line_and_not_its_words(string line)
    {
        await System.IO.File.WriteAllTextAsync(File, "\n" + line + "\n", TestContext.Current.CancellationToken);

        var refused = await Cli.RunAsync("score", Chart(Lysis, "completed"), "--answers", File);

        Assert.Equal(2, refused.Exit);
        Assert.Contains("line 2 of", refused.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Messages, StringComparison.Ordinal);
    }

    /// <summary>A bleed of which nobody knows whether it was major, and a diagnosis that leaves both questions open.</summary>
    private const string Bleed = """

        {"resourceType":"Condition","id":"bleed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"K92.2"}]},"onsetDateTime":"2021-03-06"}
        """;

    [Fact]
    public async Task An_answer_that_contradicts_another_is_refused()
    {
        var chart = Chart(Lysis + Bleed, "completed");
        Assert.Equal(0, (await Answer(chart, "major-bleeding", "yes")).Exit);

        var refused = await Answer(chart, "severe-complication", "no");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("contradicts major-bleeding", refused.Messages, StringComparison.Ordinal);
        Assert.Equal(0, (await Answer(chart, "severe-complication", "yes")).Exit);
    }

    [Fact]
    public async Task Of_two_answers_in_the_file_that_contradict_each_other_neither_is_taken()
    {
        var chart = Chart(Lysis + Bleed, "completed");
        await Answer(chart, "major-bleeding", "yes");
        await Answer(chart, "severe-complication", "yes");
        await System.IO.File.WriteAllTextAsync(
            File,
            (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).Replace(
                "\"severe-complication\",\"location\":\"patient\",\"visit\":\"\",\"answer\":\"yes\"",
                "\"severe-complication\",\"location\":\"patient\",\"visit\":\"\",\"answer\":\"no\"",
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );

        var scored = await Cli.RunAsync("score", chart, "--answers", File);

        Assert.Contains("inconsistent-items", scored.Messages, StringComparison.Ordinal);
        Assert.Equal("not-understood", await Said(chart, "major-bleeding"));
        Assert.Equal("not-understood", await Said(chart, "severe-complication"));
    }

    /// <summary>A stenosis that ends primary patency, and before it an act that may have ended it earlier.</summary>
    private const string Narrow = """

        {"resourceType":"Observation","id":"narrow","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2021-09-04","code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"vein-finding"}]},"bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]},"valueCodeableConcept":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/vein-status","code":"stenosed"}]}}
        """;

    [Theory]
    [InlineData("open:2021-10-04", 2)] // the record says that it was lost by 4 September
    [InlineData("lost:2021-10-04:occlusion", 2)]
    [InlineData("lost:2021-06-04:reintervention", 2)] // nothing that is unread is as early
    [InlineData("lost:2021-07-01:reintervention", 0)]
    [InlineData("lost:2021-09-04:restenosis", 0)]
    public async Task An_answer_stays_within_what_the_record_leaves_open(string answer, int exit) =>
        Assert.Equal(
            exit,
            (await Answer(Chart(Lysis + Later + Narrow, "completed"), "primary-patency", answer, "inferior-vena-cava")).Exit
        );

    [Theory]
    [InlineData("2021-03-09", false)]
    [InlineData("2021-03-19", true)]
    public async Task An_answer_lapses_when_the_stay_of_what_it_rests_on_says_something_else(string end, bool lapses)
    {
        const string Stay = """

            {"resourceType":"Encounter","id":"stay","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-03","end":"END"},"diagnosis":[{"condition":{"reference":"Condition/bleed"}}]}
            """;
        await Answer(
            Chart(Lysis + Bleed + Stay.Replace("END", "2021-03-09", StringComparison.Ordinal), "completed"),
            "severe-complication",
            "no"
        );

        var scored = await Cli.RunAsync(
            "score",
            Chart(Lysis + Bleed + Stay.Replace("END", end, StringComparison.Ordinal), "completed"),
            "--answers",
            File
        );

        Assert.Equal(lapses, scored.Messages.Contains("answer-lapsed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_of_patients_who_are_not_in_the_files_are_told()
    {
        var chart = Chart(Lysis, "in-progress");
        await Answer(chart, "technical-success", "no");
        await System.IO.File.AppendAllTextAsync(
            File,
            (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).Replace(
                "Patient/p",
                "Patient/q",
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );

        Assert.Contains(
            "1 answers by hand are of patients who are not in these files",
            (await Cli.RunAsync("score", chart, "--answers", File)).Messages,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_stands_on_a_line_of_its_own_in_a_file_that_only_its_owner_reads()
    {
        var chart = Chart(Lysis, "in-progress");
        await Answer(chart, "technical-success", "yes");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        await System.IO.File.WriteAllTextAsync(
            File,
            (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).TrimEnd(),
            TestContext.Current.CancellationToken
        );

        await Answer(chart, "technical-success", "no");

        Assert.Equal(2, System.IO.File.ReadAllLines(File).Length);
        Assert.Equal("False", await Said(chart, "technical-success"));
    }

    [Fact]
    public async Task An_answer_file_that_is_not_there_is_a_fault_and_not_no_answer()
    {
        var refused = await Cli.RunAsync("score", Chart(Lysis, "completed"), "--answers", File);

        Assert.Equal(2, refused.Exit);
        Assert.Contains("cannot be read", refused.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Instrument.ProcedureDuration, "71", "Minutes { Value = 71 }")]
    [InlineData(Instrument.ProcedureDuration, "0", null)]
    [InlineData(Instrument.FilterPosition, "infrarenal", "Position { Value = Infrarenal }")]
    [InlineData(Instrument.FilterPosition, "somewhere", null)]
    [InlineData(Instrument.FilterRetrieval, "retrieved", "Retrieval { Status = Retrieved, Attempts = 1 }")]
    [InlineData(Instrument.FilterRetrieval, "attempt-failed:2", "Retrieval { Status = AttemptFailed, Attempts = 2 }")]
    [InlineData(Instrument.FilterRetrieval, "not-attempted", "Retrieval { Status = NotAttempted, Attempts = 0 }")]
    [InlineData(Instrument.FilterRetrieval, "not-attempted:1", null)]
    [InlineData(Instrument.FilterRetrieval, "retrieved:0", null)]
    [InlineData(Instrument.FilterTilt, "16", "Measured { Value = 16, Unit = Degrees, Beyond = True }")]
    [InlineData(Instrument.FilterMigration, "-20", "Measured { Value = -20, Unit = Millimetres, Beyond = False }")]
    [InlineData(Instrument.PrimaryPatency, "open:2021-03-04", "TimeToLoss { Days = 0, Lost = False, Reason = LastImaging }")]
    [InlineData(Instrument.PrimaryPatency, "lost:2021-03-05:restenosis", "TimeToLoss { Days = 1, Lost = True, Reason = Restenosis }")]
    [InlineData(Instrument.PrimaryPatency, "lost:2021-03-05:technical-failure", null)]
    [InlineData(Instrument.PrimaryPatency, "lost:2021-03:occlusion", null)]
    [InlineData(Instrument.Death, "happened:2021-03-05", "TimeToEvent { Days = 1, Happened = True }")]
    [InlineData(Instrument.RecurrentDvt, "none:2022-03-04", "TimeToEvent { Days = 365, Happened = False }")]
    [InlineData(Instrument.Villalta, "5", null)]
    [InlineData(Instrument.FilterDwell, "1.5", null)]
    public void An_answer_has_the_form_of_its_question(Instrument instrument, string text, string? expected)
    {
        var value = AnswerValue.Of(instrument, text, new(2021, 3, 4), StudyProtocol.Default);

        Assert.Equal(expected, value?.ToString());
    }

    [Fact]
    public void Every_question_that_is_answered_by_hand_has_a_form_and_no_other() =>
        Assert.Equal(
            ["villalta", "vcss", "lysis-grade", "complication-sir-2003", "complication-sir-2017", "complication-cirse-2017"],
            Enum.GetValues<Instrument>().Where(instrument => AnswerValue.FormOf(instrument) is null).Select(StudyCode.Of)
        );

    private string Chart(string more, string status)
    {
        var path = Path.Combine(folder.FullName, "chart.ndjson");
        System.IO.File.WriteAllText(path, Treated + more.Replace("STATUS", status, StringComparison.Ordinal));
        return path;
    }

    private Task<CliResult> Answer(string chart, string question, string answer, string location = "patient") =>
        Cli.RunAsync(
            "answer",
            "--patient",
            "Patient/p",
            "--question",
            question,
            "--location",
            location,
            "--answer",
            answer,
            "--who",
            "Dr. A",
            "--ground",
            "operation report read",
            "--answers",
            File,
            "--from",
            chart
        );

    /// <summary>The value of the written Observation, or the code of why there is none.</summary>
    private async Task<string> Said(string chart, string question)
    {
        string[] args = ["score", chart, .. System.IO.File.Exists(File) ? ["--answers", File] : Array.Empty<string>()];
        var scored = await Cli.RunAsync(args);
        var one = scored
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .Single(line =>
                line["code"]!["coding"]![0]!["code"]!.GetValue<string>() == question
                && (line["bodySite"] is null || line["bodySite"]!["coding"]![0]!["code"]!.GetValue<string>() == "inferior-vena-cava")
            );
        return (one["valueBoolean"] ?? one["valueQuantity"]?["value"] ?? one["dataAbsentReason"]?["coding"]![1]!["code"])!.ToString() switch
        {
            "true" => "True",
            "false" => "False",
            var text => text,
        };
    }
}
