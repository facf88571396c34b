using System.IO.Compression;
using System.Text;

namespace IvcFhir.Tests.Gate;

/// <summary>Files as hospitals sent them, each with the right value, and others of each kind.</summary>
public sealed class CaseTests
{
    private const string Deep = "22-deep-in-bundle.json",
        History = "11-history-old-version-wins.json",
        Slash = "26-trailing-slash.ndjson",
        Merged = "24-merged-patient.ndjson",
        Occluded = "27-occluded-five-hours-later.ndjson";

    [Fact] // bytes/06
    public async Task Half_a_surrogate_costs_one_resource_one_issue_and_nothing_else()
    {
        var chart = await Chart.OfCaseAsync("06-half-surrogate-file.ndjson");

        Assert.Equal(1, chart.Exit);
        Assert.Equal(["invalid-resource Observation/p1-d57-villalta-left (06-half-surrogate-file.ndjson:5)"], chart.Issues);
        Assert.Equal(11, chart.Outcomes.Count);
    }

    [Theory] // of the kind of bytes/06
    [InlineData("\"reference\": \"Patient/p1\"}, \"category\"", "\"reference\": \"Patient/\\ud800\"}, \"category\"")]
    [InlineData("\"resourceType\": \"Observation\", \"id\": \"p1-d57", "\"resourceType\": \"\\udfff\", \"id\": \"p1-d57")]
    [InlineData("\"effectiveDateTime\": \"2016-10-18\"", "\"\\ud800\": 1, \"effectiveDateTime\": \"2016-10-18\"")]
    [InlineData("\"effectiveDateTime\": \"2016-10-18\"", "\"\": 1, \"effectiveDateTime\": \"2016-10-18\"")]
    [InlineData("\"id\": \"p1-d57-villalta-left\"", "\"id\": \"\\ud800\"")]
    public async Task What_is_no_text_anywhere_costs_its_resource(string from, string to)
    {
        var lines = (await File.ReadAllLinesAsync(Chart.Case("06-half-surrogate-file.ndjson")))
            .Select(line => line.Replace(@"\ud83d", "x", StringComparison.Ordinal))
            .ToArray();
        lines[4] = lines[4].Replace(from, to, StringComparison.Ordinal);
        var chart = await Chart.OfLinesAsync(lines);

        Assert.Equal(1, chart.Exit);
        Assert.Contains("lines.ndjson:5", Assert.Single(chart.Issues), StringComparison.Ordinal);
        Assert.Equal(11, chart.Outcomes.Count);
    }

    [Theory] // bytes/score-*, validate-*
    [InlineData("score-empty-key.json", "invalid-resource Patient/p (score-empty-key.json:1)")]
    [InlineData("score-lone-surrogate.json", "invalid-resource score-lone-surrogate.json:1")]
    [InlineData("validate-reference-number.json", "reference-unresolved Procedure/p (validate-reference-number.json:1) Procedure.subject")]
    public async Task Odd_bytes_end_no_run(string name, string issue)
    {
        var chart = await Chart.OfCaseAsync(name);

        Assert.Equal(1, chart.Exit);
        Assert.Equal([issue], chart.Issues);
    }

    [Fact] // bytes/11
    public async Task In_a_history_the_first_is_the_newest()
    {
        var chart = await Chart.OfCaseAsync(History);

        Assert.Empty(chart.Issues);
        Assert.Contains("\"valueInteger\":6", chart.The("villalta"), StringComparison.Ordinal);
    }

    [Theory] // of the kind of bytes/11
    [InlineData("\"lastUpdated\": \"2016-10-18T10:00:00Z\"", "\"lastUpdated\": \"2016-10-20T10:00:00Z\"", false)]
    [InlineData("\"versionId\": \"1\"", "\"versionId\": \"2\"", false)]
    [InlineData("\"lastUpdated\": \"2016-10-18T10:00:00Z\"", "\"lastUpdated\": \"2016-10-18T10:00:00\"", true)]
    [InlineData("\"type\": \"history\"", "\"type\": \"collection\"", true)]
    public async Task A_history_that_contradicts_itself_is_told_and_nobody_guesses(string from, string to, bool answered)
    {
        var text = (await File.ReadAllTextAsync(Chart.Case(History))).Replace(from, to, StringComparison.Ordinal);
        using var folder = new Folder();
        var chart = await Chart.OfAsync(folder.Write("h.json", text));

        Assert.Equal(
            answered ? [] : ["versions-disagree Observation/p1-d57-villalta-left (h.json:236 entry 5, h.json:421 entry 6)"],
            chart.Issues.Select(issue =>
                issue
                    .Replace("h.json:235", "h.json:236", StringComparison.Ordinal)
                    .Replace("h.json:419", "h.json:421", StringComparison.Ordinal)
            )
        );
        Assert.Equal(answered, chart.The("villalta").Length > 0);
    }

