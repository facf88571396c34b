using System.Net;
using System.Text;
using IvcFhir.Connect;

namespace IvcFhir.Tests.Connect;

/// <summary>Whatever a token endpoint sends is a token or a reason, and no word of it is passed on.</summary>
public sealed class TokenReplyTests
{
    [Theory]
    [InlineData("5", 5), InlineData("3600", 3600), InlineData("\"3600\"", 3600), InlineData("2.5", 2.5)]
    [InlineData("null", 300), InlineData("\"soon\"", 300), InlineData("{}", 300), InlineData("\"-5\"", 300), InlineData("\"\"", 300)]
    [InlineData("86400", 86_400), InlineData("86401", 86_400), InlineData("1e300", 86_400), InlineData("1e999", 86_400)]
    [InlineData("99999999999999999999999999999", 86_400), InlineData("\"9999999999999999999\"", 86_400)]
    public void The_life_of_a_token_is_bounded_and_has_a_default(string expiresIn, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Granted(Json($"'access_token':'t','token_type':'Bearer','expires_in':{expiresIn}")).Lifetime
        );

    [Fact]
    public void A_token_without_a_life_has_the_usual_one() =>
        Assert.Equal(TokenReply.UsualLifetime, Granted(Json("'access_token':'t','token_type':'bearer'")).Lifetime);

    [Theory]
    [InlineData("0"), InlineData("-1"), InlineData("-1e300"), InlineData("-1e999")]
    public void A_token_that_has_ended_is_none(string expiresIn) =>
        AssertRefused(HttpStatusCode.OK, Json($"'access_token':'t','token_type':'Bearer','expires_in':{expiresIn}"), "ended already");

    [Theory]
    [InlineData("\"canary\\r\\nX: y\""), InlineData("\"a canary\""), InlineData("\"canaryä\""), InlineData("\"\\ud800canary\"")]
    [InlineData("\"\""), InlineData("7"), InlineData("null"), InlineData("[\"canary\"]")]
    public void What_cannot_stand_in_a_header_is_no_token(string token) =>
        AssertRefused(HttpStatusCode.OK, Json($"'access_token':{token},'token_type':'Bearer'"), "without a usable access_token");

    [Fact]
    public void A_token_of_a_megabyte_is_none() =>
        AssertRefused(HttpStatusCode.OK, Json($"'access_token':'{new string('a', 1 << 20)}','token_type':'Bearer'"), "without a usable");

    [Theory]
    [InlineData("\"DPoP\""), InlineData("\"canary\""), InlineData("1"), InlineData("null")]
    public void A_token_of_another_type_is_none(string type) =>
        AssertRefused(HttpStatusCode.OK, Json($"'access_token':'t','token_type':{type}"), "another type than Bearer");

    [Theory]
    [
        InlineData("<html>canary</html>"),
        InlineData(""),
        InlineData("[]"),
        InlineData("\"canary\""),
        InlineData("{\"access_token\":\"canary")
    ]
    [InlineData("null")]
    public void What_is_no_JSON_object_is_told_as_such(string body) =>
        AssertRefused(HttpStatusCode.OK, body, "something else than JSON, such as a web page");

    [Fact]
    public void JSON_that_is_nested_without_end_is_no_answer() =>
        AssertRefused(HttpStatusCode.OK, string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), "something else than JSON");

    [Theory]
    [InlineData("invalid_client"), InlineData("invalid_scope"), InlineData("unauthorized_client"), InlineData("invalid_grant")]
    [InlineData("invalid_request"), InlineData("unsupported_grant_type")]
    public void An_error_of_the_RFC_is_named(string code) =>
        AssertRefused(
            HttpStatusCode.BadRequest,
            Json($"'error':'{code}','error_description':'canary','error_uri':'http://canary/'"),
            $"The token endpoint answers {code}: "
        );

    [Theory]
    [InlineData("\"canary\""), InlineData("\"invalid_client canary\""), InlineData("\"INVALID_CLIENT\""), InlineData("{}"), InlineData("1")]
    public void Any_other_error_is_not_repeated(string error) =>
        AssertRefused(HttpStatusCode.BadRequest, Json($"'error':{error}"), "refuses with 400, and with no error that RFC 6749 knows");

    [Theory]
    [InlineData(302, "redirects (302)"), InlineData(307, "redirects (307)"), InlineData(404, "there is none (404)")]
    [InlineData(403, "refuses with 403"), InlineData(204, "refuses with 204")]
    public void A_status_that_is_no_answer_of_OAuth_is_told(int status, string words) =>
        AssertRefused((HttpStatusCode)status, "canary", words);

    [Theory]
    [InlineData(429), InlineData(500), InlineData(503)]
    public void What_may_pass_is_unavailable(int status) =>
        Assert.Equal(
            SiteFaultKind.Unavailable,
            Assert.IsType<TokenAnswer.Refused>(TokenReply.Of((HttpStatusCode)status, "canary"u8.ToArray())).Kind
        );

    [Theory]
    [InlineData("\"a b\"", ""), InlineData("\"b a x\"", ""), InlineData("\"a\"", "b"), InlineData("\"\"", "a b"), InlineData("7", "")]
    public void What_was_asked_and_is_not_granted_is_known(string scope, string missing) =>
        Assert.Equal(missing, string.Join(' ', TokenReply.NotGranted(Bytes(Json($"'scope':{scope}")), ["a", "b"])));

    [Fact]
    public void An_answer_that_names_no_scope_grants_all() => Assert.Empty(TokenReply.NotGranted(Bytes("{}"), ["a"]));

    [Theory]
    [InlineData(400, "invalid_client", true), InlineData(401, "invalid_client", true), InlineData(400, "canary", true)]
    [InlineData(400, "invalid_scope", false), InlineData(400, "unauthorized_client", false), InlineData(500, "invalid_client", false)]
    public void Only_a_proof_is_made_once_more(int status, string code, bool again) =>
        Assert.Equal(again, TokenReply.IsOfProof((HttpStatusCode)status, Bytes(Json($"'error':'{code}'"))));

    private static AccessToken Granted(string json) =>
        Assert.IsType<TokenAnswer.Granted>(TokenReply.Of(HttpStatusCode.OK, Bytes(json))).Token;

    private static void AssertRefused(HttpStatusCode status, string body, string words)
    {
        var refused = Assert.IsType<TokenAnswer.Refused>(TokenReply.Of(status, Bytes(body)));

        Assert.Contains(words, refused.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Words, StringComparison.OrdinalIgnoreCase);
    }

    private static string Json(string members) => $"{{{members.Replace('\'', '"')}}}";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
