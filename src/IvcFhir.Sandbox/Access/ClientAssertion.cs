using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Access;

/// <summary>
/// A client's signed assertion as SMART Backend Services demands it, checked with nothing but the base library: what it finds is not the
/// opinion of the library that signed.
/// </summary>
internal sealed class ClientAssertion
{
    private readonly JsonObject claims;

    private ClientAssertion(JsonObject claims) => this.claims = claims;

    public string Id => claims["jti"]?.ToString() ?? "";

    /// <summary>Null where no key of the JWKS with its <c>kid</c> has signed it by RS384 or ES384.</summary>
    public static ClientAssertion? Read(string? assertion, string jwks)
    {
        try
        {
            if (assertion?.Split('.') is not [var head, var body, var signature])
                return null;
            var header = Parsed(head);
            var signed = Encoding.ASCII.GetBytes($"{head}.{body}");
            var isSigned = JsonNode.Parse(jwks)!["keys"]!
                .AsArray()
                .Where(key => key!["kid"]?.ToString() == header["kid"]?.ToString())
                .Any(key => IsSigned(key!, header["alg"]?.ToString(), signed, Base64Url.DecodeFromChars(signature)));
            return isSigned ? new(Parsed(body)) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What of the claims does not hold; null where all do.</summary>
    public string? Fault(string clientId, string endpoint, DateTimeOffset at)
    {
        var (now, end) = (at.ToUnixTimeSeconds(), Time("exp"));
        return claims["iss"]?.ToString() != clientId ? "iss"
            : claims["sub"]?.ToString() != clientId ? "sub"
            : claims["aud"]?.ToString() != endpoint ? "aud"
            : Id.Length == 0 ? "jti"
            : end is null || end <= now ? "exp has passed"
            : end > now + 300 ? "exp is more than five minutes ahead"
            : Time("nbf") > now || Time("iat") > now ? "nbf or iat lies ahead"
            : null;
    }

    private long? Time(string claim) => claims[claim]?.GetValue<long>();

    private static bool IsSigned(JsonNode key, string? algorithm, byte[] signed, byte[] signature)
    {
        if (algorithm == "RS384" && key["kty"]?.ToString() == "RSA")
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Part(key, "n"), Exponent = Part(key, "e") });
            return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        }
        if (algorithm != "ES384" || key["crv"]?.ToString() != "P-384")
            return false;
        using var ec = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP384,
                Q = new() { X = Part(key, "x"), Y = Part(key, "y") },
            }
        );
        return ec.VerifyData(signed, signature, HashAlgorithmName.SHA384);
    }

    private static byte[] Part(JsonNode key, string name) => Base64Url.DecodeFromChars(key[name]!.GetValue<string>());

    private static JsonObject Parsed(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
