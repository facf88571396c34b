using System.Text.Json;
using System.Text.RegularExpressions;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Evidence;

public sealed class EvidenceFileTests
{
    private static readonly EvidenceFile s_file = EvidenceFile.Shipped;

    [Fact]
    public void The_file_satisfies_its_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "profiles/evidence/evidence.schema.json")));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "profiles/evidence/evidence.json")));
        Assert.Empty(Faults(json.RootElement, schema.RootElement, schema.RootElement, "$"));
    }

    [Fact]
    public void Every_disputed_point_and_every_figure_has_sources()
    {
        Assert.Equal(
            Enumerable.Range(1, 15).Select(number => FormattableString.Invariant($"D{number}")),
            s_file.Points.Select(point => point.Id)
        );
        Assert.All(s_file.Points, point => Assert.NotEmpty(point.Sources));
        string[] figures =
        [
            .. FigureKey.Known,
            FigureKey.FilterRetrievalSuccess,
            FigureKey.FilterRetrievalRate,
            FigureKey.FilterRetrievalAdjusted,
        ];
        Assert.Equal(figures, s_file.Figures.Select(figure => figure.Figure));
        Assert.All(s_file.Figures, figure => Assert.NotEmpty(figure.Sources));
    }

    [Fact]
    public void Every_cited_source_is_listed_once_and_every_listed_source_is_cited()
    {
        var cited = s_file
            .Points.SelectMany(point => point.Sources)
            .Concat(s_file.Figures.SelectMany(figure => figure.Sources))
            .Select(statement => statement.Source)
            .Concat(s_file.Cohorts.Select(cohort => cohort.Source))
            .Concat(s_file.Misprints.Select(misprint => misprint.Source))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(cited.Order(StringComparer.Ordinal), s_file.Sources.Select(source => source.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_source_speaks_for_a_choice_that_the_disputed_rule_has()
    {
        foreach (var point in s_file.Points)
        {
            var settings = ProtocolEvidence.SettingsOf(point.Id).Select(setting => setting.Path).ToList();
            Assert.NotEmpty(settings);
            Assert.All(
                point.Sources.Where(one => one.For is not null),
                one =>
                {
                    var choice = SettingCondition.Parse(one.For!);
                    Assert.Contains(choice.Path, settings);
                    var allowed = ProtocolSchema.At(choice.Path).Items("enum").Select(value => value.GetString()!).ToList();
                    Assert.True(allowed.Count == 0 || allowed.Contains(choice.Value, StringComparer.Ordinal), one.For);
                }
            );
        }

        Assert.All(
            s_file.Cohorts.Where(cohort => cohort.OnlyUnder is not null),
            cohort => Assert.Contains(ProtocolSettings.All, setting => setting.Path == SettingCondition.Parse(cohort.OnlyUnder!).Path)
        );
    }

    [Fact]
    public void Who_speaks_for_the_default_supports_it_and_who_speaks_for_another_choice_contrasts_it() =>
        Assert.All(
            s_file.Points.SelectMany(point => point.Sources).Where(one => one is { For: not null, Stance: not Stance.Informs }),
            one => Assert.Equal(one.Stance == Stance.Supports, SettingCondition.Parse(one.For!).Holds(StudyProtocol.Default))
        );

    [Fact]
    public void Another_choice_turns_the_stance_of_its_sources()
    {
        var point = s_file.Points.Single(one => one.Id == "D2");
        var second = StudyProtocols.Load("iliofemoral-cdt").Rules;
        Assert.Equal(
            [("S12", Stance.Supports), ("S10", Stance.Supports), ("S11", Stance.Contrasts), ("S3", Stance.Contrasts)],
            ProtocolEvidence.Of(point, StudyProtocol.Default).Select(one => (one.Source.Id, one.Stance))
        );
        Assert.Equal(
            [("S11", Stance.Supports), ("S3", Stance.Supports), ("S12", Stance.Contrasts), ("S10", Stance.Contrasts)],
            ProtocolEvidence.Of(point, second).Select(one => (one.Source.Id, one.Stance))
        );
    }

    [Theory]
    [InlineData("ivc-mat-cdt"), InlineData("iliofemoral-cdt")]
    public void The_Measure_of_each_protocol_cites_the_same_sources_with_all_that_they_say(string protocol)
    {
        using var measure = StudyContract.Read($"profiles/generated/Measure-{protocol}.json")!;
        var artifacts = measure.RootElement.GetProperty("relatedArtifact").EnumerateArray().ToList();
        Assert.Equal(
            s_file.Sources.Select(source =>
                ((string?)"citation", (string?)source.Id, (string?)source.Citation, source.Url?.OriginalString)
            ),
            artifacts.Select(artifact => (artifact.Text("type"), artifact.Text("label"), artifact.Text("citation"), artifact.Text("url")))
        );
        Assert.All(
            s_file.Points.SelectMany(point => point.Sources).Concat(s_file.Figures.SelectMany(figure => figure.Sources)),
            one =>
                Assert.Contains(
                    one.Says,
                    artifacts.Single(artifact => artifact.Text("label") == one.Source).Text("display"),
                    StringComparison.Ordinal
                )
        );
        // The rates of retrieval and the other readings of patency follow.
        Assert.Equal(
            StudyProtocols.Load(protocol).Rules.Figures,
            measure
                .RootElement.GetProperty("group")
                .EnumerateArray()
                .Select(group => group.GetProperty("code").GetProperty("coding")[0].Text("code")!)
                .Take(StudyProtocols.Load(protocol).Rules.Figures.Length)
        );
    }

    [Fact]
    public void A_misprint_is_recomputed_from_its_counts_and_compared_with_nothing()
    {
        Assert.Equal(
            ["cavent-obstruction", "cirse-registry-major-complications"],
            s_file.Misprints.Where(one => one.Counts is not null).Select(one => one.Id).Order(StringComparer.Ordinal)
        );
        var cirse = s_file.Misprints.Single(one => one.Id == "cirse-registry-major-complications");
        Assert.Equal(0.32, Math.Round(100.0 * cirse.Counts!.N / cirse.Counts.Of, 2));
        var cavent = s_file.Misprints.Single(one => one.Id == "cavent-obstruction");
        var difference = TwoProportions.RiskDifference(new(cavent.Counts!.N, cavent.Counts.Of), new(cavent.Control!.N, cavent.Control.Of));
        Assert.Equal(
            (29.1, 11.6, 46.5),
            (
                Math.Round(difference.Estimate * 100, 1),
                Math.Round(difference.Interval!.Value.Lower * 100, 1),
                Math.Round(difference.Interval.Value.Upper * 100, 1)
            )
        );
        Assert.DoesNotContain(s_file.Cohorts, cohort => s_file.Misprints.Any(one => one.Printed == cohort.Printed));
    }

    [Fact]
    public void Printed_shares_intervals_and_effects_are_recomputed_from_the_counts()
    {
        Assert.All(
            s_file.Cohorts.Where(cohort => cohort.Interval is not null),
            cohort =>
            {
                var type = cohort.Interval!.Name == "Wilson" ? ProportionIntervalType.Wilson : ProportionIntervalType.ClopperPearson;
                var interval = Proportions.Of(cohort.N, cohort.Of, type);
                var digits =
                    cohort.Interval.Lower % 1 == 0 ? 0.5
                    : cohort.Id.StartsWith("v-", StringComparison.Ordinal) ? 0.005
                    : 0.05;
                Assert.Equal(cohort.Interval.Lower, interval.Lower * 100, digits + 1e-9);
                Assert.Equal(cohort.Interval.Upper, interval.Upper * 100, digits + 1e-9);
            }
        );
        Assert.All(
            s_file.Cohorts.Where(cohort => cohort.Effect is not null),
            cohort =>
            {
                var (first, second, printed) = (
                    new Count(cohort.N, cohort.Of),
                    new Count(cohort.Control!.N, cohort.Control.Of),
                    cohort.Effect!
                );
                var isDifference = printed.Measure == "risk-difference";
                var effect = isDifference ? TwoProportions.RiskDifference(first, second) : TwoProportions.OddsRatio(first, second)!.Value;
                var (scale, digits) = isDifference ? (100, 0.1) : (1, 0.005); // some authors cut off: clinical 7.9
                Assert.Equal(printed.Value, effect.Estimate * scale, digits + 1e-9);
                Assert.Equal(printed.Lower, effect.Interval!.Value.Lower * scale, digits + 1e-9);
                Assert.Equal(printed.Upper, effect.Interval.Value.Upper * scale, digits + 1e-9);
            }
        );
    }

    // As much of JSON Schema as the schema uses.
    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Faults(value, root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), root, path);
        if (schema.TryGetProperty("const", out var constant))
            return value.GetString() == constant.GetString() ? [] : [$"{path}: not {constant}"];
        if (schema.TryGetProperty("enum", out var allowed))
            return allowed.EnumerateArray().Any(one => one.GetString() == value.GetString()) ? [] : [$"{path}: {value} is not allowed"];
        return schema.GetProperty("type").GetString() switch
        {
            "object" when value.ValueKind == JsonValueKind.Object => OfObject(value, schema, root, path),
            "array" when value.ValueKind == JsonValueKind.Array => value
                .EnumerateArray()
                .SelectMany((item, place) => Faults(item, schema.GetProperty("items"), root, $"{path}[{place}]")),
            "string" when value.ValueKind == JsonValueKind.String => !schema.TryGetProperty("pattern", out var pattern)
            || Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1))
                ? []
                : [$"{path}: {value}"],
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) => [],
            "number" when value.ValueKind == JsonValueKind.Number => [],
            _ => [$"{path}: {value.ValueKind}"],
        };
    }

    private static IEnumerable<string> OfObject(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        var properties = schema.GetProperty("properties");
        foreach (
            var required in schema.GetProperty("required").EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
        )
            yield return $"{path}: {required} is missing";
        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var of))
                yield return $"{path}: {member.Name} is unknown";
            else
                foreach (var fault in Faults(member.Value, of, root, $"{path}.{member.Name}"))
                    yield return fault;
        }
    }
}
