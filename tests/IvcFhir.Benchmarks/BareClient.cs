using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace IvcFhir.Benchmarks;

/// <summary>A request as it was recorded.</summary>
internal sealed record Recorded(string Method, string Path, string? Form);

/// <summary>The least that anybody needs who fetches the same pages: no parse, no check, no retry.</summary>
internal static class BareClient
{
    public static async Task FetchAsync(Uri site, string requests, int concurrency)
    {
        var recorded = JsonSerializer.Deserialize<List<Recorded>>(await File.ReadAllBytesAsync(requests))!;
        using var http = new HttpClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = concurrency, AutomaticDecompression = DecompressionMethods.None }
        )
        {
            BaseAddress = site,
        };
        await Parallel.ForEachAsync(
            recorded,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency },
            async (one, ct) =>
            {
                using var request = new HttpRequestMessage(new(one.Method), one.Path);
                request.Headers.Accept.Add(new("application/fhir+json"));
                if (one.Form is { } form)
                    request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
                using var response = await http.SendAsync(request, ct);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync(ct);
            }
        );
    }
}
