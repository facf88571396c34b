using System.Collections.Immutable;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Answers of one patient of which not both can be true. The scores themselves never give such a pair; answers by hand may.
/// </summary>
public static class Contradictions
{
    /// <returns>The pairs, in the order of the outcomes; empty where the answers agree.</returns>
    public static ImmutableArray<(Outcome One, Outcome Other)> Of(IReadOnlyCollection<Outcome> outcomes, StudyProtocol protocol) =>
        [
            .. from bleed in outcomes
            where
                bleed is { Key.Instrument: Instrument.MajorBleeding, Value: OutcomeValue.YesNo { Yes: true } }
                && protocol.MajorBleedingIsSevere
            from severe in outcomes
            where severe is { Key.Instrument: Instrument.SevereComplication, Value: OutcomeValue.YesNo { Yes: false } }
            select (bleed, severe),
            // What takes a vein from secondary patency has taken it from the others.
            .. from vein in outcomes
                .Where(one => Instruments.Patencies.Contains(one.Key.Instrument) && one.Value is OutcomeValue.TimeToLoss)
                .GroupBy(one => one.Key.Location)
            from earlier in vein
            from later in vein
            where
                Instruments.Patencies.IndexOf(earlier.Key.Instrument) < Instruments.Patencies.IndexOf(later.Key.Instrument)
                && later.Value is OutcomeValue.TimeToLoss { Lost: true } loss
                && !(earlier.Value is OutcomeValue.TimeToLoss { Lost: true } before && before.Days <= loss.Days)
            select (earlier, later),
        ];
}
