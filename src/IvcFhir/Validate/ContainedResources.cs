using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Validate;

/// <summary>
/// A resource and what it contains, each as a resource of its own, so that all that follows reads both alike. What is contained has no
/// address: it is named after its container (<c>DiagnosticReport/1#o</c>), and the references within the container with it. Where it names
/// no patient it is of the container's.
/// </summary>
/// <param name="Container">Without what it contains, but for forms, which its answers are read by.</param>
internal sealed record ContainedResources(RawResource Container, ImmutableArray<RawResource> Parts, ImmutableArray<DataIssue> Issues)
{
    private const string Member = "contained";

    public static ContainedResources Of(RawResource raw, string patient)
    {
        if (!raw.Json.Items(Member).Any())
            return new(raw, [], []);
        var (parts, issues) = (ImmutableArray.CreateBuilder<RawResource>(), ImmutableArray.CreateBuilder<DataIssue>());
        var named = LocalReferences(raw.Json).ToHashSet(StringComparer.Ordinal);
        foreach (var same in raw.Json.Items(Member).Where(IsLookedAt).GroupBy(part => part.Text("id") ?? ""))
        {
            var (type, source) = (
                same.First().Text("resourceType")!,
                same.Key.Length == 0 ? raw.Source : new SourceRef($"{raw.Source}#{same.Key}")
            );
            if (same.Count() > 1 || !named.Contains(same.Key))
                issues.Add(new(IssueCode.InvalidResource, source));
            else if (type == "Procedure")
                issues.Add(new(IssueCode.ReferenceUnresolved, source));
            else if (References.NamesOther(patient, same.First()))
                issues.Add(new(IssueCode.ForeignReference, source));
            else
                parts.Add(new(type, source, Written(same.First(), raw, patient)));
        }
        return new(raw with { Json = Written(raw.Json, raw, null) }, parts.ToImmutable(), issues.ToImmutable());
    }

    /// <summary>
    /// What says something of the patient by itself. A Procedure that stands only inside another record is looked at and not counted: most
    /// often it is a copy, and an act must not count twice. A contained Encounter joins nothing, for nothing else can name it.
    /// </summary>
    private static bool IsLookedAt(JsonElement part) =>
        part.Text("resourceType")
            is "Observation"
                or "DiagnosticReport"
                or "QuestionnaireResponse"
                or "Device"
                or "DeviceUseStatement"
                or "Condition"
                or "Procedure"
                or "Medication"
        && !RawResources.IsOwn(part);

    private static IEnumerable<string> LocalReferences(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member => IsLocal(member) ? [member.Value.GetString()![1..]] : LocalReferences(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(LocalReferences),
            _ => [],
        };

    private static bool IsLocal(JsonProperty member) =>
        member.NameEquals("reference") && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.StartsWith('#');

    /// <param name="patient">Of what is contained: the patient to whom it belongs.</param>
    private static JsonElement Written(JsonElement resource, RawResource container, string? patient) =>
        Json.Written(writer =>
        {
            string Named(string reference) =>
                reference == "#" ? container.Source.Reference
                : reference.StartsWith('#') ? container.Source.Reference + reference
                : reference;
            writer.WriteStartObject();
            foreach (var member in resource.EnumerateObject().Where(member => !member.NameEquals(Member)))
                member.WriteRenamed(writer, Named);
            if (resource.Text("resourceType") == "QuestionnaireResponse")
                WriteForms(writer, container);
            if (patient is not null && NeedsSubject(resource))
            {
                writer.WriteStartObject("subject");
                writer.WriteString("reference", patient);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        });

    /// <summary>
    /// A Device is tied to the patient by what its container says of it, never by standing there: it may have been a failed one, or another
    /// one's.
    /// </summary>
    private static bool NeedsSubject(JsonElement part) =>
        part.Text("resourceType") is not ("Device" or "Medication") && part.Member("subject") is null;

    private static void WriteForms(Utf8JsonWriter writer, RawResource container)
    {
        var forms = container.Json.Items(Member).Where(part => part.Text("resourceType") == "Questionnaire").ToList();
        if (forms.Count == 0)
            return;
        writer.WriteStartArray(Member);
        forms.ForEach(form => writer.WriteRawValue(form.Utf8(), skipInputValidation: true));
        writer.WriteEndArray();
    }
}
