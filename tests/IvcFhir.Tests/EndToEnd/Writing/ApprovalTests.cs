using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// A change of rules, maps or settings is no news about a patient: what was written stands until somebody lets it change. What a person
/// answers is written, and goes with what it rested on.
/// </summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task What_other_rules_answer_otherwise_stands_until_it_is_approved()
    {
        await using var site = await TestSite.StartSmallAsync();
        var config = site.Config();
        Assert.Equal(1, (await Cli.RunAsync("once", "--config", config)).Exit);
        var before = site.Written();

        var other = With(config, settings => settings["Protocol"] = Strict(site));
        var held = await Cli.RunAsync("once", "--config", other);

        Assert.Contains("written outcomes would change by other rules, maps or settings", held.Output, StringComparison.Ordinal);
        Assert.Equal(1, held.Exit);
        var standing = site.Written();
        Assert.Equal(before.Keys, standing.Keys);
        Assert.All(before, one => Assert.Equal(ValueOf(one.Value), ValueOf(standing[one.Key])));

        Assert.Contains(
            "approved",
            (await Cli.RunAsync("approve", "--because", "upgrade", "--config", other)).Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "nothing to approve",
            (await Cli.RunAsync("approve", "--because", "upgrade", "--config", other)).Output,
            StringComparison.Ordinal
        );
        var after = await Cli.RunAsync("once", "--config", other);

        Assert.DoesNotContain("would change by other rules", after.Output, StringComparison.Ordinal);
        Assert.Contains(before, one => ValueOf(one.Value) != ValueOf(site.Written()[one.Key]));
    }

    [Fact]
    public async Task What_waits_for_approval_is_not_contradicted_meanwhile()
    {
        await using var site = await TestSite.StartSmallAsync();
        var config = site.Config();
        await Cli.RunAsync("once", "--config", config);
        Assert.Contains(Answers(site, "severe-complication", "Patient/a-02"), value => value == "false");
        var treated = site
            .Hospital.ChartOf("Procedure", "Patient/a-02")
            .Select(one => one["performedPeriod"]?["start"]?.GetValue<string>())
            .OfType<string>()
            .Min(StringComparer.Ordinal)!;
        site.Hospital.Store.Load([
            new JsonObject
            {
                ["resourceType"] = "Condition",
                ["id"] = "bleed",
                ["subject"] = new JsonObject { ["reference"] = "Patient/a-02" },
                ["code"] = new JsonObject
                {
                    ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://hl7.org/fhir/sid/icd-10-cm", ["code"] = "I61.9" }),
                },
                ["onsetDateTime"] = DateOnly
                    .Parse(treated[..10], System.Globalization.CultureInfo.InvariantCulture)
                    .AddDays(1)
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
        ]);

        var other = With(config, settings => settings["Protocol"] = Strict(site));
        await Cli.RunAsync("once", "--config", other);

        Assert.Contains(Answers(site, "severe-complication", "Patient/a-02"), value => value == "false");
        Assert.DoesNotContain(Answers(site, "major-bleeding", "Patient/a-02"), value => value == "true");
        await Cli.RunAsync("approve", "--because", "upgrade", "--config", other);
        await Cli.RunAsync("once", "--config", other);
        Assert.Contains(Answers(site, "severe-complication", "Patient/a-02"), value => value == "true");
        Assert.Contains(Answers(site, "major-bleeding", "Patient/a-02"), value => value == "true");
    }

    private static IEnumerable<string?> Answers(TestSite site, string question, string patient) =>
        site
            .Hospital.OwnOf(patient)
            .Where(one => one["code"]!["coding"]![0]!["code"]!.GetValue<string>() == question)
            .Select(one => one["valueBoolean"]?.ToJsonString());

    [Fact]
    public async Task Other_rules_that_answer_nobody_otherwise_need_no_approval()
    {
        await using var site = await TestSite.StartSmallAsync();
        var config = site.Config();
        await Cli.RunAsync("once", "--config", config);

        var zoned = With(config, settings => settings["Sites"]![0]!["TimeZone"] = "Etc/UTC");
        Assert.DoesNotContain("would change", (await Cli.RunAsync("once", "--config", zoned)).Output, StringComparison.Ordinal);

        Assert.Contains(
            "nothing to approve",
            (await Cli.RunAsync("approve", "--because", "upgrade", "--config", zoned)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_by_hand_is_written_and_becomes_absent_again_when_what_it_rested_on_changes()
    {
        await using var site = await TestSite.StartAsync(
            "centre-a",
            null,
            [
                Resource("Patient", "p"),
                Resource("Procedure", "filter", ("code", Code("397913009")), ("performedDateTime", "2021-03-04")),
                Resource(
                    "Procedure",
                    "mat",
                    ("code", Code("276977004")),
                    ("performedDateTime", "2021-03-04"),
                    ("bodySite", new JsonArray(Code("64131007")))
                ),
                Resource("Procedure", "cdt", ("code", Code("432948005")), ("performedDateTime", "2021-03-04"), ("status", "in-progress")),
            ]
        );
        var answers = Path.Combine(site.Folder, "answers.ndjson");
        await File.WriteAllTextAsync(answers, "", TestContext.Current.CancellationToken);
        var config = With(site.Config(), settings => settings["Answers"] = answers);
        await Cli.RunAsync("once", "--config", config);
        Assert.Equal("absent", Success(site));

        var given = await Cli.RunAsync(
            "answer",
            "--patient",
            "Patient/p",
            "--question",
            "technical-success",
            "--answer",
            "yes",
            "--who",
            "Dr. Wxyz",
            "--ground",
            "report read by Wxyz",
            "--config",
            config
        );
        Assert.Equal(0, given.Exit);
        var pass = await Cli.RunAsync("once", "--config", config);

        Assert.Equal("true", Success(site));
        Assert.DoesNotContain("Wxyz", pass.Output + pass.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Hospital.Store.All("Observation"), one => one.ToJsonString().Contains("Wxyz", StringComparison.Ordinal));
        Assert.Contains(
            site.Hospital.Store.All("Observation"),
            one => one.ToJsonString().Contains("answered-by-hand", StringComparison.Ordinal)
        );

        site.Hospital.Store.Load([
            Resource("Procedure", "cdt", ("code", Code("432948005")), ("performedDateTime", "2021-03-04"), ("status", "unknown")),
        ]);
        var lapsed = await Cli.RunAsync("once", "--config", config);

        Assert.Contains("answer-lapsed", lapsed.Output, StringComparison.Ordinal);
        Assert.Equal("absent", Success(site));
    }

    private static string Success(TestSite site)
    {
        var one = site
            .Hospital.Store.All("Observation")
            .Where(Hospital.IsOwn)
            .Single(observation => observation["code"]!["coding"]![0]!["code"]!.GetValue<string>() == "technical-success");
        return one["valueBoolean"]?.ToJsonString() ?? "absent";
    }

    private static string ValueOf(string bare)
    {
        var observation = JsonNode.Parse(bare)!.AsObject();
        return string.Join(
            '|',
            observation
                .Where(member => member.Key.StartsWith("value", StringComparison.Ordinal) || member.Key == "dataAbsentReason")
                .Select(member => member.Value!.ToJsonString())
        );
    }

    /// <summary>The study's protocol, by which a leg that was assessed is positive only at two visits.</summary>
    private static string Strict(TestSite site)
    {
        var rules = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "profiles/protocols/ivc-mat-cdt.json")))!;
        rules["villalta"]!["ptsDefinition"] = "two-visits";
        rules["patency"]!["restenosisEndsPrimary"] = false;
        rules.AsObject().Remove("$schema");
        var path = Path.Combine(site.Folder, "strict.json");
        File.WriteAllText(path, rules.ToJsonString());
        return path;
    }

    private static string With(string config, Action<JsonNode> change)
    {
        var settings = JsonNode.Parse(File.ReadAllText(config))!;
        change(settings);
        var path = Path.Combine(Path.GetDirectoryName(config)!, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, settings.ToJsonString());
        return path;
    }

    private static JsonObject Code(string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://snomed.info/sct", ["code"] = code }) };

    private static JsonObject Resource(string type, string id, params (string Name, JsonNode Value)[] members)
    {
        var resource = new JsonObject { ["resourceType"] = type, ["id"] = id };
        if (type != "Patient")
            (resource["status"], resource["subject"]) = ("completed", new JsonObject { ["reference"] = "Patient/p" });
        foreach (var (name, value) in members)
            resource[name] = value;
        return resource;
    }
}
