using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>What a question would have been answered under another rule.</summary>
/// <param name="Decision"><inheritdoc cref="ProtocolVariant"/> Null where the sources have definitions side by side and nothing is
/// decided.</param>
/// <param name="Outcome">Null when that rule does not ask the question of this patient: nothing that it accepts was recorded.</param>
/// <param name="Standing">Whether this is the rule of the protocol.</param>
/// <param name="Differs">Whether value, category or inclusion differ from those of the protocol.</param>
public sealed record Alternative(string? Decision, string Setting, string Choice, Outcome? Outcome, bool Standing, bool Differs);

/// <summary>The same facts under the other rules that sources follow.</summary>
public static class Alternatives
{
    /// <param name="question">One that the protocol asks of this patient; another gives nothing to compare with.</param>
    public static ImmutableArray<Alternative> Of(PatientFacts facts, StudyProtocol protocol, OutcomeKey question)
    {
        var standing = StudyScorer.Score(facts, protocol).Outcomes;
        var own = standing.FirstOrDefault(outcome => outcome.Key == question);
        return
        [
            .. ProtocolVariants
                .Of(question.Instrument, protocol)
                .Select(variant =>
                    Compare(
                        variant,
                        own,
                        StudyScorer.Score(facts, variant.Protocol).Outcomes.FirstOrDefault(outcome => outcome.Key == question)
                    )
                ),
            .. Patencies(standing, own),
            .. TwoPlaceRegistry(own),
        ];
    }

    internal static bool Differ(Outcome? one, Outcome? other) =>
        (one is null) != (other is null)
        || (
            one is not null
            && (
                one.Value != other!.Value
                || one.Inclusion != other.Inclusion
                || one.AtLeast != other.AtLeast
                || !string.Equals(one.Qualifier, other.Qualifier, StringComparison.Ordinal)
            )
        );

    private static Alternative Compare(ProtocolVariant variant, Outcome? own, Outcome? outcome) =>
        new(variant.Decision, variant.Setting, variant.Choice, outcome, variant.Standing, Differ(own, outcome));

    // Primary, assisted primary and secondary patency are answers to one history of the segment (clinical 3.1).
    private static IEnumerable<Alternative> Patencies(ImmutableArray<Outcome> standing, Outcome? own) =>
        own is null || !Instruments.Patencies.Contains(own.Key.Instrument)
            ? []
            : from instrument in Instruments.Patencies
            let sibling = standing.FirstOrDefault(outcome => outcome.Key == own.Key with { Instrument = instrument })
            select new Alternative(
                null,
                "patency",
                ItemCode.Hyphenated(instrument.ToString()),
                sibling,
                instrument == own.Key.Instrument,
                Differ(own, sibling)
            );

    // Registries that know only two places (clinical 4.1).
    private static IEnumerable<Alternative> TwoPlaceRegistry(Outcome? own)
    {
        if (own is not { Value: OutcomeValue.Position position })
            return [];
        var mapped = own with { Value = new OutcomeValue.Position(FilterPositionRule.ForTwoPlaceRegistry(position.Value)) };
        return
        [
            new(null, "filter-places", "as-recorded", own, Standing: true, Differs: false),
            new(null, "filter-places", "infrarenal-or-suprarenal", mapped, Standing: false, Differ(own, mapped)),
        ];
    }
}
