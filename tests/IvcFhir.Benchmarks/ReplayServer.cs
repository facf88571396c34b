using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IvcFhir.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace IvcFhir.Benchmarks;

/// <summary>
/// Gives the answers of a hospital again: whatever was asked before stands ready as bytes. Remembers what it is asked, in its order.
/// </summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient hospital = new();
    private readonly string origin;
    private readonly ConcurrentDictionary<Recorded, Answer> answers = new();
    private readonly ConcurrentQueue<Recorded> asked = new();

    private ReplayServer(WebApplication app, string origin) => (this.app, this.origin) = (app, origin);

    /// <summary>Ends with <c>/</c>.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<ReplayServer> StartAsync(SandboxHospital hospital)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = builder.Build();
        var server = new ReplayServer(listener, hospital.BaseUrl.GetLeftPart(UriPartial.Authority));
        listener.Run(server.ServeAsync);
        await listener.StartAsync();
        server.BaseUrl = new(listener.Urls.Single() + hospital.BaseUrl.AbsolutePath);
        return server;
    }

    /// <summary>What was asked since the last time.</summary>
    public List<Recorded> Asked()
    {
        var all = asked.ToList();
        asked.Clear();
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        hospital.Dispose();
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        var form = http.Request.Method == "POST" ? await body.ReadToEndAsync() : null;
        var request = new Recorded(
            http.Request.Method,
            $"{http.Request.Path.ToUriComponent()}{http.Request.QueryString.ToUriComponent()}",
            form
        );
        asked.Enqueue(request);
        if (!answers.TryGetValue(request, out var answer))
            answer = answers[request] = await AskAsync(request);
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        if (answer.ETag is { } tag)
            http.Response.Headers.ETag = tag;
        await http.Response.Body.WriteAsync(answer.Body);
    }

    private async Task<Answer> AskAsync(Recorded request)
    {
        using var message = new HttpRequestMessage(new(request.Method), origin + request.Path);
        if (request.Form is { } form)
            message.Content = new StringContent(
                form,
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")
            );
        using var response = await hospital.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        var own = Encoding.UTF8.GetBytes(text.Replace(origin, BaseUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.ETag?.ToString(), own);
    }

    private sealed record Answer(int Status, string? ContentType, string? ETag, byte[] Body);
}
