using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Totals that a site states without the items, or beside too few of them (D15). The protocol compares them with what the items give, or
/// accepts them where the items give no total: such an outcome says that it is a stated one and has no items.
/// </summary>
/// <remarks>
/// A total is accepted only where it is possible beside the items that were recorded, and where no other assessment of the leg and day can
/// be scored from its items. One of the VCSS is taken as the instrument has it, with compression; a protocol that counts without it accepts
/// none.
/// </remarks>
internal static class ReportedTotals
{
    public static PatientFacts Accept(PatientFacts facts, StudyProtocol protocol)
    {
        if (protocol.ReportedTotal == ReportedTotalRule.Compare)
            return facts;
        // What was read, whatever was accepted before.
        ImmutableArray<VillaltaAssessment> villalta = [.. facts.Villalta.Select(leg => leg with { AcceptedTotal = null })];
        ImmutableArray<VcssAssessment> vcss = [.. facts.Vcss.Select(leg => leg with { AcceptedTotal = null })];
        var byItems = villalta
            .Where(leg => Villalta.Score(leg, protocol) is VillaltaResult.Scored)
            .Select(leg => (leg.Leg, leg.Day))
            .ToHashSet();
        var vcssByItems = vcss.Where(leg => Vcss.Score(leg) is VcssResult.Scored)
            .Select(leg => (leg.Leg, leg.Day, leg.Version))
            .ToHashSet();
        return facts with
        {
            Villalta =
            [
                .. villalta.Select(leg =>
                    Villalta.Score(leg, protocol) is VillaltaResult.NotScorable open && !byItems.Contains((leg.Leg, leg.Day))
                        ? leg with
                        {
                            AcceptedTotal = Within(leg.ReportedTotal, open.LowerBound, open.UpperBound),
                        }
                        : leg
                ),
            ],
            Vcss = !protocol.VcssIncludesCompression
                ? vcss
                :
                [
                    .. vcss.Select(leg =>
                        Vcss.Score(leg) is VcssResult.NotScorable open && !vcssByItems.Contains((leg.Leg, leg.Day, leg.Version))
                            ? leg with
                            {
                                AcceptedTotal = Within(leg.ReportedTotal, open.LowerBound, open.UpperBound),
                            }
                            : leg
                    ),
                ],
        };
    }

    private static int? Within(Sourced<int>? stated, int least, int most) =>
        stated is { } total && total.Value >= least && total.Value <= most ? total.Value : null;
}
