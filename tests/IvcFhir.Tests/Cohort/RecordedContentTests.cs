using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Cohort;

/// <summary>
/// The centres differ in shape only: what the description says stands in the resources of either, read back here by hand.
/// </summary>
public sealed class RecordedContentTests
{
    private static readonly ImmutableDictionary<string, JsonObject> ById = Enum.GetValues<Centre>()
        .SelectMany(SyntheticCohort.Resources)
        .ToImmutableDictionary(resource => resource["id"]!.GetValue<string>(), StringComparer.Ordinal);

    private static readonly (
        IReadOnlyDictionary<(string System, string Code), string> Codes,
        IReadOnlyDictionary<string, string> Texts
    ) SiteMap = StudyWords.SiteMap("centre-b");

    [Fact]
    public void Every_grade_of_the_description_is_recorded_and_a_missing_one_is_not() =>
        Assert.All(
            from story in DescribedFigures.Everyone
            from visit in story.Visits
            from leg in visit.Legs
            select (story, visit, leg),
            row =>
            {
                Assert.Equal(
                    Described(HospitalCodes.VillaltaItems, row.leg.Villalta),
                    Recorded(Panel(row.story, row.visit, row.leg, "villalta"))
                );
                Assert.Equal(Described(HospitalCodes.VcssItems, row.leg.Vcss), Recorded(Panel(row.story, row.visit, row.leg, "vcss")));
            }
        );

    [Fact]
    public void Every_scan_is_recorded_on_its_day_with_its_status() =>
        Assert.All(
            DescribedFigures.Everyone.SelectMany(story => story.Scans.Select(scan => (story, scan))),
            row =>
            {
                var recorded = ById[
                    $"{row.story.Id}-{Chart.Tag(row.scan.Day)}-scan-{row.scan.Vein}{(row.scan.Status is null ? "" : "-" + row.scan.Status)}"
                ];
                Assert.Equal(row.scan.Finding, Meaning(recorded["valueCodeableConcept"]!).Split('#')[1]);
                Assert.Equal(row.scan.Status ?? "final", recorded["status"]!.GetValue<string>());
                var taken = DateTimeOffset.Parse(recorded["effectiveDateTime"]!.GetValue<string>(), CultureInfo.InvariantCulture);
                Assert.Equal(row.story.DayZero.AddDays(row.scan.Day), DateOnly.FromDateTime(taken.UtcDateTime));
            }
        );

    private static IEnumerable<(string Item, int Grade)> Described(ImmutableArray<string> items, ImmutableArray<int?> grades) =>
        items.Zip(grades).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!.Value));

    private static JsonObject Panel(PatientStory story, Visit visit, LegGrades leg, string instrument)
    {
        var name = story.Centre == Centre.A ? $"{instrument}-{leg.Leg}" : $"{leg.Leg}-{instrument}";
        return ById[$"{story.Id}-{Chart.Tag(visit.Day)}-{name}{(visit.Status is null ? "" : "-" + visit.Status)}"];
    }

    private static IEnumerable<(string Item, int Grade)> Recorded(JsonObject panel)
    {
        var rows =
            panel["component"]?.AsArray().Select(component => component!)
            ?? panel["hasMember"]!.AsArray().Select(member => ById[member!["reference"]!.GetValue<string>().Split('/')[1]]);
        foreach (var row in rows)
        {
            var item = Meaning(row["code"]!).Split('#');
            if (item[0].EndsWith("-item", StringComparison.Ordinal) && Grade(row) is { } grade)
                yield return (item[1], grade);
        }
    }

    private static int? Grade(JsonNode row)
    {
        var meaning =
            row["valueString"] is { } text ? SiteMap.Texts[text.GetValue<string>()]
            : row["valueCodeableConcept"] is { } coded ? Meaning(coded)
            : null;
        return meaning is null ? row["valueInteger"]?.GetValue<int>() : int.Parse(meaning.Split('#')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>A study code as it stands, a local code through the site map.</summary>
    private static string Meaning(JsonNode concept)
    {
        var system = concept["coding"]![0]!["system"]!.GetValue<string>();
        var code = concept["coding"]![0]!["code"]!.GetValue<string>();
        return system.StartsWith(HospitalCodes.StudyBase, StringComparison.Ordinal)
            ? $"{system[HospitalCodes.StudyBase.Length..]}#{code}"
            : SiteMap.Codes[(system, code)];
    }
}
