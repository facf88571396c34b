using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Protocols;

/// <summary>The whole program with the second study, from a hospital's server to every output: nothing of the first is built in.</summary>
public sealed class SecondStudyPipelineTests
{
    private static readonly string[] Figures =
    [
        "technical-success",
        "lysis-success",
        "clinical-success",
        "severe-complications",
        "major-bleeding",
        "iliac-primary-patency",
        "iliac-assisted-primary-patency",
        "iliac-secondary-patency",
        "pts",
        "villalta",
        "vcss",
        "recurrent-dvt",
        "pulmonary-embolism",
        "death",
    ];

    private static readonly string Hash = StudyProtocols.Load("iliofemoral-cdt").Rules.Hash;

    private static string Ndjson => string.Join('\n', IliofemoralChart.Resources().Select(resource => resource.ToJsonString()));

    [Fact]
    public async Task A_pass_over_a_hospital_without_filters_writes_what_files_score_and_the_second_pass_writes_nothing()
    {
        await using var site = await TestSite.StartAsync("centre-i", map: null, IliofemoralChart.Resources());
        var config = await ConfigAsync(site);

        var first = await Cli.RunAsync("once", "--config", config);
        var second = await Cli.RunAsync("once", "--config", config);
        var scored = await Cli.RunWithInputAsync(Ndjson, "score", "-", "--protocol", "iliofemoral-cdt");

        Assert.Contains(" 0 updated, 0 unchanged", first.Output, StringComparison.Ordinal);
        Assert.Contains("written 0 created, 0 updated", second.Output, StringComparison.Ordinal);
        Assert.Equal(ScoredObservations.FromNdjson(scored.Output).Count, site.Written().Count);
        Assert.All(
            site.Written().Values,
            text =>
                Assert.Contains(
                    $"\"iliofemoral-cdt/{StudyProtocols.Load("iliofemoral-cdt").Rules.Version}\"",
                    text,
                    StringComparison.Ordinal
                )
        );
        Assert.All(site.Written().Values, text => Assert.Contains(Hash, text, StringComparison.Ordinal));
        Assert.DoesNotContain(site.Written().Values, text => text.Contains("filter", StringComparison.Ordinal));
        Assert.Contains(site.Written().Values, text => text.Contains("with-compression", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_figures_are_those_that_were_worked_out_by_hand()
    {
        using var json = JsonDocument.Parse((await ReportAsync("json")).Output);
        var figures = json
            .RootElement.GetProperty("figures")
            .EnumerateArray()
            .ToDictionary(figure => figure.GetProperty("key").GetString()!, StringComparer.Ordinal);

        Assert.Equal(
            Figures,
            json.RootElement.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("key").GetString())
        );
        Assert.Equal((2, 3), Counts(figures["technical-success"]));
        Assert.Equal((0, 3), Counts(figures["severe-complications"]));
        // Four treated veins: one lost on day 100, one in a treatment that was stopped.
        Assert.Equal((4, 4), Counts(figures["iliac-primary-patency"]));
        Assert.Equal(2, figures["iliac-primary-patency"].GetProperty("events").GetInt32());
        Assert.Equal((1, 4), Counts(figures["pts"]));
        Assert.Equal((4, 4), Counts(figures["villalta"]));
        Assert.Equal(4, figures["villalta"].GetProperty("mean").GetDouble());
        Assert.Equal(6, figures["vcss"].GetProperty("mean").GetDouble());
        // No thrombus scores and no responses are recorded; nobody bled, had a new event or died.
        Assert.Equal((0, 0), Counts(figures["lysis-success"]));
        Assert.Equal((0, 0), Counts(figures["clinical-success"]));
        Assert.Equal((0, 3), Counts(figures["major-bleeding"]));
        Assert.All(["recurrent-dvt", "pulmonary-embolism", "death"], key => Assert.Equal(0, figures[key].GetProperty("events").GetInt32()));
        Assert.False(json.RootElement.TryGetProperty("retrieval", out _));
        Assert.Equal(
            [
                "iliac-primary-patency-without-failures",
                "iliac-assisted-primary-patency-without-failures",
                "iliac-secondary-patency-without-failures",
            ],
            json.RootElement.GetProperty("otherReadings").EnumerateArray().Select(figure => figure.GetProperty("key").GetString())
        );
        Assert.All(json.RootElement.GetProperty("otherReadings").EnumerateArray(), figure => Assert.Equal((3, 3), Counts(figure)));
    }

    [Theory]
    [InlineData("table"), InlineData("json"), InlineData("html"), InlineData("csv"), InlineData("fhir")]
    public async Task No_output_names_the_first_study_or_what_only_it_asks(string format)
    {
        var report = await ReportAsync(format);

        Assert.Equal(0, report.Exit);
        Assert.Contains("iliofemoral-cdt", report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ivc-mat-cdt", report.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]+ of [0-9]+ figures agree", report.Output);
        Assert.DoesNotContain("Filter", report.Output, StringComparison.Ordinal);
        // Page and MeasureReport cite what publications say of a figure, those of the first study among them.
        if (format is "table" or "json" or "csv")
            Assert.DoesNotContain("thrombectomy", report.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Its_MeasureReport_names_a_measure_of_the_contract_with_a_group_for_each_figure()
    {
        var report = JsonNode.Parse((await ReportAsync("fhir")).Output)!;
        var measure = Profiles.StudyContract.Read("profiles/generated/Measure-iliofemoral-cdt.json")!.RootElement;

        Assert.Equal(measure.GetProperty("url").GetString(), report["measure"]!.GetValue<string>());
        string[] rows =
        [
            .. Figures,
            "iliac-primary-patency-without-failures",
            "iliac-assisted-primary-patency-without-failures",
            "iliac-secondary-patency-without-failures",
        ];
        Assert.Equal(
            rows,
            measure
                .GetProperty("group")
                .EnumerateArray()
                .Select(group => group.GetProperty("code").GetProperty("coding")[0].GetProperty("code").GetString())
        );
        Assert.Equal(rows, report["group"]!.AsArray().Select(group => group!["code"]!["coding"]![0]!["code"]!.GetValue<string>()));
        Assert.Contains(Hash, report.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_figure_is_explained_under_its_own_rules_from_ledger_and_files_alike()
    {
        await using var site = await TestSite.StartAsync("centre-i", map: null, IliofemoralChart.Resources());
        var config = await ConfigAsync(site);
        await Cli.RunAsync("once", "--config", config);

        foreach (var figure in Figures)
        {
            var fromLedger = await Cli.RunAsync("explain", figure, "--config", config);
            var fromFiles = await Cli.RunWithInputAsync(Ndjson, "explain", figure, "--from", "-", "--protocol", "iliofemoral-cdt");

            Assert.Equal((0, ""), (fromLedger.Exit, fromLedger.Messages));
            Assert.Equal(
                fromFiles.Output.Replace(" of files", " of centre-i", StringComparison.Ordinal).Split('\n').Select(WithoutIdentifier),
                fromLedger.Output.Split('\n').Select(WithoutIdentifier)
            );
            Assert.Contains($"iliofemoral-cdt/1.0.0, hash {Hash}", fromLedger.Output, StringComparison.Ordinal);
        }

        var pts = await Cli.RunAsync("explain", "pts", "--config", config);
        Assert.Contains("D2 villalta.ptsDefinition: two-visits", pts.Output, StringComparison.Ordinal);
        Assert.Contains("D2 pts-definition single-visit: 25.0 %", pts.Output, StringComparison.Ordinal);
        Assert.Contains("Patient/no-diagnosis of centre-i: not-in-study, no-required-diagnosis", pts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_it_does_not_ask_for_is_refused_with_those_that_it_asks_for()
    {
        var result = await Cli.RunWithInputAsync(Ndjson, "explain", "filter-infrarenal", "--from", "-", "--protocol", "iliofemoral-cdt");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "the protocol iliofemoral-cdt does not ask for 'filter-infrarenal'. Its figures: technical-success, lysis-success",
            result.Messages,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Its_gaps_are_of_its_own_visits_and_of_nothing_that_it_does_not_ask()
    {
        var gaps = await Cli.RunWithInputAsync(
            Ndjson,
            "gaps",
            "--from",
            "-",
            "--protocol",
            "iliofemoral-cdt",
            "--as-of",
            "2024-12-31",
            "--format",
            "csv"
        );

        Assert.Equal(0, gaps.Exit);
        Assert.Contains("month-18", gaps.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("month-36", gaps.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("filter", gaps.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("inferior-vena-cava", gaps.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no-duration", gaps.Output, StringComparison.Ordinal);
        Assert.Contains("Patient/stopped", gaps.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Patient/no-diagnosis", gaps.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_studies_in_one_ledger_are_explained_apart_from_each_other()
    {
        await using var site = await TestSite.StartAsync("centre-i", map: null, IliofemoralChart.Resources());
        var second = await ConfigAsync(site);
        await Cli.RunAsync("once", "--config", second);
        var alone = await Cli.RunAsync("explain", "iliac-primary-patency", "--config", second);
        var file = Path.Combine(site.Folder, "everyone.json");
        await File.WriteAllTextAsync(
            file,
            """{ "id": "everyone", "version": "1.0.0", "title": "t", "eligibility": { "filter": "not-required" }, "indexTreatment": { "success": ["thrombolysis"] } }"""
        );
        var other = Path.Combine(site.Folder, "everyone-config.json");
        await File.WriteAllTextAsync(
            other,
            $$"""{ "Protocol": {{JsonSerializer.Serialize(file)}}, {{(await File.ReadAllTextAsync(site.Config()))[1..]}}"""
        );
        await Cli.RunAsync("once", "--config", other);

        Assert.Equal(alone.Output, (await Cli.RunAsync("explain", "iliac-primary-patency", "--config", second)).Output);
        Assert.Equal(
            alone.Output,
            (await Cli.RunAsync("explain", "iliac-primary-patency", "--config", other, "--protocol", "iliofemoral-cdt")).Output
        );
        Assert.NotEqual(alone.Output, (await Cli.RunAsync("explain", "iliac-primary-patency", "--config", other)).Output);
    }

    [Theory]
    [
        InlineData("no-diagnosis", "no-required-diagnosis", "Condition"),
        InlineData("later-diagnosis", "no-required-diagnosis", "Condition"),
        InlineData("thrombectomy-only", "no-required-treatment", "Procedure")
    ]
    public async Task Who_does_not_belong_is_told_why_with_the_search_that_would_have_found_it(string patient, string reason, string type)
    {
        var result = await Cli.RunWithInputAsync(
            Ndjson,
            "explain",
            "--patient",
            $"Patient/{patient}",
            "--from",
            "-",
            "--protocol",
            "iliofemoral-cdt"
        );

        Assert.StartsWith(
            $"Patient/{patient} of files: not in the study's population\n  why\n    {reason}\n      GET "
                + $"{type}?patient=Patient/{patient}&code=",
            result.Output,
            StringComparison.Ordinal
        );
    }

    private static Task<CliResult> ReportAsync(string format) =>
        Cli.RunWithInputAsync(Ndjson, "report", "--from", "-", "--protocol", "iliofemoral-cdt", "--format", format);

    private static async Task<string> ConfigAsync(TestSite site)
    {
        var path = Path.Combine(site.Folder, "second.json");
        await File.WriteAllTextAsync(path, "{ \"Protocol\": \"iliofemoral-cdt\", " + (await File.ReadAllTextAsync(site.Config()))[1..]);
        return path;
    }

    // The site is part of an outcome's identity.
    private static string WithoutIdentifier(string line) =>
        System.Text.RegularExpressions.Regex.Replace(
            line,
            "[0-9a-f]{40}",
            "",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    private static (int N, int Of) Counts(JsonElement figure) => (figure.GetProperty("n").GetInt32(), figure.GetProperty("of").GetInt32());
}
