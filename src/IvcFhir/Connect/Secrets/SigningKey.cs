using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IvcFhir.Connect;

/// <summary>A key as the settings name it. SMART Backend Services know RS384 and ES384, and no other.</summary>
/// <param name="KeyId">The <c>kid</c> under which the hospital knows it; null: that of the JWK, else its thumbprint (RFC 7638).</param>
/// <param name="Algorithm"><c>RS384</c> or <c>ES384</c>; null: the one that fits the key.</param>
internal sealed record KeySettings(Secret Key, Secret? Password, string? KeyId, string? Algorithm);

/// <summary>What signs assertions.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private SigningKey(AsymmetricAlgorithm key, SigningCredentials credentials) => (this.key, Credentials) = (key, credentials);

    public SigningCredentials Credentials { get; }

    /// <exception cref="ConfigurationFault">The key cannot be read, is too weak, or does not fit the algorithm.</exception>
    public static SigningKey Read(KeySettings settings)
    {
        var (key, kid) = PrivateKeys.Read(settings.Key, settings.Password, settings.KeyId);
        try
        {
            if (!Signs(key))
                throw settings.Key.Fault("holds a public key only: the private one is expected");
            var algorithm = AlgorithmOf(key) ?? throw settings.Key.Fault("is neither RSA of 2048 bits or more nor EC on P-384");
            if (settings.Algorithm is { } asked && asked != algorithm)
                throw settings.Key.Fault($"is a key for {algorithm}, and Algorithm is {asked}");
            SecurityKey signing = key is RSA rsa ? new RsaSecurityKey(rsa) : new ECDsaSecurityKey((ECDsa)key);
            signing.KeyId = settings.KeyId ?? kid ?? Base64UrlEncoder.Encode(signing.ComputeJwkThumbprint());
            // Its own factory: the shared one would keep signers of keys that were read anew and are gone.
            signing.CryptoProviderFactory = new() { CacheSignatureProviders = false };
            return new(key, new(signing, algorithm));
        }
        catch (ConfigurationFault)
        {
            key.Dispose();
            throw;
        }
    }

    public void Dispose() => key.Dispose();

    private static bool Signs(AsymmetricAlgorithm key)
    {
        try
        {
            var hash = HashAlgorithmName.SHA384;
            return (key as RSA)?.SignData([], hash, RSASignaturePadding.Pkcs1).Length > 0 || (key as ECDsa)?.SignData([], hash).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string? AlgorithmOf(AsymmetricAlgorithm key) =>
        key switch
        {
            RSA { KeySize: >= 2048 } => SecurityAlgorithms.RsaSha384,
            ECDsa { KeySize: 384 } => SecurityAlgorithms.EcdsaSha384,
            _ => null,
        };
}
