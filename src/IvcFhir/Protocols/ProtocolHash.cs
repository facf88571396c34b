using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Core;

namespace IvcFhir.Protocols;

/// <summary>
/// The hash of all rules, defaults included, as canonical JSON: members sorted, no white space. Two documents that say the same have the
/// same hash, however they are written; title and evidence explain the rules and are not among them.
/// </summary>
internal static class ProtocolHash
{
    /// <summary>Twelve hexadecimal digits tell the protocols of a study apart and can be read out on the telephone.</summary>
    private const int Digits = 12;

    public static string Of(StudyProtocol rules) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(ProtocolWriter.Rules(rules))!.ToJsonString())))[..Digits];

    private static JsonNode? Canonical(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Canonical(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Canonical)]),
            _ => node?.DeepClone(),
        };
}
