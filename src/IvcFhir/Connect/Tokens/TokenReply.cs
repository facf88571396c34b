using System.Collections.Immutable;
using System.Net;
using System.Text.Json;

namespace IvcFhir.Connect;

/// <summary>
/// What an answer of a token endpoint means. Pure, and total: whatever was sent, it is a token or a reason. Of what was sent no word is
/// passed on but a code that stands in RFC 6749, 5.2.
/// </summary>
internal static class TokenReply
{
    /// <summary>Where <c>expires_in</c> is missing or no number: what SMART recommends as the longest life of a token.</summary>
    public static readonly TimeSpan UsualLifetime = TimeSpan.FromSeconds(300);

    /// <summary>A longer one is taken for this: a token is asked for once a day at least.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    private const int LongestToken = 16 * 1024;

    private static readonly ImmutableDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["invalid_client"] = "it does not know ClientId, or not its key or secret",
        ["invalid_scope"] = "it does not grant the Scopes that were asked for",
        ["unauthorized_client"] = "it does not let this client ask by client_credentials",
        ["invalid_grant"] = "it does not take this proof of the client",
        ["invalid_request"] = "it does not understand the request",
        ["unsupported_grant_type"] = "it does not know client_credentials",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static TokenAnswer Of(HttpStatusCode status, byte[] body)
    {
        var json = Json.Parsed(body);
        return status == HttpStatusCode.OK ? Granted(json)
            : (int)status is >= 300 and < 400 ? Refused($"The token endpoint redirects ({(int)status}): that is never followed")
            : status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                ? Refused($"At the address of the token endpoint there is none ({(int)status}): check TokenEndpoint")
            : Coded(status, json?.Text("error"));
    }

    /// <summary>Whether another proof, of another moment, could be taken: then the client, not what it asks for, was refused.</summary>
    public static bool IsOfProof(HttpStatusCode status, byte[] body) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
        && Json.Parsed(body)?.Text("error") is not ("invalid_scope" or "unauthorized_client" or "unsupported_grant_type");

    /// <summary>The asked scopes that the answer leaves out; none where it does not say, which means all (RFC 6749, 5.1).</summary>
    public static ImmutableArray<string> NotGranted(byte[] body, ImmutableArray<string> asked)
    {
        if (Json.Parsed(body)?.Text("scope") is not { } scope)
            return [];
        var granted = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return [.. asked.Where(one => !granted.Contains(one))];
    }

    private static TokenAnswer Granted(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } answer)
            return Refused("The token endpoint answers 200 with something else than JSON, such as a web page: check TokenEndpoint");
        if (answer.Text("access_token") is not { Length: > 0 and <= LongestToken } token || !token.All(c => c is > ' ' and <= '~'))
            return Refused("The token endpoint answers 200 without a usable access_token");
        if (!string.Equals(answer.Text("token_type"), "Bearer", StringComparison.OrdinalIgnoreCase))
            return Refused("The token endpoint gives a token of another type than Bearer");
        return Lifetime(answer) is { } lifetime && lifetime > TimeSpan.Zero
            ? new TokenAnswer.Granted(new("Bearer", token, lifetime))
            : Refused("The token endpoint gives a token that has ended already (expires_in)");
    }

    private static TimeSpan Lifetime(JsonElement answer)
    {
        var seconds = answer.Member("expires_in") switch
        {
            { ValueKind: JsonValueKind.Number } number => number.TryGetDouble(out var value) ? value : double.PositiveInfinity,
            // Microsoft's older endpoints write it as a text.
            { ValueKind: JsonValueKind.String } text when Digits(text.TextOrNull()) is { } value => value,
            _ => UsualLifetime.TotalSeconds,
        };
        return seconds >= LongestLifetime.TotalSeconds ? LongestLifetime : TimeSpan.FromSeconds(Math.Max(seconds, -1));
    }

    private static double? Digits(string? text) =>
        text is { Length: > 0 and < 20 } && text.All(char.IsAsciiDigit)
            ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static TokenAnswer Coded(HttpStatusCode status, string? code) =>
        code is not null && Known.TryGetValue(code, out var meaning) ? Refused($"The token endpoint answers {code}: {meaning}")
        : (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            ? new TokenAnswer.Refused(SiteFaultKind.Unavailable, $"The token endpoint answers {(int)status}, also after the retries.")
        : Refused($"The token endpoint refuses with {(int)status}, and with no error that RFC 6749 knows");

    private static TokenAnswer.Refused Refused(string words) => new(SiteFaultKind.Unauthorized, words + ".");
}
