using Hl7.Fhir.Model;
using IvcFhir.Profiles;

namespace IvcFhir.Report;

/// <summary>
/// The Measure of a protocol that does not ship: contained in its report, so that a reader is never sent to an address where nothing is.
/// </summary>
internal static class FhirMeasure
{
    /// <returns>Null where the contract holds a Measure with a group for each row.</returns>
    public static Measure? Of(StudyReport report) =>
        Shipped(report.Table.Study).IsSupersetOf(report.Table.Rows.Select(row => row.Key))
            ? null
            : new()
            {
                Id = "measure",
                Name = "OwnProtocol",
                Title = report.Table.Study,
                Version = report.Table.ProtocolVersion,
                Status = PublicationStatus.Active,
                Definition =
                [
                    new Markdown(
                        $"Protocol {ReportText.Protocol(report.Table)}. Each group is a row of the report; its "
                            + "rule stands in the protocol of that hash."
                    ),
                ],
                Group =
                [
                    .. report.Table.Rows.Select(row => new Measure.GroupComponent
                    {
                        Code = new(StudyContract.CodeSystem("figure"), row.Key),
                        Description = row.Label,
                    }),
                ],
            };

    private static HashSet<string> Shipped(string study)
    {
        using var json = StudyContract.Read($"profiles/generated/Measure-{study}.json");
        return json is null
            ? []
            : json
                .RootElement.Items("group")
                .Select(group => group.Member("code")!.Value.Items("coding").First().Text("code")!)
                .ToHashSet(StringComparer.Ordinal);
    }
}
