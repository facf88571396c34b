using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Villalta and VCSS of one leg on one day, from a panel with components, a panel with members, single items without a panel, or a form
/// that was filled in. The same assessment gives the same facts in each shape.
/// </summary>
internal sealed class LegAssessmentMapper(ConceptIndex concepts)
{
    private readonly PanelReader panels = new(concepts);
    private readonly LooseItems loose = new(concepts);
    private readonly FormReader forms = new(concepts);

    public (ImmutableArray<VillaltaAssessment> Villalta, ImmutableArray<VcssAssessment> Vcss) Map(
        Chart chart,
        IReadOnlyList<UsableObservation> observations
    )
    {
        var (whole, members) = panels.Read(chart, observations);
        var sheets = Joined([
            .. whole,
            .. loose.Read(chart, observations.Where(item => !members.Contains(item.Source))),
            .. forms.Read(chart),
        ]);
        return (
            [.. sheets.Where(sheet => sheet.Kind == ObservationKind.VillaltaAssessment).Select(Villalta)],
            [.. sheets.Where(sheet => sheet.Kind == ObservationKind.VcssAssessment).Select(Vcss)]
        );
    }

    /// <summary>The instrument that a single item, an ulcer or a total belongs to; null for anything else.</summary>
    public static ObservationKind? InstrumentOf(IReadOnlyCollection<Meaning> meanings) =>
        ConceptIndex.Single<ObservationKind>(meanings) switch
        {
            ObservationKind.VillaltaUlcer or ObservationKind.VillaltaTotal => ObservationKind.VillaltaAssessment,
            ObservationKind.VcssTotal => ObservationKind.VcssAssessment,
            null when ConceptIndex.Single<VillaltaItem>(meanings) is not null => ObservationKind.VillaltaAssessment,
            null when ConceptIndex.Single<VcssItem>(meanings) is not null => ObservationKind.VcssAssessment,
            _ => null,
        };

    /// <summary>
    /// A total or an ulcer that stands alone belongs to the assessment of the same leg and day, where there is exactly one; without any, an
    /// ulcer and a total make one.
    /// </summary>
    private static List<Sheet> Joined(List<Sheet> sheets)
    {
        var kept = sheets.Where(sheet => !sheet.IsBare).ToList();
        var whole = kept.ToLookup(KeyOf);
        foreach (var bare in sheets.Where(sheet => sheet.IsBare).GroupBy(KeyOf))
        {
            if (whole[bare.Key].ToList() is [var target])
            {
                foreach (var one in bare)
                    target.Take(one);
            }
            else if (
                !whole.Contains(bare.Key)
                && bare.OrderBy(one => one.Ulcer is null).ToList()
                    is [{ Ulcer: not null, Total: null } ulcer, { Ulcer: null, Total: not null } total]
            )
            {
                ulcer.Take(total);
                kept.Add(ulcer);
            }
            else
            {
                kept.AddRange(bare);
            }
        }
        return kept;
    }

    private static (ObservationKind Kind, Side Leg, DayInterval Day) KeyOf(Sheet sheet) => (sheet.Kind, sheet.Leg, sheet.Day);

    private static VillaltaAssessment Villalta(Sheet sheet) =>
        new(sheet.Panel, sheet.Leg, sheet.Day, sheet.GradesOf<VillaltaItem>(), sheet.Ulcer, sheet.Total);

    private static VcssAssessment Vcss(Sheet sheet) =>
        new(sheet.Panel, sheet.Leg, sheet.Day, sheet.GradesOf<VcssItem>(), sheet.Total)
        {
            Version = sheet.Version ?? VcssVersion.Revised2010,
        };
}
