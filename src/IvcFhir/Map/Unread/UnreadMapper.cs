using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>
/// What no mapper took as a fact, with all that is known of what it could have been: procedures of the study that could not be used,
/// procedures that no map knows and that may have been done to a vein of the study, images and measurements that were set aside, reports
/// that hold words only. Built last, from the chart, the facts and the issues.
/// </summary>
internal sealed class UnreadMapper(ConceptIndex concepts)
{
    private readonly UnreadProcedures procedures = new(concepts);
    private readonly UnreadImages images = new(concepts);
    private readonly UnreadThromboses thromboses = new(concepts);
    private readonly LyticDrugs drugs = new(concepts);
    private readonly UnreadAssessments assessments = new(concepts);

    public ImmutableArray<Unread> Map(Chart chart, PatientFacts facts) =>
        [
            .. procedures.Of(chart, facts),
            .. images.Of(chart, facts),
            .. facts
                .Interventions.Where(one => one.IsResultUnread || chart.HasUnreadable(one.Source, "Procedure.performed"))
                .Select(one => new Unread(
                    one.Source,
                    UnreadKind.Intervention,
                    one.Performed.Day,
                    one.IsResultUnread ? "Procedure.outcome" : "Procedure.performed"
                )
                {
                    CouldBe = [one.Kind],
                    Sites = one.Sites,
                }),
            .. thromboses.Of(chart, facts),
            .. drugs.Of(chart, facts),
            .. assessments.Of(chart, facts),
            .. chart.SetAside().Select(one => OfWhole(one.Type, one.Source)).OfType<Unread>(),
        ];

    private static Unread? OfWhole(string type, SourceRef source) =>
        type switch
        {
            "Procedure" => new(source, UnreadKind.Intervention, null),
            "Observation" or "DiagnosticReport" => new(source, UnreadKind.Image, null),
            _ => null,
        };
}
