using System.Net;
using System.Security.Cryptography.X509Certificates;
using IvcFhir.Sandbox.Access;
using IvcFhir.Sandbox.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IvcFhir.Sandbox;

/// <summary>A FHIR R4 server in memory that stands for one hospital. It listens on the loopback interface only.</summary>
public sealed class SandboxHospital : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource stopping;

    private SandboxHospital(WebApplication app, CancellationTokenSource stopping, FhirStore store, SandboxRequests requests, Uri baseUrl)
    {
        this.app = app;
        this.stopping = stopping;
        Store = store;
        Requests = requests;
        BaseUrl = baseUrl;
    }

    /// <summary><c>http://127.0.0.1:NNNN/fhir/</c></summary>
    public Uri BaseUrl { get; }

    public FhirStore Store { get; }

    public SandboxRequests Requests { get; }

    /// <exception cref="SandboxPortInUseException">The port of the options is taken.</exception>
    public static async Task<SandboxHospital> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        if (options.DefaultPageSize < 1)
            throw new ArgumentException("DefaultPageSize must be 1 or more.", nameof(options));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = null; // transactions may be large
                kestrel.Listen(
                    options.IsIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback,
                    options.Port,
                    endpoint => Secure(endpoint, options.Tls)
                );
            });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        var listener = builder.Build();
        // Requests arrive only after StartAsync has taken the port, and the port is part of every link: so reception opens afterwards.
        var open = new TaskCompletionSource<Reception>(TaskCreationOptions.RunContinuationsAsynchronously);
        listener.Run(async http => await (await open.Task).ServeAsync(http));
        await ListenAsync(listener, options.Port, ct);

        var baseUrl = new Uri(listener.Urls.Single() + "/fhir/");
        var store = new FhirStore(options.Clock) { BaseUrl = baseUrl.ToString() };
        var requests = new SandboxRequests();
        var closing = new CancellationTokenSource();
        var door = options.Demand is null ? null : new Doorkeeper(options.Demand, baseUrl, options.Clock);
        open.SetResult(new(new(store, options, requests, door?.Security), options, requests, baseUrl, door, closing.Token));
        return new(listener, closing, store, requests, baseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync(); // requests that hang on a fault end now
        await app.StopAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private static void Secure(ListenOptions endpoint, SandboxTls? tls)
    {
        if (tls is null)
            return;
        endpoint.UseHttps(https =>
        {
            https.ServerCertificate = tls.Server;
            if (tls.ClientAuthority is not { } authority)
                return;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => IsOf(authority, certificate);
        });
    }

    private static bool IsOf(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static async Task ListenAsync(WebApplication listener, int port, CancellationToken ct)
    {
        try
        {
            await listener.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await listener.DisposeAsync();
            throw new SandboxPortInUseException(port, e);
        }
    }

    /// <summary>
    /// The hospital lives as long as its owner says. The usual lifetime would take Ctrl+C away from the program around it.
    /// </summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
