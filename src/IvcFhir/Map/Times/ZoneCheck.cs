using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>
/// Tells where nothing says in which zone a day is a day although it matters: times in UTC stand beside plain dates, which the hospital
/// writes in its own days. A time such as 02:00Z of 5 March is an evening of 4 March in New York. The day is then the one that the time
/// writes.
/// </summary>
internal static class ZoneCheck
{
    /// <summary>Notes a record that holds both, once and by its patient. Only what the study counts days by is looked at.</summary>
    public static void Note(Chart chart, SourceRef patient)
    {
        var times = Times(chart).ToList();
        if (times.Exists(IsDate) && times.Exists(IsUtc))
            chart.Report(IssueCode.ZoneUnstated, patient);
    }

    private static IEnumerable<string?> Times(Chart chart) =>
        [
            .. chart.All<Procedure>().SelectMany(entry => TextsOf(entry.Resource.Performed)),
            .. chart.All<Observation>().SelectMany(entry => TextsOf(entry.Resource.Effective)),
            .. chart.All<Condition>().SelectMany(entry => TextsOf(entry.Resource.Onset)),
            .. chart.All<QuestionnaireResponse>().Select(entry => entry.Resource.Authored),
        ];

    private static IEnumerable<string?> TextsOf(DataType? value) =>
        value switch
        {
            FhirDateTime time => [time.Value],
            Period period => [period.Start, period.End],
            _ => [],
        };

    private static bool IsDate(string? text) => text is { Length: 10 };

    private static bool IsUtc(string? text) => text is not null && text.EndsWith('Z') && text.Contains('T', StringComparison.Ordinal);
}
