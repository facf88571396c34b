using System.Net;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using IvcFhir.Gate;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.WriteBack;

/// <summary>
/// The site's Observations of this program. One is changed only after it was read by its id just before, and only if it is an Observation
/// that carries the identifier of the
/// question and belongs to its patient; a search that is not honoured, or an id that names something else since the server was restored,
/// ends in a fault and never in a write.
/// </summary>
internal sealed class ObservationStore(SiteReader site)
{
    public static byte[] Bytes(Observation observation) => FhirModel.Serializer.SerializeToBytes(observation);

    /// <summary>What the site holds of a question, asked by its identifier and then read by its id.</summary>
    /// <exception cref="SiteFault">Two or more carry the identifier: nothing is written until one of them is retired. Or the site ignores
    /// the identifier.</exception>
    public async Task<StoredObservation?> FindAsync(Question question, CancellationToken ct)
    {
        var found = await site.SearchAsync(new("Observation", Query(question)), row => row.Read(), ct);
        if (found.Exists(observation => observation is not { } json || !question.IsAnsweredBy(json)))
            throw new SiteFault(
                SiteFaultKind.SearchNotHonoured,
                "A search of Observations by identifier returned what does not carry it; nothing is written."
            );
        return found switch
        {
            [] => null,
            [{ } only] when SiteAddress.IsId(only.Text("id")) => await ReadAsync(only.Text("id")!, question, ct),
            [_] => throw new SiteFault(
                SiteFaultKind.NotFhir,
                "The site holds a scored Observation under an id that FHIR does not allow; it cannot be read."
            ),
            _ => throw new SiteFault(
                SiteFaultKind.Refused,
                $"The site holds {found.Count} Observations of one outcome; retire all but one."
            ),
        };
    }

    /// <summary>What stands under an id; null when nothing does.</summary>
    /// <exception cref="SiteFault">Something else stands there, or it is another patient's.</exception>
    public async Task<StoredObservation?> ReadAsync(string id, Question question, CancellationToken ct)
    {
        if (await site.ReadAsync($"Observation/{id}", ct) is not { Row: { } row, ETag: var eTag })
            return null;
        if (row.Read() is not { } json)
            throw new SiteFault(
                SiteFaultKind.NotOurs,
                "Under the id of a scored Observation stands something that cannot be read; nothing is written to it."
            );
        if (!question.IsAnsweredBy(json) || json.Text("id") != id)
            throw new SiteFault(
                SiteFaultKind.NotOurs,
                "Under the id of a scored Observation stands something that does not carry its identifier; nothing is written to it."
            );
        if (!await IsOfAsync(question.Patient, Ownership.OwnerOf(json), ct))
            throw new SiteFault(
                SiteFaultKind.NotOurs,
                "A scored Observation stands with another patient than the one it was scored for; nothing is written to it."
            );
        return StoredObservation.Of(json, eTag, question);
    }

    /// <summary>Creates unless the identifier is there already; then gives what is there.</summary>
    public async Task<(StoredObservation Stored, bool Created)> CreateAsync(Question question, byte[] observation, CancellationToken ct)
    {
        var answer = await site.Client.WriteAsync(HttpMethod.Post, "Observation", observation, Query(question), ifMatch: null, ct);
        var (status, eTag) = (answer.Status, answer.ETag);
        if (status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            throw new SiteFault(SiteFaultKind.NotOffered, $"The site does not take Observations: it answers {(int)status}.");
        if (status is HttpStatusCode.PreconditionFailed)
            throw Refused(answer, "The site holds several Observations of one outcome; retire all but one.");
        if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
            throw Refused(answer, $"The site refuses a scored Observation with {(int)status}.");
        var created = status == HttpStatusCode.Created;
        if (created && site.Echo(answer) is { } json && question.IsAnsweredBy(json) && json.Text("id") is not null)
            return (StoredObservation.Of(json, eTag, question), true);

        // Some servers answer 201 with an empty body: then Location names it.
        if (created && IdIn(answer.Location) is { } id)
            return (new(id, Unquoted(eTag), eTag, question.Patient, default), true);
        return await FindAsync(question, ct) is { } found
            ? (found, created)
            : throw new SiteFault(SiteFaultKind.NotFhir, "The site accepted a scored Observation and names neither its id nor its place.");
    }

    /// <summary>Replaces the version that was read just before; null when the site meanwhile holds another version.</summary>
    /// <exception cref="SiteFault">It was read without a version.</exception>
    public async Task<StoredObservation?> UpdateAsync(
        StoredObservation seen,
        Question question,
        Observation observation,
        CancellationToken ct
    )
    {
        if (seen.Tag is null)
            throw new SiteFault(
                SiteFaultKind.VersionUnknown,
                "The site gives a scored Observation neither an ETag nor a versionId; it is left, for a change could undo another's."
            );
        observation.Id = seen.Id;
        observation.Subject = new(seen.Subject);
        var answer = await site.Client.WriteAsync(
            HttpMethod.Put,
            $"Observation/{seen.Id}",
            Bytes(observation),
            ifNoneExist: null,
            seen.Tag,
            ct
        );
        var (status, eTag) = (answer.Status, answer.ETag);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent => site.Echo(answer) is { } json
            && question.IsAnsweredBy(json)
            && json.Text("id") == seen.Id
                ? StoredObservation.Of(json, eTag, question)
                : seen with
                {
                    Version = Unquoted(eTag),
                    Tag = eTag,
                    Json = default,
                },
            HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict => null,
            _ => throw Refused(answer, $"The site refuses the change of a scored Observation with {(int)status}."),
        };
    }

    /// <summary>A refusal with what the site said in codes of FHIR; its words may name the patient, and are left.</summary>
    private static SiteFault Refused(SiteAnswer answer, string message)
    {
        var types = Json.Parsed(answer.Body)
            ?.Items("issue")
            .Select(issue => EnumUtility.ParseLiteral<OperationOutcome.IssueType>(issue.Text("code"))?.GetLiteral())
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(3);
        var said = string.Join(' ', [$"{(int)answer.Status}", .. types ?? []]);
        return new(SiteFaultKind.Refused, message) { Said = said };
    }

    /// <summary>Whether a subject is the patient, or one with whom either of the two says that it was merged.</summary>
    private async Task<bool> IsOfAsync(string patient, string? subject, CancellationToken ct)
    {
        if (subject is null || subject == patient)
            return subject is not null;
        return await JoinsAsync(patient, subject, ct) || await JoinsAsync(subject, patient, ct);
    }

    private async Task<bool> JoinsAsync(string one, string other, CancellationToken ct) =>
        SiteAddress.IsRequestable(one)
        && (await site.ReadAsync(one, ct)).Json is { } patient
        && Ownership.OwnerOf(patient) == one
        && Ownership.JoinedTo(patient).Contains(other, StringComparer.Ordinal);

    private static string? IdIn(string? location) =>
        location?.Split("Observation/") is [_, .., var tail] && SiteAddress.IsId(tail.Split('/')[0]) ? tail.Split('/')[0] : null;

    private static string Query(Question question) =>
        $"identifier={Uri.EscapeDataString($"{StudyContract.Identifiers("outcome")}|{question.Identifier}")}";

    private static string? Unquoted(string? eTag) => eTag?.Replace("W/", "", StringComparison.Ordinal).Trim('"');
}
