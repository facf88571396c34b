using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IvcFhir.Connect;

/// <summary>By which certificates the two ends of TLS know each other.</summary>
/// <param name="ClientCertificate">PKCS#12, or PEM with its chain; null where the site asks for none.</param>
/// <param name="Key">The private key of a PEM that stands apart.</param>
/// <param name="Password">Of the PKCS#12 or of the key.</param>
/// <param name="Ca">The authorities that are trusted in place of the system's, in PEM; null: the system's.</param>
internal sealed record TlsSettings(Secret? ClientCertificate, Secret? Key, Secret? Password, Secret? Ca);

/// <summary>Certificates from where the settings say they stand.</summary>
internal static class Certificates
{
    /// <exception cref="ConfigurationFault">A file cannot be read or used, or the certificate has ended. Never quotes it.</exception>
    public static SslClientAuthenticationOptions Options(TlsSettings settings, DateTimeOffset now)
    {
        var options = new SslClientAuthenticationOptions();
        if (settings.ClientCertificate is { } secret)
            options.ClientCertificateContext = Guarded(secret, () => Client(secret, settings, now));
        if (settings.Ca is { } ca)
            options.CertificateChainPolicy = Guarded(ca, () => Trusting(ca));
        return options;
    }

    private static SslStreamCertificateContext Client(Secret secret, TlsSettings settings, DateTimeOffset now)
    {
        var all = IsPem(secret.Bytes(isPrivate: false)) ? OfPem(secret, settings) : OfPkcs12(secret, settings);
        var own = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw secret.Fault("holds no certificate with its private key");
        if (own.NotAfter.ToUniversalTime() <= now.UtcDateTime)
            throw secret.Fault(string.Create(CultureInfo.InvariantCulture, $"ended on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}"));
        all.Remove(own);
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    private static X509Certificate2Collection OfPem(Secret secret, TlsSettings settings)
    {
        var text = Encoding.UTF8.GetString(secret.Bytes(isPrivate: settings.Key is null)); // with its key in it, it is a secret
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        if (all.Count == 0)
            return all;
        var (key, _) = PrivateKeys.Read(settings.Key ?? secret, settings.Password, kid: null);
        using (key)
        using (var bare = all[0])
        using (var pair = key is RSA rsa ? bare.CopyWithPrivateKey(rsa) : bare.CopyWithPrivateKey((ECDsa)key))
            all[0] = Usable(pair);
        return all;
    }

    private static X509Certificate2Collection OfPkcs12(Secret secret, TlsSettings settings) =>
        X509CertificateLoader.LoadPkcs12Collection(
            PrivateKeys.Pkcs12(secret.Bytes(isPrivate: true)),
            settings.Password?.Text(),
            X509KeyStorageFlags.DefaultKeySet
        );

    /// <summary>TLS of Windows takes no key that lives in memory only.</summary>
    private static X509Certificate2 Usable(X509Certificate2 pair) =>
        X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);

    private static X509ChainPolicy Trusting(Secret ca)
    {
        // A private authority rarely keeps a list of what it revoked where it could be asked for.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(ca.Bytes(isPrivate: false)));
        return policy.CustomTrustStore.Count > 0 ? policy : throw ca.Fault("holds no certificate in PEM");
    }

    private static bool IsPem(byte[] bytes) => Encoding.UTF8.GetString(bytes).Contains("-----BEGIN", StringComparison.Ordinal);

    private static T Guarded<T>(Secret secret, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            throw secret.Fault(
                "cannot be used; expected is PKCS#12 or PEM with certificate and key that fit, and the Password where there is one"
            );
        }
    }
}