    [Theory] // bytes/22 and others of its kind
    [
        InlineData("22-deep-in-bundle.json", 0),
        InlineData("deep.json.gz", 0),
        InlineData("deep.ndjson", 10_000),
        InlineData("array.json", 10_000)
    ]
    public async Task What_is_too_deep_costs_itself(string name, int depth)
    {
        using var folder = new Folder();
        var bundle = await File.ReadAllTextAsync(Chart.Case(Deep));
        var encounter =
            $$"""{"resourceType":"Encounter","id":"p1-deep","subject":{"reference":"Patient/p1"},"extension":{{new string('[', depth)}}{{new string(']', depth)}} }""";
        var path = name switch
        {
            "deep.json.gz" => folder.Write(name, Zipped(Encoding.UTF8.GetBytes(bundle))),
            "deep.ndjson" => folder.Write(name, $"{encounter}\n{await File.ReadAllTextAsync(Chart.Case("10-death-lost.ndjson"))}"),
            "array.json" => folder.Write(
                name,
                $"[{encounter},\n{string.Join(",\n", await File.ReadAllLinesAsync(Chart.Case("10-death-lost.ndjson")))}]"
            ),
            _ => Chart.Case(Deep),
        };
        var chart = await Chart.OfAsync(path);

        Assert.Single(chart.Issues, issue => issue.StartsWith("invalid-resource Encounter/p1-deep (", StringComparison.Ordinal));
        Assert.Equal(13, chart.Outcomes.Count);
    }

    [Theory] // bytes/26 and others of its kind
    [
        InlineData("Patient/p1/", 13),
        InlineData("Patient/p1/_history/2", 13),
        InlineData("Patient/p1#x", 11),
        InlineData("patient/p1", 11),
        InlineData("https://elsewhere.example.org/Patient/p1", 11)
    ]
    [InlineData("Urn:a/b", 11), InlineData("Patient/p1?x=1", 11), InlineData("Patient\\\\p1", 11)]
    public async Task A_subject_in_another_spelling_is_the_patient_or_an_issue(string reference, int outcomes)
    {
        var lines = await File.ReadAllLinesAsync(Chart.Case(Slash));
        var chart = await Chart.OfLinesAsync([
            .. lines.Select(line => line.Replace("\"Patient/p1/\"", $"\"{reference}\"", StringComparison.Ordinal)),
        ]);

        Assert.Equal(outcomes, chart.Outcomes.Count);
        Assert.Equal(outcomes == 13 ? 0 : 1, chart.Issues.Count);
        Assert.Contains(" 1 patients", chart.Messages, StringComparison.Ordinal);
    }

    [Fact] // charts/22
    public async Task The_later_version_stands_in_any_order_of_lines()
    {
        var lines = await File.ReadAllLinesAsync(Chart.Case("22-two-versions-reversed.ndjson"));
        var one = await Chart.OfLinesAsync(lines);
        var other = await Chart.OfLinesAsync([.. lines.Reverse()]);

        Assert.Contains("\"lost\"}]},\"valueBoolean\":true", one.The("primary-patency"), StringComparison.Ordinal);
        Assert.Equal(one.Outcomes.Select(outcome => outcome.ToJsonString()), other.Outcomes.Select(outcome => outcome.ToJsonString()));
        Assert.Empty(one.Issues.Concat(other.Issues));
    }

    [Fact] // charts/24
    public async Task A_merged_patient_is_one()
    {
        var chart = await Chart.OfCaseAsync(Merged);

        Assert.Empty(chart.Issues);
        Assert.Equal("Patient/new", chart.Patients);
        Assert.Contains("\"valueQuantity\":{\"value\":184,", chart.The("primary-patency"), StringComparison.Ordinal);
    }

    private const string Link = """[{"other": {"reference": "Patient/new"}, "type": "replaced-by"}]""";

