using Hl7.Fhir.Model;
using IvcFhir.Core;

namespace IvcFhir.Map;

/// <summary>
/// Tells where nothing says in which zone a day is a day although it matters: times in UTC stand beside plain dates, which the hospital writes in its own days. A time such as 02:00Z of
/// 5 March is an evening of 4 March in New York. The day is then the one that the time writes.
/// </summary>
internal static class ZoneCheck
{
    /// <summary>Notes the first time in UTC of a record that also holds plain dates. Only what the study counts days by is looked at.</summary>
    public static void Note(Chart chart)
    {
        var times = Times(chart).ToList();
        if (times.Exists(time => IsDate(time.Text)) && times.Where(time => IsUtc(time.Text)).OrderBy(time => time.Source).ThenBy(time => time.Element, StringComparer.Ordinal).FirstOrDefault() is { Text: not null } first)
            chart.Report(IssueCode.ZoneUnstated, first.Source, first.Element);
    }

    private static IEnumerable<(Core.Facts.SourceRef Source, string Element, string? Text)> Times(Chart chart) =>
    [
        .. chart.All<Procedure>().SelectMany(entry => TextsOf(entry.Resource.Performed).Select(text => (entry.Source, "Procedure.performed", text))),
        .. chart.All<Observation>().SelectMany(entry => TextsOf(entry.Resource.Effective).Select(text => (entry.Source, "Observation.effective", text))),
        .. chart.All<Condition>().SelectMany(entry => TextsOf(entry.Resource.Onset).Select(text => (entry.Source, "Condition.onset", text))),
        .. chart.All<QuestionnaireResponse>().Select(entry => (entry.Source, "QuestionnaireResponse.authored", entry.Resource.Authored)),
    ];

    private static IEnumerable<string?> TextsOf(DataType? value) => value switch
    {
        FhirDateTime time => [time.Value],
        Period period => [period.Start, period.End],
        _ => [],
    };

    private static bool IsDate(string? text) => text is { Length: 10 };

    private static bool IsUtc(string? text) => text is not null && text.EndsWith('Z') && text.Contains('T', StringComparison.Ordinal);
}
