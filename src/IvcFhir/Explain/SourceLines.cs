using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Protocols;

namespace IvcFhir.Explain;

/// <summary>What sources say, from the one file that holds it.</summary>
internal static class SourceLines
{
    /// <param name="decisions">Disputed rules, <c>D1</c> …; null and repeated ones are passed over.</param>
    public static ImmutableArray<SourceLine> OfRules(IEnumerable<string?> decisions, StudyProtocol protocol)
    {
        var asked = decisions.OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ProtocolEvidence
                .Points.Where(point => asked.Contains(point.Id))
                .SelectMany(point => ProtocolEvidence.Of(point, protocol).Select(one => Line(point.Id, one))),
        ];
    }

    public static ImmutableArray<SourceLine> OfFigure(string figure) => [.. ProtocolEvidence.Of(figure).Select(one => Line(figure, one))];

    private static SourceLine Line(string of, Testimony one) =>
        new(of, one.Source.Id, TestimonyText.Of(one.Stance), one.Says, one.Source.Citation, one.Source.Url?.AbsoluteUri);
}
