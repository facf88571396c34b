namespace IvcFhir.Connect;

/// <summary>
/// Credentials that no endpoint gives. They take the way of tokens all the same: read anew every few minutes and after a 401, so that a
/// file which somebody renews is in force without a new start.
/// </summary>
internal static class LocalCredentials
{
    private static readonly TimeSpan ReadFor = TimeSpan.FromMinutes(5);

    /// <exception cref="ConfigurationFault">They cannot be read.</exception>
    public static AccessToken? Read(SiteAuth auth) =>
        auth switch
        {
            SiteAuth.Basic basic => new("Basic", ClientProof.Basic(basic.User, basic.Password.Text()).Parameter!, ReadFor),
            SiteAuth.Bearer { Token: var token } => new("Bearer", Checked(token.Text(), token), ReadFor),
            _ => null,
        };

    public static TokenAnswer Ask(SiteAuth auth)
    {
        try
        {
            return new TokenAnswer.Granted(Read(auth)!);
        }
        catch (ConfigurationFault e)
        {
            return new TokenAnswer.Refused(SiteFaultKind.Unauthorized, e.Message); // it could be read at the start
        }
    }

    private static string Checked(string text, Secret secret) =>
        text.All(c => c is > ' ' and <= '~') ? text : throw secret.Fault("is no token: it has blanks, or letters beyond ASCII");
}
