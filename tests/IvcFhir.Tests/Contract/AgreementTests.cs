using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Gate;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// The validator's "acceptable for scoring" against what the pipeline makes of the same instance: every mutation of what comes in is also
/// read, checked, mapped and scored, and its facts are compared with those of the example that it was made from. Bad data only ever takes
/// facts away, and never silently.
/// </summary>
public sealed class AgreementTests
{
    private const string Patient = "Patient/example-patient";

    private static readonly RecordValidator Checker = new();
    private static readonly RecordMapper Mapper = new(ConceptIndex.Load(null), StudyProtocol.Default);

    private static readonly Dictionary<string, JsonObject> Examples = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json")
        .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())
        .ToDictionary(resource => $"{resource["resourceType"]}/{resource["id"]}", StringComparer.Ordinal);

    /// <summary>What a resource is, is told by its code or form; a profile that it claims besides changes nothing.</summary>
    private static readonly Exemption[] OtherThanClaimed =
    [
        new("the code says what it is, not the profile claimed", finding => finding.Location is "Observation.code" or "Procedure.code"),
        new(
            "the form says what it is, not the profile claimed",
            finding => finding.Rule is "villalta-response#vil-q" or "vcss-response#vcs-q"
        ),
    ];

    private static readonly Exemption[] UnfitAndOtherwise =
    [
        .. OtherThanClaimed,
        new(
            "without its start it began on some day of its stay, and an issue says so",
            finding => finding is { Location: "Procedure.performed.start", Code: FindingCode.ElementMissing }
        ),
        new(
            "a filter that was taken out on a day that nobody wrote down is out all the same, and an issue says so",
            finding => finding is { Location: "Procedure" or "Procedure.performed", Code: FindingCode.ElementMissing }
        ),
    ];

    private static readonly Exemption[] UnfitAndSilent =
    [
        .. OtherThanClaimed,
        new("it belongs to no patient", finding => finding.Location.EndsWith(".subject", StringComparison.Ordinal)),
        new(
            "its code is none of the study's, as are most codes of a chart",
            finding => finding.Location is "Condition.code" or "Device.type" or "QuestionnaireResponse.questionnaire"
        ),
        new(
            "nothing is recorded in it",
            finding =>
                finding.Rule.EndsWith("#fnd-1", StringComparison.Ordinal)
                || finding.Rule.EndsWith("#srv-1", StringComparison.Ordinal)
                || finding.Rule.EndsWith("#pnl-1", StringComparison.Ordinal)
                || finding.Rule.EndsWith("#ffd-2", StringComparison.Ordinal)
                || finding.Rule.EndsWith("#thr-2", StringComparison.Ordinal)
                || (finding.Location == "Observation.value" && finding.Code == FindingCode.ElementMissing)
        ),
        new("it was not done, whatever its outcome says", finding => finding.Rule.EndsWith("#int-3", StringComparison.Ordinal)),
    ];

    private static readonly Exemption[] UnfitAndUsed =
    [
        .. OtherThanClaimed,
        new("repeated with the same value: one fact", finding => finding.Code == FindingCode.SliceRepeated),
        new(
            "members and results stand by themselves",
            finding =>
                finding.Rule.EndsWith("#pnl-1", StringComparison.Ordinal)
                || finding.Location.StartsWith("DiagnosticReport", StringComparison.Ordinal)
        ),
        new(
            "the filter is known by other links",
            finding =>
                finding.Location.StartsWith("DeviceUseStatement", StringComparison.Ordinal)
                || finding.Location.StartsWith("Device.udiCarrier", StringComparison.Ordinal)
        ),
        new(
            "the leg in words in place of its code",
            finding => finding.Code == FindingCode.TypeNotAllowed && finding.Location == "QuestionnaireResponse.item[0].answer[0].value"
        ),
        new("a diagnosis that is over was one", finding => finding.Location == "Condition.clinicalStatus"),
        new("nothing that comes in is read from it", finding => finding.Location.Contains(".contained[", StringComparison.Ordinal)),
    ];

    private static readonly Exemption[] FitAndChanged =
    [
        new(
            "incomplete, or not final: what is there is taken as it stands",
            finding => finding is { Code: FindingCode.InvariantFailed, Verdict: Verdict.Warning } || finding.Rule == "con-5"
        ),
        new(
            "an extensible binding: the code counts as what it is",
            finding => finding is { Code: FindingCode.CodeNotInValueSet or FindingCode.CodeMissing, Verdict: Verdict.Warning }
        ),
        new("an optional link to another type is not followed", finding => finding.Code == FindingCode.ReferenceOfOtherType),
        new("it belongs to no patient", finding => finding.Location.EndsWith(".subject", StringComparison.Ordinal)),
    ];

    private static readonly string[] Tables =
    [
        "anywhere",
        "assessments",
        "devices-and-diagnoses",
        "findings",
        "interventions",
        "responses",
        "villalta-item",
    ];

    [Fact]
    public async Task Bad_data_gives_no_fact_and_an_issue_and_what_is_acceptable_keeps_its_facts()
    {
        var (disagreements, needed) = (new List<string>(), new HashSet<Exemption>());
        foreach (var (example, _, line) in Tables.SelectMany(table => MutationTable.Rows($"Tables/{table}.txt")))
        {
            var instance = Mutation.Parse(line).Apply(MutationTable.Example(example));
            var findings = MutationTests.Judge(instance.ToJsonString());
            if (
                Disagreement(findings, await MapAsync(example, MutationTable.Example(example)), await MapAsync(example, instance))
                is not { } fault
            )
                continue;
            if (fault.Findings.All(finding => fault.Exemptions.Any(exemption => exemption.Holds(finding))))
                needed.UnionWith(fault.Exemptions.Where(exemption => fault.Findings.Any(exemption.Holds)));
            else
                disagreements.Add($"{example}: {line}\n    {fault.Text}");
        }
        Assert.True(disagreements.Count == 0, string.Join(Environment.NewLine, disagreements));
        Assert.Empty(
            UnfitAndOtherwise
                .Concat(UnfitAndSilent)
                .Concat(UnfitAndUsed)
                .Concat(FitAndChanged)
                .Except(needed)
                .Select(exemption => exemption.Why)
        );
    }

    private static Fault? Disagreement(IReadOnlyList<Finding> findings, Mapped before, Mapped after)
    {
        var (lost, gained, issues) = (
            before.Facts.Except(after.Facts).ToList(),
            after.Facts.Except(before.Facts).ToList(),
            after.Issues.Except(before.Issues).ToList()
        );
        var unfit = findings.Where(finding => !finding.AcceptableForScoring).ToList();
        if (findings.Count == 0 || before.Facts.Count == 0)
            return null;
        if (unfit.Count == 0)
            return lost.Count + gained.Count > 0 && issues.Count == 0
                ? new($"acceptable, and yet other facts: {string.Join("; ", gained.DefaultIfEmpty("none"))}", findings, FitAndChanged)
                : null;
        if (gained.Count > 0)
            return new($"a fact from bad data: {string.Join("; ", gained)}", unfit, UnfitAndOtherwise);
        if (issues.Count > 0)
            return null;
        return lost.Count > 0
            ? new($"set aside in silence: {lost[0]}", unfit, UnfitAndSilent)
            : new("used, although it is not acceptable for scoring", unfit, UnfitAndUsed);
    }

    /// <summary>The instance in the place of its example, among the examples that it names, through the pipeline as files go.</summary>
    private static async Task<Mapped> MapAsync(string example, JsonNode instance)
    {
        var lines = string.Join('\n', Chart(example, instance).Select(resource => resource.ToJsonString()));
        var source = await FolderSource.OpenAsync(
            "test",
            ["-"],
            new MemoryStream(Encoding.UTF8.GetBytes(lines)),
            CodeSieve.Everything,
            TestContext.Current.CancellationToken
        );
        var facts = Mapper.Map(Checker.Check(await source.PullAsync(Patient, TestContext.Current.CancellationToken)));
        return new(FactAtoms.Of(facts), StudyScorer.Score(facts, StudyProtocol.Default).Issues);
    }

    private static IEnumerable<JsonNode> Chart(string example, JsonNode instance)
    {
        var own = example.Replace("-example", "/example", StringComparison.Ordinal);
        var chart = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { [own] = instance };
        var pending = new Queue<JsonNode>([Examples[own]]);
        while (pending.TryDequeue(out var next))
        {
            foreach (
                var (name, other) in Examples
                    .Where(other =>
                        !chart.ContainsKey(other.Key)
                        && (Names(next, other.Key) || (own.StartsWith("Device", StringComparison.Ordinal) && IsPlacementOf(own, other)))
                    )
                    .ToList()
            )
            {
                chart.Add(name, other);
                pending.Enqueue(other);
            }
        }
        return chart.Values;
    }

    private static bool Names(JsonNode from, string reference) =>
        from.ToJsonString().Contains($"\"{reference}\"", StringComparison.Ordinal);

    private static bool IsPlacementOf(string device, KeyValuePair<string, JsonObject> other) =>
        other.Key.StartsWith("Procedure/", StringComparison.Ordinal) && Names(other.Value, device);

    private sealed record Mapped(IReadOnlySet<string> Facts, IReadOnlyCollection<DataIssue> Issues);

    private sealed record Fault(string Text, IReadOnlyList<Finding> Findings, Exemption[] Exemptions);

    /// <param name="Why">Why the pipeline is right all the same.</param>
    private sealed record Exemption(string Why, Func<Finding, bool> Holds);
}
