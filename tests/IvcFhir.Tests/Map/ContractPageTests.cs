using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;
using static System.FormattableString;

namespace IvcFhir.Tests.Map;

/// <summary>
/// The page for integration engineers keeps its promises: each example gives the facts that stand below it, and each issue is explained.
/// </summary>
public sealed partial class ContractPageTests
{
    private const string Findings = "## Findings of";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "profiles", "README.md"));

    [Fact]
    public void Every_issue_is_explained_once()
    {
        var explained = IssueRow()
            .Matches(Page[Page.IndexOf("## Issues", StringComparison.Ordinal)..Page.IndexOf(Findings, StringComparison.Ordinal)])
            .SelectMany(row => Ticked().Matches(row.Groups["codes"].Value))
            .Select(code => code.Groups["text"].Value);

        Assert.Equal(
            Enum.GetValues<IssueCode>().Select(StudyCode.Of).Order(StringComparer.Ordinal),
            explained.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_finding_of_the_validator_is_explained_once_and_mended_as_the_program_says()
    {
        var explained = IssueRow()
            .Matches(Page[Page.IndexOf(Findings, StringComparison.Ordinal)..])
            .Select(row => row.Groups["codes"].Value.Trim('`'));

        Assert.Equal(
            Enum.GetValues<FindingCode>().Select(StudyCode.Of).Order(StringComparer.Ordinal),
            explained.Order(StringComparer.Ordinal)
        );
        Assert.All(
            Enum.GetValues<FindingCode>(),
            code => Assert.Contains($"| {FindingGuide.For(code).Text} |", Page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_example_gives_the_facts_that_it_promises()
    {
        var examples = Example()
            .Matches(
                Page[Page.IndexOf("## Shapes", StringComparison.Ordinal)..Page.IndexOf("## What is written", StringComparison.Ordinal)]
            );

        Assert.True(examples.Count >= 14);
        Assert.All(
            examples,
            example =>
                Assert.Equal(
                    Ticked().Matches(example.Groups["facts"].Value).Select(fact => fact.Groups["text"].Value),
                    FactsOf(
                        example.Groups["map"].Value,
                        example.Groups["json"].Value.Replace("{base}", StudyContract.Base, StringComparison.Ordinal)
                    )
                )
        );
    }

    private static IEnumerable<string> FactsOf(string map, string json)
    {
        var record = map.Length > 0 ? new Recorded().MappedBy(map) : new Recorded();
        foreach (var resource in JsonNode.Parse(json) is JsonArray several ? several : [JsonNode.Parse(json)])
        {
            if (resource!["resourceType"]!.GetValue<string>() != "Device")
                resource["subject"] = new JsonObject { ["reference"] = "Patient/1" };
            record.With(resource.AsObject());
        }
        var facts = record.Facts();
        return
        [
            .. facts.Interventions.Select(one =>
                $"{StudyCode.Of(one.Kind)} {Day(one.Performed.Day)}{Times(one.Performed)} "
                + $"{StudyCode.Of(one.Result)}{string.Concat(one.Sites.Select(site => $" {Site(site)}"))}"
            ),
            .. facts.Filters.Select(filter =>
                filter.Device is { } device
                    ? $"filter {device} by {StudyCode.Of(filter.Link)} on {Day(filter.Implanted!.Value.Value)}"
                    : $"filter none on {Day(filter.Implanted!.Value.Value)}"
            ),
            .. facts.Findings.Select(finding => $"vein {Site(finding.Site)} {Day(finding.Day)} {StudyCode.Of(finding.Status)}"),
            .. facts.Villalta.Select(Villalta),
            .. facts.Complications.Select(one =>
                $"complication {StudyCode.Of(one.Kind)} "
                + $"{Day(one.Day)}{(one.Grade is { } grade ? $" {StudyCode.Of(grade.Scale)} {grade.Grade}" : "")}"
            ),
            .. facts.FilterFindings.Select(Found),
            .. facts.Thrombus.Select(one => Invariant($"thrombus {Site(one.Site)} {Day(one.Day)} {one.Score} {StudyCode.Of(one.Phase)}")),
            .. facts.Responses.Select(one => $"response {Day(one.Day)} {(one.Improved ? "improved" : "not-improved")}"),
            .. facts.Issues.Select(issue => $"issue {StudyCode.Of(issue.Code)}"),
        ];
    }

    private static string Found(FilterFinding finding) =>
        finding switch
        {
            FilterFinding.Tilt tilt => Invariant($"tilt {Day(tilt.Day)} {tilt.Degrees} deg"),
            FilterFinding.Migration migration => Invariant($"migration {Day(migration.Day)} {migration.Millimetres} mm"),
            FilterFinding.Penetration strut => Invariant($"penetration {Day(strut.Day)} {strut.Millimetres} mm"),
            FilterFinding.Fracture fracture => $"fracture {Day(fracture.Day)} {(fracture.Present ? "yes" : "no")}",
            FilterFinding.Thrombus thrombus => $"filter-thrombus {Day(thrombus.Day)} {StudyCode.Of(thrombus.Extent)}",
            _ => throw new InvalidOperationException("Not a finding."),
        };

    private static string Villalta(VillaltaAssessment leg) =>
        $"villalta {StudyCode.Of(leg.Leg)} "
        + $"{Day(leg.Day)}{string.Concat(leg.Grades.Select(grade => $" {StudyCode.Of(grade.Key)}={grade.Value.Value}"))}"
        + (leg.Ulcer is { } ulcer ? $" ulcer={(ulcer.Value ? "yes" : "no")}" : "")
        + (leg.ReportedTotal is { } total ? $" total={total.Value}" : "");

    private static string Site(VeinSite site) => $"{StudyCode.Of(site.Segment)} {StudyCode.Of(site.Side)}";

    private static string Day(DayInterval day) => Invariant($"{day.First:yyyy-MM-dd}");

    private static string Times(Performed performed) =>
        performed is { Start: { } start, End: { } end } ? Invariant($" {start:HH:mm}-{end:HH:mmzzz}") : "";

    [GeneratedRegex(@"^\| (?<codes>(`[a-z-]+`(, )?)+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex IssueRow();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticked();

    [GeneratedRegex(
        @"(```json site-map\n(?<map>.*?)```\n\n)?```json\n(?<json>[^`]*?)```\nGives (?<facts>[^\n]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Example();
}