    [Theory] // of the kind of charts/24
    [
        InlineData("replaces", 1, "Patient/new", 0),
        InlineData("seealso", 2, "Patient/old", 0),
        InlineData("none", 2, "Patient/old", 0),
        InlineData("both", 2, "Patient/old", 2)
    ]
    [
        InlineData("chain", 1, "Patient/newest", 0),
        InlineData("without-new", 1, "Patient/new", 0),
        InlineData("absolute", 1, "Patient/new", 0),
        InlineData("unmerged", 2, "Patient/old", 0)
    ]
    public async Task Links_join_where_one_stands_for_all(string kind, int patients, string subject, int issues)
    {
        var lines = (await File.ReadAllLinesAsync(Chart.Case(Merged))).ToList();
        var (oldLink, newLink) = (Link, """[{"other": {"reference": "Patient/old"}, "type": "replaces"}]""");
        (oldLink, newLink) = kind switch
        {
            "replaces" => ("[]", newLink),
            "seealso" => (
                oldLink.Replace("replaced-by", "seealso", StringComparison.Ordinal),
                newLink.Replace("replaces", "seealso", StringComparison.Ordinal)
            ),
            "none" or "unmerged" => ("[]", "[]"),
            "both" => (oldLink, """[{"other": {"reference": "Patient/old"}, "type": "replaced-by"}]"""),
            "chain" => (oldLink, """[{"other": {"reference": "Patient/newest"}, "type": "replaced-by"}]"""),
            "absolute" => (oldLink.Replace("Patient/new", "Patient/new/_history/7", StringComparison.Ordinal), "[]"),
            _ => (oldLink, newLink),
        };
        if (kind == "unmerged")
            lines.Add($$"""{"resourceType":"Patient","id":"old","meta":{"versionId":"1"},"link":{{Link}} }""");
        lines[0] = $$"""{"resourceType":"Patient","id":"old","meta":{"versionId":"2"},"link":{{oldLink}} }""".Replace(
            ",\"link\":[]",
            "",
            StringComparison.Ordinal
        );
        lines[1] = $$"""{"resourceType":"Patient","id":"new","link":{{newLink}} }""".Replace(",\"link\":[]", "", StringComparison.Ordinal);
        if (kind == "without-new")
            lines.RemoveAt(1);
        var chart = await Chart.OfLinesAsync([.. lines]);

        Assert.Equal(issues, chart.Issues.Count(issue => issue.StartsWith("links-disagree", StringComparison.Ordinal)));
        Assert.Contains($" {patients} patients, 1 in the study", chart.Messages, StringComparison.Ordinal);
        Assert.Equal(subject, chart.Patients);
        Assert.Equal(patients == 1, chart.The("primary-patency").Contains("\"value\":184,", StringComparison.Ordinal));
    }

    [Theory] // of the kind of charts/80 and http 14
    [
        InlineData("", "", "same", true),
        InlineData("", "", "other", false),
        InlineData("1", "1", "other", false),
        InlineData("1", "2", "other", true),
        InlineData("a", "b", "other", false)
    ]
    [
        InlineData("10", "9", "other", true),
        InlineData("7|2021-01-02T00:00:00Z", "8|2021-01-01T00:00:00Z", "other", false),
        InlineData("8|2021-01-02T00:00:00Z", "7|2021-01-01T00:00:00Z", "other", true),
        InlineData("|2021-01-02T00:00:00Z", "|2021-01-02T01:00:00+02:00", "other", true)
    ]
    [
        InlineData("1|2021-01-02T00:00:00Z", "1|2021-01-03T00:00:00Z", "other", false),
        InlineData("b|2021-01-02T00:00:00Z", "a|2021-01-03T00:00:00Z", "other", true)
    ]
    [
        InlineData("7", "8|2021-01-01T00:00:00Z", "other", true),
        InlineData("7|2021-01-02T00:00:00Z", "8|soon", "other", false),
        InlineData("7|2021-01-02T00:00:00Z", "8|2021-01-03T00:00:00", "other", false)
    ]
    public async Task What_stands_twice_is_told_where_nothing_says_which_is_the_newer(string one, string two, string content, bool known)
    {
        var lines = (await File.ReadAllLinesAsync(Chart.Case("80-shared-ids-two-hospitals.ndjson")))[..4].ToList();
        lines.Add(
            content == "same"
                ? lines[1].Replace(": ", ":", StringComparison.Ordinal)
                : lines[1].Replace("2021-03-04", "2021-03-03", StringComparison.Ordinal)
        );
        lines[1] = lines[1].Replace("\"id\": \"fil\"", $"\"id\": \"fil\"{Meta(one)}", StringComparison.Ordinal);
        lines[4] = lines[4]
            .Replace("\"id\": \"fil\"", $"\"id\": \"fil\"{Meta(two)}", StringComparison.Ordinal)
            .Replace("\"id\":\"fil\"", $"\"id\":\"fil\"{Meta(two)}", StringComparison.Ordinal);
        var chart = await Chart.OfLinesAsync([.. lines]);
        var other = await Chart.OfLinesAsync([.. lines.AsEnumerable().Reverse()]);

        Assert.Equal(known ? [] : ["versions-disagree Procedure/fil (lines.ndjson:2, lines.ndjson:5)"], chart.Issues);
        Assert.Equal(known, chart.Outcomes.Count > 0);
        Assert.Equal(chart.Outcomes.Select(outcome => outcome.ToJsonString()), other.Outcomes.Select(outcome => outcome.ToJsonString()));
    }

