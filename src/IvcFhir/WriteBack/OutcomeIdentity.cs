using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.WriteBack;

internal static class OutcomeIdentity
{
    /// <summary>
    /// The business identifier: a name made of the question alone (never of the answer). Hashed, because identifiers travel in addresses
    /// that gateways log, and the question names the patient.
    /// </summary>
    public static string Of(OutcomeKey key) =>
        Hex($"{key.Study}\n{key.Site}\n{key.Patient}\n{StudyCode.Of(key.Instrument)}\n{StudyCode.Of(key.Location)}\n{key.Visit}")[..40];

    /// <summary>
    /// What an Observation says, in one hash: without what the server adds (id, meta, text), without its status,
    /// and without the contained description of the software, whose new version is no new answer.
    /// </summary>
    public static string ContentHash(JsonElement observation) => CanonicalJson.Hash(observation, IsServers);

    private static bool IsServers(string member) => member is "id" or "meta" or "text" or "status" or "contained";

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
