using System.Security.Cryptography;
using System.Text;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.WriteBack;

/// <summary>
/// One hash over everything but the patients' records that decides what is answered: the settings of the protocol, the versions of the
/// rules, the maps, and the site's own map and zone.
/// </summary>
internal static class RulesFingerprint
{
    private static readonly Lazy<string> Shipped = new(() =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in StudyContract.Names("profiles/maps/").Append("profiles/generated/CodeSystem-rule.json"))
        {
            using var stream = StudyContract.Open(name)!;
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    });

    /// <param name="map">The name of an embedded site map, or the path of a file that ends in <c>.json</c>; null for none.</param>
    /// <param name="zone">The site's zone; null: the protocol's.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(StudyProtocol protocol, string? map, string? zone) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        [
                            protocol.Hash,
                            Shipped.Value,
                            map is null ? ""
                            : map.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? File.ReadAllText(map)
                            : map,
                            zone ?? "",
                        ]
                    )
                )
            )
        );
}
