using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>A forward proxy that knows CONNECT, and asks for Basic credentials.</summary>
internal sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly string expected;
    private readonly Task serving;
    private int tunnels;
    private int refused;

    public ForwardProxy(string user, string password)
    {
        expected = $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
        listener.Start();
        serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public int Tunnels => tunnels;

    public int Refused => refused;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(CarryAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var near = client.GetStream();
            while (await HeadAsync(near) is { } head)
            {
                if (head.Contains(expected, StringComparison.Ordinal))
                {
                    await TunnelAsync(near, head.Split(' ')[1]);
                    return;
                }
                Interlocked.Increment(ref refused);
                await near.WriteAsync(
                    "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    stopping.Token
                );
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // One end has gone.
        }
    }

    private async Task TunnelAsync(NetworkStream near, string target)
    {
        Interlocked.Increment(ref tunnels);
        var host = target.Split(':');
        using var server = new TcpClient();
        await server.ConnectAsync(host[0], int.Parse(host[1], System.Globalization.CultureInfo.InvariantCulture), stopping.Token);
        await near.WriteAsync("HTTP/1.1 200 Through\r\n\r\n"u8.ToArray(), stopping.Token);
        var far = server.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, stopping.Token), far.CopyToAsync(near, stopping.Token));
    }

    private async Task<string?> HeadAsync(NetworkStream near)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await near.ReadAsync(one, stopping.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
