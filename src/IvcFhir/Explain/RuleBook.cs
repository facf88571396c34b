using System.Collections.Frozen;
using System.Text.Json;
using IvcFhir.Profiles;

namespace IvcFhir.Explain;

/// <param name="Citation">The publication on which the rule rests; null for a rule of this project.</param>
internal sealed record RuleText(string Id, string Title, string Definition, string? Citation);

/// <summary>What each rule says and on whose authority, as the contract's CodeSystem has it.</summary>
internal static class RuleBook
{
    private static readonly FrozenDictionary<string, RuleText> Rules = Load().ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <param name="id">As an outcome names it: <c>villalta/1</c>.</param>
    /// <exception cref="InvalidOperationException">The contract does not describe the rule; a test looks each of them up.</exception>
    public static RuleText Of(string id) =>
        Rules.GetValueOrDefault(CodeOf(id)) is { } rule
            ? rule with
            {
                Id = id,
            }
            : throw new InvalidOperationException($"The contract does not describe the rule {id}.");

    /// <summary>A code has no slash: <c>villalta/1</c> is <c>villalta-1</c>.</summary>
    private static string CodeOf(string id) => id.Replace('/', '-');

    private static IEnumerable<RuleText> Load()
    {
        using var system = StudyContract.Read("profiles/generated/CodeSystem-rule.json")!;
        foreach (var concept in system.RootElement.Items("concept"))
            yield return new(concept.Text("code")!, concept.Text("display")!, concept.Text("definition")!, CitationOf(concept));
    }

    private static string? CitationOf(JsonElement concept) =>
        concept.Items("property").FirstOrDefault(property => property.Text("code") == "citation").Text("valueString");
}
