using System.Collections.Immutable;
using IvcFhir.Core;

namespace IvcFhir.Protocols;

/// <summary>What the sources say of a disputed rule.</summary>
/// <param name="Decision"><c>D1</c> to <c>D13</c>.</param>
internal sealed record ProtocolCitation(string Decision, string Says, ImmutableArray<string> Sources);

/// <summary>A protocol as it stands in its document: the rules, which carry their hash, and what explains them.</summary>
internal sealed record ProtocolDocument
{
    public ProtocolDocument(string title, StudyProtocol rules, ImmutableArray<ProtocolCitation> citations) =>
        (Title, Rules, Citations) = (title, rules with { Hash = ProtocolHash.Of(rules) }, citations);

    public string Title { get; }

    public StudyProtocol Rules { get; }

    public ImmutableArray<ProtocolCitation> Citations { get; }

    /// <summary>The same rules in the zone that a deployment asks for; its hash tells.</summary>
    /// <param name="timeZone">Null: the protocol's own.</param>
    public ProtocolDocument In(string? timeZone) => timeZone is null ? this : new(Title, Rules with { TimeZone = timeZone }, Citations);
}
