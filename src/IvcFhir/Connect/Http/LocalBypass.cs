using System.Net;

namespace IvcFhir.Connect;

/// <summary>
/// A proxy that is not asked for http on this machine: credentials go there in clear, and that holds only as long as they do not leave it.
/// </summary>
internal sealed class LocalBypass(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback) || proxy.IsBypassed(host);
}
