using System.Globalization;
using IvcFhir.Gate;
using Version = IvcFhir.Gate.Version;

namespace IvcFhir.Tests.Gate;

/// <summary>
/// Which of several versions stands: <c>3@5</c> is version 3, last updated on day 5; <c>@?</c> is a time that cannot be read; <c>=x</c> has
/// the content x.
/// </summary>
public sealed class NewestTests
{
    private const string Nobody = "nobody";

    [Theory]
    [InlineData("1@1 2@2", "2@2")]
    [InlineData("1@2 2@1", Nobody)] // what they say differently
    [InlineData("1@1 2@1", "2@1")]
    [InlineData("1 2@1", "2@1")]
    [InlineData("@1 @2", "@2")]
    [InlineData("a@1 b@2", "b@2")]
    [InlineData("b@1 a@2", "a@2")] // opaque, and says nothing
    [InlineData("a b", Nobody)]
    [InlineData("1@? 2@1", Nobody)] // it might say otherwise
    [InlineData("1@? 2@?", Nobody)]
    [InlineData("1@?=x 2@?=x", "1@?=x")]
    [InlineData("1@1 1@2", Nobody)]
    [InlineData("1@1 2@2 3@3", "3@3")]
    [InlineData("1@1 3@3 2@2", "3@3")]
    [InlineData("1@3 2 3@1", Nobody)] // round in a circle
    [InlineData("9 2@5 3@4", Nobody)] // only numbers put it first, and they cannot be trusted here
    [InlineData("9@9 2@5 3@4", Nobody)] // what two of them say differently
    [InlineData("a@9 2@5 3@4", Nobody)]
    [InlineData("3@3 1@1 1@2", Nobody)]
    [InlineData("3@3 1@1=x 1@1=x", "3@3")]
    [InlineData("3@3 @1 @1", "3@3")] // which of the older ones came first does not matter
    [InlineData("2@2 1@1 3@?", Nobody)]
    [InlineData("3@3 1@1 2@?", Nobody)]
    [InlineData("3@3 1@1 2", "3@3")]
    [InlineData("10@3 9@2 8@1 7", "10@3")]
    [InlineData("10@3 9@2 8@1 7@4", Nobody)]
    [InlineData("100000000000000000000000@2 99999999999999999999999@1", "100000000000000000000000@2")]
    public void One_stands_where_all_that_is_said_agrees_in_any_order_of_input(string versions, string newest)
    {
        foreach (var order in Orders(versions.Split(' ')))
            Assert.Equal(Content(newest), Of(order, order.Select(text => Parse(text))) is { } place ? Content(order[place]) : Nobody);
    }

    [Theory]
    [InlineData("3@3 2@2 1@1", true)]
    [InlineData("3@? 2@2 1@1", true)] // the history decides beside a time that cannot be read
    [InlineData("c b a", true)]
    [InlineData("3@3 1@2 2@1", false)]
    [InlineData("3@1 2@2 1@3", false)]
    [InlineData("1@3 2@2 3@1", false)]
    public void The_order_of_one_history_decides_where_nothing_contradicts_it(string versions, bool known)
    {
        var texts = versions.Split(' ');
        var history = new Document { IsHistory = true };
        Assert.Equal(known ? 0 : null, Of(texts, texts.Select((text, place) => Parse(text, history, place + 1))));
    }

    private static int? Of(string[] texts, IEnumerable<Version> versions) =>
        Newest.Of([.. texts.Zip(versions)], one => one.Second, (one, other) => Content(one.First) == Content(other.First));

    private static string Content(string text) => text.Split('=')[^1];

    private static Version Parse(string text, Document? history = null, int number = 0)
    {
        var (version, at) = text.Split('=')[0].Split('@') switch
        {
            [var id] => (id, null),
            [var id, var day] => (id, day),
            _ => ("", null),
        };
        var lastUpdated =
            at is "?" ? "soon"
            : at is null ? null
            : string.Create(CultureInfo.InvariantCulture, $"2021-01-0{at}T00:00:00Z");
        return new(history, number, lastUpdated, version.Length > 0 ? version : null, IsDeletion: false);
    }

    private static IEnumerable<string[]> Orders(string[] texts) =>
        texts.Length == 1
            ? [texts]
            : texts.SelectMany(
                (text, place) => Orders([.. texts[..place], .. texts[(place + 1)..]]).Select(rest => (string[])[text, .. rest])
            );
}
