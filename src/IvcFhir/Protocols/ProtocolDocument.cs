using IvcFhir.Core;

namespace IvcFhir.Protocols;

/// <summary>A protocol as it stands in its document: the rules, which carry their hash, and the evidence that explains them.</summary>
internal sealed record ProtocolDocument
{
    public ProtocolDocument(string title, StudyProtocol rules, string evidence) =>
        (Title, Rules, Evidence) = (title, rules with { Hash = ProtocolHash.Of(rules) }, evidence);

    public string Title { get; }

    public StudyProtocol Rules { get; }

    /// <summary>
    /// Name and version of the evidence behind the rules; the program ships it. It is not a rule and does not enter the hash.
    /// </summary>
    public string Evidence { get; }

    /// <summary>The same rules in the zone that a deployment asks for; its hash tells.</summary>
    /// <param name="timeZone">Null: the protocol's own.</param>
    public ProtocolDocument In(string? timeZone) => timeZone is null ? this : new(Title, Rules with { TimeZone = timeZone }, Evidence);
}
