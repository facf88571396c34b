using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>A private authority and what it signs.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private byte serial;

    public Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(From, To);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>For 127.0.0.1, with its key.</summary>
    public X509Certificate2 Server() => Signed("CN=hospital", "1.3.6.1.5.5.7.3.1", To);

    public X509Certificate2 Client(DateTimeOffset? until = null) => Signed("CN=adapter", "1.3.6.1.5.5.7.3.2", until ?? To);

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Signed(string name, string use, DateTimeOffset until)
    {
        using var own = RSA.Create(2048);
        var request = new CertificateRequest(name, own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), From, until, [1, ++serial]);
        using var pair = bare.CopyWithPrivateKey(own);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
