using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.WriteBack;

/// <summary>The question that an Observation answers, as far as the site can tell it.</summary>
/// <param name="Identifier">The business identifier, made of the question alone.</param>
/// <param name="Patient">Whose it is, as the site references it.</param>
internal sealed record Question(string Identifier, string Patient)
{
    public static Question Of(OutcomeKey key) => new(OutcomeIdentity.Of(key), key.Patient);

    /// <summary>Whether a resource is an Observation that carries the identifier of this question. Whose it is, is asked apart.</summary>
    public bool IsAnsweredBy(JsonElement resource) =>
        resource.Text("resourceType") == "Observation"
        && resource
            .Items("identifier")
            .Any(own => own.Text("system") == StudyContract.Identifiers("outcome") && own.Text("value") == Identifier);
}

/// <summary>An Observation of this program as the site holds it.</summary>
/// <param name="Tag">What <c>If-Match</c> names: the ETag as the site gave it, else made of <c>meta.versionId</c>; null when the site gave
/// neither.</param>
/// <param name="Subject">The patient it stands with: the question's, or the one with whom that one was merged.</param>
internal sealed record StoredObservation(string Id, string? Version, string? Tag, string Subject, JsonElement Json)
{
    public static StoredObservation Of(JsonElement json, string? eTag, Question question)
    {
        var version = json.Member("meta")?.Text("versionId");
        return new(
            json.Text("id")!,
            version,
            eTag ?? (version is null ? null : $"W/\"{version}\""),
            Ownership.OwnerOf(json) ?? question.Patient,
            json
        );
    }
}
