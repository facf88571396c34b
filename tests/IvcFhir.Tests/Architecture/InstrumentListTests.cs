using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using IvcFhir.Answers;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>
/// Questions are listed in the code once; each other place that must name one is held to the list, and named when it lacks one.
/// </summary>
public sealed partial class InstrumentListTests
{
    private const string List = "src/IvcFhir.Core/Instruments.cs, Instruments.All";
    private const string Codes = "profiles/fsh/input/fsh/terminology/outcomes.fsh";

    private static readonly string[] Written =
    [
        .. Instruments.All.Where(one => one.IsWrittenBack).Select(one => StudyCode.Of(one.Instrument)),
    ];

    [Fact]
    public void Every_question_stands_in_the_list_once_in_the_order_of_the_enumeration()
    {
        Lists.Same(Enum.GetNames<Instrument>(), Instruments.All.Select(one => one.Instrument.ToString()), List);
        Assert.Equal(Enum.GetValues<Instrument>(), Instruments.All.Select(one => one.Instrument));
    }

    [Fact]
    public void Every_question_has_a_code_in_the_contract() =>
        Lists.Same(
            Enum.GetValues<Instrument>().Select(StudyCode.Of),
            Lists.Strings("profiles/generated/CodeSystem-instrument.json", "concept", "code"),
            $"{Codes}, InstrumentCS (then profiles/build.sh)"
        );

    [Fact]
    public void Every_question_that_is_written_has_a_profile() =>
        Lists.Same(
            Written,
            Profiles().Select(profile => profile.Question),
            $"{Codes}, a line {{{{question CODE yes-no}}}} below the code, or a profile in profiles/fsh/input/fsh/out (then profiles/build.sh)"
        );

    [Fact]
    public void Every_question_that_is_written_has_an_example() =>
        Lists.Same(
            Written,
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "profiles/examples"), "Observation-example-outcome-*.json")
                .Select(QuestionOf),
            "profiles/fsh/input/fsh/examples/written.fsh (then profiles/build.sh)"
        );

    [Fact]
    public void A_profile_allows_the_answer_of_its_question_and_no_other() =>
        Assert.All(
            Profiles(),
            profile =>
                Lists.Same(
                    [TypeOf(Instruments.Of(StudyCode.Parse<Instrument>(profile.Question)!.Value).Answer)],
                    profile.Types,
                    $"the profile outcome-{profile.Question} beside the answer that {List} gives it"
                )
        );

    [Fact]
    public void Every_rule_of_the_core_has_a_code_in_the_contract()
    {
        var rules = Rules().Select(rule => rule.Replace('/', '-')).ToArray();

        Lists.Same(
            rules,
            Lists.Strings("profiles/generated/CodeSystem-rule.json", "concept", "code").Intersect(rules, StringComparer.Ordinal),
            $"{Codes}, RuleCS (then profiles/build.sh)"
        );
    }

    [Fact]
    public void What_bears_on_a_question_is_a_setting() =>
        Lists.Same(
            [],
            Instruments.All.SelectMany(one => one.Settings).Except(ProtocolSettings.All.Select(setting => setting.Path)),
            $"{List}, {nameof(DeclaredInstrument.Settings)} (paths as in src/IvcFhir/Protocols/ProtocolSettings.cs)"
        );

    [Fact]
    public void What_answers_a_question_is_a_kind_of_Observation() =>
        Lists.Same(
            [],
            Instruments.All.SelectMany(one => one.RecordedAs).Where(code => StudyCode.Parse<ObservationKind>(code) is null),
            $"{List}, {nameof(DeclaredInstrument.RecordedAs)} (codes of ObservationKindCS in profiles/fsh/input/fsh/terminology/facts.fsh)"
        );

    [Fact]
    public void A_question_is_answered_by_hand_unless_its_items_belong_into_the_record() =>
        Lists.Same(
            Instruments
                .All.Where(one => one.Answer is not (AnswerShape.Points or AnswerShape.Grade))
                .Select(one => one.Instrument.ToString()),
            Instruments.All.Where(one => AnswerValue.FormOf(one.Instrument) is not null).Select(one => one.Instrument.ToString()),
            "src/IvcFhir/Answers/AnswerValue.cs, by the shapes of src/IvcFhir.Core/AnswerShape.cs"
        );

    public static TheoryData<string> Kinds => [.. Enum.GetNames<UnreadKind>().Select(JsonNamingPolicy.CamelCase.ConvertName), "event"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_opens_a_question_by_default_opens_it_in_the_schema_and_in_the_first_protocol(string kind)
    {
        var expected = Instruments
            .All.Where(one => kind == "event" ? one.OpenedByEvents : one.OpenedBy.Any(opens => Same(opens, kind)))
            .Select(one => StudyCode.Of(one.Instrument))
            .ToArray();
        using var schema = Lists.Read("profiles/protocols/protocol.schema.json");
        using var protocol = Lists.Read("profiles/protocols/ivc-mat-cdt.json");
        var row = schema.RootElement.GetProperty("properties").GetProperty("unread").GetProperty("properties").GetProperty(kind);

        Lists.Same(expected, CodesIn(row.GetProperty("default")), $"profiles/protocols/protocol.schema.json, default of unread.{kind}");
        Lists.Same(
            expected,
            CodesIn(row.GetProperty("items").GetProperty("enum")).Intersect(expected, StringComparer.Ordinal),
            $"profiles/protocols/protocol.schema.json, enum of unread.{kind}"
        );
        Lists.Same(
            expected,
            CodesIn(protocol.RootElement.GetProperty("unread").GetProperty(kind)),
            $"profiles/protocols/ivc-mat-cdt.json, unread.{kind}"
        );
    }

    private static bool Same(UnreadKind kind, string name) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) == name;

    private static string[] CodesIn(JsonElement list) => [.. list.EnumerateArray().Select(code => code.GetString()!)];

    /// <summary>The profiles of questions, each with the code that it demands and the types of value that it allows.</summary>
    private static IEnumerable<(string Question, string[] Types)> Profiles()
    {
        foreach (
            var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "profiles/generated"), "StructureDefinition-outcome-*.json")
        )
        {
            using var profile = Lists.Read(file);
            var root = profile.RootElement;
            if (root.GetProperty("type").GetString() != "Observation" || root.GetProperty("abstract").GetBoolean())
                continue;
            var elements = root.GetProperty("snapshot").GetProperty("element").EnumerateArray().ToList();
            var code = elements.Single(element => element.GetProperty("id").GetString() == "Observation.code");
            var value = elements.Single(element => element.GetProperty("id").GetString() == "Observation.value[x]");
            yield return (
                code.GetProperty("patternCodeableConcept").GetProperty("coding")[0].GetProperty("code").GetString()!,
                [.. value.GetProperty("type").EnumerateArray().Select(type => type.GetProperty("code").GetString()!)]
            );
        }
    }

    private static string QuestionOf(string file)
    {
        using var example = Lists.Read(file);
        return example.RootElement.GetProperty("code").GetProperty("coding")[0].GetProperty("code").GetString()!;
    }

    private static string TypeOf(AnswerShape shape) =>
        shape switch
        {
            AnswerShape.YesNo => "boolean",
            AnswerShape.Points => "integer",
            AnswerShape.Grade or AnswerShape.Position or AnswerShape.Thrombus or AnswerShape.Retrieval => "CodeableConcept",
            _ => "Quantity",
        };

    /// <summary>Names of rules with their version, wherever the core declares one.</summary>
    private static IEnumerable<string> Rules() =>
        typeof(Instruments)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(text => Rule().IsMatch(text))
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9-]*/[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
