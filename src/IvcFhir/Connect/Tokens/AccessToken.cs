using System.Net.Http.Headers;

namespace IvcFhir.Connect;

/// <summary>What a request carries so that the site lets it in. No class with members that show: its text is nobody's to print.</summary>
/// <param name="scheme">Of the Authorization header: <c>Bearer</c> or <c>Basic</c>.</param>
/// <param name="lifetime">From the moment at which it was asked for.</param>
internal sealed class AccessToken(string scheme, string value, TimeSpan lifetime)
{
    /// <summary>The longest time before its end at which a token is renewed.</summary>
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);

    public TimeSpan Lifetime { get; } = lifetime;

    /// <summary>After which age another one is asked for: a fifth of its life before its end, a minute at most.</summary>
    public TimeSpan FreshFor { get; } = lifetime - (lifetime / 5 < LongestMargin ? lifetime / 5 : LongestMargin);

    public AuthenticationHeaderValue Header => new(scheme, value);

    public bool IsSameAs(AccessToken other) => Header.Equals(other.Header);

    public override string ToString() => scheme;
}

/// <summary>What became of the question for a token. A bad answer is a value: whoever waits is told why there is none.</summary>
internal abstract record TokenAnswer
{
    public sealed record Granted(AccessToken Token) : TokenAnswer;

    /// <param name="Words">Safe to log: no secret, and nothing of the answer but a code that OAuth knows.</param>
    public sealed record Refused(SiteFaultKind Kind, string Words) : TokenAnswer
    {
        /// <summary>How long the endpoint asks to be left alone.</summary>
        public TimeSpan? Wait { get; init; }

        public SiteFault Fault() => new(Kind, Words);
    }
}
