using System.Net;
using System.Text.Json.Nodes;
using IvcFhir.Hosting;
using IvcFhir.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>The HTTP of a configured site by itself, with a clock of the test's, for many callers.</summary>
internal sealed class Callers : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly HttpClient http;

    public Callers(TestSite site, JsonObject more, TimeProvider clock, int concurrency = 16)
    {
        more["Concurrency"] = concurrency;
        var settings = SettingsReader.Read(SettingsReader.Configuration(site.Config(more: more))).Sites[0];
        services = new ServiceCollection().AddStudyRuns(null, LogEventLevel.Fatal, [settings]).AddSingleton(clock).BuildServiceProvider();
        http = services.GetRequiredService<IHttpClientFactory>().CreateClient(SiteHttp.ClientOf(settings));
        http.BaseAddress = settings.FhirBase;
    }

    /// <summary>So many at once; what each was answered.</summary>
    public Task<HttpStatusCode[]> GetAsync(string path, int many) =>
        Task.WhenAll(
            Enumerable
                .Range(0, many)
                .Select(async _ =>
                {
                    using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
                    return response.StatusCode;
                })
        );

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await services.DisposeAsync();
    }
}
