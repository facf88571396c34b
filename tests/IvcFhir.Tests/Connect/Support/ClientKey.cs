using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>A key of the client in each form that the settings take, and as the hospital knows it.</summary>
internal sealed class ClientKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private ClientKey(AsymmetricAlgorithm key, string kid) => (this.key, Kid) = (key, kid);

    public string Kid { get; }

    public static ClientKey Ec(string kid) => new(ECDsa.Create(ECCurve.NamedCurves.nistP384), kid);

    public static ClientKey Rsa(string kid, int bits = 2048) => new(RSA.Create(bits), kid);

    public string Pem => key.ExportPkcs8PrivateKeyPem();

    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    public string EncryptedPem(string password) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    public byte[] Pkcs12(string password)
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=client", (ECDsa)key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, default), new(2050, 1, 1, 0, 0, 0, default));
        return certificate.Export(X509ContentType.Pkcs12, password);
    }

    public string Jwk => Parts(true).ToJsonString();

    /// <summary>A JWKS with both halves, and a stranger's public key before it.</summary>
    public string PrivateJwks
    {
        get
        {
            using var other = Ec("other");
            return new JsonObject { ["keys"] = new JsonArray(other.Parts(false), Parts(true)) }.ToJsonString();
        }
    }

    /// <summary>As it is registered at the hospital.</summary>
    public string Jwks => new JsonObject { ["keys"] = new JsonArray(Parts(false)) }.ToJsonString();

    public void Dispose() => key.Dispose();

    private JsonObject Parts(bool isPrivate)
    {
        if (key is RSA rsa)
        {
            var parts = rsa.ExportParameters(isPrivate);
            var json = new JsonObject
            {
                ["kty"] = "RSA",
                ["kid"] = Kid,
                ["n"] = Text(parts.Modulus!),
                ["e"] = Text(parts.Exponent!),
            };
            if (isPrivate)
                foreach (
                    var (name, value) in new[]
                    {
                        ("d", parts.D),
                        ("p", parts.P),
                        ("q", parts.Q),
                        ("dp", parts.DP),
                        ("dq", parts.DQ),
                        ("qi", parts.InverseQ),
                    }
                )
                    json[name] = Text(value!);
            return json;
        }
        var point = ((ECDsa)key).ExportParameters(isPrivate);
        var ec = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-384",
            ["kid"] = Kid,
            ["x"] = Text(point.Q.X!),
            ["y"] = Text(point.Q.Y!),
        };
        if (isPrivate)
            ec["d"] = Text(point.D!);
        return ec;
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
