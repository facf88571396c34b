namespace IvcFhir.Connect;

/// <summary>Scheme, host and port.</summary>
internal static class Origin
{
    public static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Whether what is sent there can be read by nobody on the way: https, or a place on this machine.</summary>
    public static bool IsPrivate(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;
}
