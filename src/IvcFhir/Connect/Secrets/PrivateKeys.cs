using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace IvcFhir.Connect;

/// <summary>The private key in a PEM, JWK, JWKS or PKCS#12, whichever it is.</summary>
internal static class PrivateKeys
{
    private const string Forms = "PEM, JWK, JWKS or PKCS#12 (base64 where it stands in the environment) with a private key of RSA or EC";

    /// <param name="kid">Of several keys of a JWKS the one that is meant; null where there is only one.</param>
    /// <returns>The key, and the <c>kid</c> that stands beside it. The caller disposes the key.</returns>
    /// <exception cref="ConfigurationFault">There is no such key. Never quotes it.</exception>
    public static (AsymmetricAlgorithm Key, string? Kid) Read(Secret secret, Secret? password, string? kid)
    {
        var bytes = secret.Bytes(isPrivate: true);
        try
        {
            var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            return text.StartsWith('{') ? OfJson(secret, Encoding.UTF8.GetBytes(text), kid)
                : text.Contains("-----BEGIN", StringComparison.Ordinal) ? (OfPem(secret, text, password?.Text()), null)
                : (OfPkcs12(secret, bytes, password?.Text()), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            throw secret.Fault($"holds no key that can be used; expected is {Forms}, and its Password where it has one");
        }
    }

    /// <summary>PKCS#12 as it stands, which begins a SEQUENCE of ASN.1 (0x30), or in base64.</summary>
    public static byte[] Pkcs12(byte[] bytes) => bytes is [0x30, ..] ? bytes : Convert.FromBase64String(Encoding.ASCII.GetString(bytes));

    private static AsymmetricAlgorithm OfPem(Secret secret, string pem, string? password)
    {
        var isEncrypted = pem.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && password is null)
            throw secret.Fault("is encrypted, and no Password stands beside it");
        foreach (var key in (AsymmetricAlgorithm[])[RSA.Create(), ECDsa.Create()])
        {
            try
            {
                if (isEncrypted)
                    key.ImportFromEncryptedPem(pem, password);
                else
                    key.ImportFromPem(pem);
                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                key.Dispose(); // of the other kind, or none
            }
        }
        throw new CryptographicException();
    }

    private static AsymmetricAlgorithm OfPkcs12(Secret secret, byte[] bytes, string? password)
    {
        var flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
        using var certificate = X509CertificateLoader.LoadPkcs12(Pkcs12(bytes), password, flags);
        return (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey()
            ?? certificate.GetECDsaPrivateKey()
            ?? throw secret.Fault("holds no key");
    }

    private static (AsymmetricAlgorithm Key, string? Kid) OfJson(Secret secret, byte[] json, string? kid)
    {
        var root = Json.Parsed(json) ?? throw new FormatException();
        List<JsonElement> keys = root.Member("keys") is null
            ? [root]
            : [.. root.Items("keys").Where(key => key.Text("d") is not null && (kid is null || key.Text("kid") == kid))];
        var one =
            keys.Count == 1 ? keys[0] : throw secret.Fault($"holds {keys.Count} private keys that fit: KeyId says which one is meant");
        return (one.Text("kty") == "RSA" ? Rsa(one) : Ec(one), one.Text("kid"));
    }

    private static RSA Rsa(JsonElement key) =>
        RSA.Create(
            new RSAParameters
            {
                Modulus = Part(key, "n"),
                Exponent = Part(key, "e"),
                D = Part(key, "d"),
                P = Part(key, "p"),
                Q = Part(key, "q"),
                DP = Part(key, "dp"),
                DQ = Part(key, "dq"),
                InverseQ = Part(key, "qi"),
            }
        );

    private static ECDsa Ec(JsonElement key) =>
        key.Text("crv") == "P-384"
            ? ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP384,
                    Q = new() { X = Part(key, "x"), Y = Part(key, "y") },
                    D = Part(key, "d"),
                }
            )
            : throw new FormatException();

    private static byte[] Part(JsonElement key, string name) => Base64UrlEncoder.DecodeBytes(key.Text(name) ?? throw new FormatException());
}
