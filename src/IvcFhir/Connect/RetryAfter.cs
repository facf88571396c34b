namespace IvcFhir.Connect;

internal static class RetryAfter
{
    /// <summary>How long a server asks to be left alone; null where it does not say. A date is read by the server's own clock.</summary>
    public static TimeSpan? AskedBy(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } until } => until - (response.Headers.Date ?? until),
            _ => null,
        };
}