    [Fact]
    public async Task A_deletion_is_the_newest_word_in_its_history()
    {
        var text = (await File.ReadAllTextAsync(Chart.Case(History))).Replace(
            "\"entry\": [",
            """
            "entry": [{"fullUrl":"http://h/fhir/Observation/p1-d57-villalta-left","request":{"method":"DELETE","url":"Observation/p1-d57-villalta-left"},"response":{"lastModified":"2016-11-01T00:00:00Z"}},
            """,
            StringComparison.Ordinal
        );
        using var folder = new Folder();
        var chart = await Chart.OfAsync(folder.Write("h.json", text));

        Assert.Empty(chart.Issues);
        Assert.Empty(chart.The("villalta"));
    }

    [Fact] // bytes/27
    public async Task A_vein_that_is_occluded_five_hours_after_the_treatment_was_lost_on_day_0()
    {
        var chart = await Chart.OfCaseAsync(Occluded);

        Assert.Empty(chart.Issues);
        Assert.Contains("\"valueQuantity\":{\"value\":0,", Cava(chart), StringComparison.Ordinal);
    }

    [Theory] // of the kind of bytes/27; the treatment lasts until 11:26
    [InlineData("2016-08-22T16:00:00+02:00", "2016-08-22T14:00:00Z", "\"valueQuantity\":{\"value\":0,", 0)]
    [InlineData("2016-08-22T16:00:00+02:00", "2016-08-22T19:00:00+05:00", "\"valueQuantity\":{\"value\":0,", 0)]
    [InlineData(
        "\"effectiveDateTime\": \"2016-08-22T16:00:00+02:00\"",
        "\"effectivePeriod\": {\"start\": \"2016-08-22T16:00:00+02:00\"}",
        "\"valueQuantity\":{\"value\":0,",
        0
    )]
    [InlineData(
        "\"effectiveDateTime\": \"2016-08-22T16:00:00+02:00\"",
        "\"effectiveInstant\": \"2016-08-22T14:00:00Z\"",
        "\"valueQuantity\":{\"value\":0,",
        0
    )]
    [InlineData("2016-08-22T16:00:00+02:00", "2016-08-22T08:00:00+02:00", "\"code\":\"not-recorded\"", 0)]
    [InlineData("2016-08-22T16:00:00+02:00", "2016-08-22", "\"code\":\"date-imprecise\"", 1)]
    [InlineData("2016-08-22T16:00:00+02:00", "2016-08-22T16:00:00", "\"code\":\"date-imprecise\"", 1)]
    [InlineData("\"end\": \"2016-08-22T11:26:00+02:00\"", "\"end\": \"2016-08-22\"", "\"code\":\"date-imprecise\"", 1)]
    [InlineData(
        "\"performedPeriod\": {\"start\": \"2016-08-22T11:09:00+02:00\", \"end\": \"2016-08-22T11:26:00+02:00\"}",
        "\"performedDateTime\": \"2016-08-22\"",
        "\"code\":\"date-imprecise\"",
        1
    )]
    public async Task On_the_day_of_treatment_the_time_of_an_image_tells_before_from_after(
        string from,
        string to,
        string answer,
        int issues
    )
    {
        var lines = await File.ReadAllLinesAsync(Chart.Case(Occluded));
        var chart = await Chart.OfLinesAsync([.. lines.Select(line => line.Replace(from, to, StringComparison.Ordinal))]);

        Assert.Equal(
            issues,
            chart.Issues.Count(issue => issue.StartsWith("date-too-imprecise Observation/p1-d0-scan-ivc", StringComparison.Ordinal))
        );
        Assert.Contains(answer, Cava(chart), StringComparison.Ordinal);
    }

    private static string Cava(Chart chart) =>
        chart.The("primary-patency").Split('\n').Single(outcome => outcome.Contains("\"inferior-vena-cava\"", StringComparison.Ordinal));

    private static string Meta(string meta) =>
        meta.Split('|') switch
        {
            [""] => "",
            ["", var at] => $",\"meta\":{{\"lastUpdated\":\"{at}\"}}",
            [var version, var at] => $",\"meta\":{{\"versionId\":\"{version}\",\"lastUpdated\":\"{at}\"}}",
            [var version, ..] => $",\"meta\":{{\"versionId\":\"{version}\"}}",
            _ => "",
        };

    [Fact] // charts/80
    public async Task One_id_with_two_contents_and_no_version_is_told()
    {
        var chart = await Chart.OfCaseAsync("80-shared-ids-two-hospitals.ndjson");

        Assert.Equal(1, chart.Exit);
        Assert.Equal(
            ["fil (80-shared-ids-two-hospitals.ndjson:2, 80-shared-ids-two-hospitals.ndjson:5)", "lys", "thr"],
            chart.Issues.Select((issue, i) => issue.Split('/', 2)[1][..(i == 0 ? ^0 : 3)])
        );
        Assert.Empty(chart.Outcomes);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(bytes);
        return zipped.ToArray();
    }
}
