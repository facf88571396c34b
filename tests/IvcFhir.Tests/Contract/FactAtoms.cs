using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// Facts in the smallest parts that a study reads, so that two charts can be compared as sets: what one holds and the other does not.
/// </summary>
internal static class FactAtoms
{
    public static IReadOnlySet<string> Of(PatientFacts facts) =>
        new[]
        {
            facts.Interventions.SelectMany(Of),
            facts.Filters.SelectMany(Of),
            facts.Findings.SelectMany(Of),
            facts.Villalta.SelectMany(one =>
                Of(one.Leg, one.Day, "Villalta", one.Grades.Select(grade => ($"{grade.Key}", grade.Value)), one.ReportedTotal, one.Ulcer)
            ),
            facts.Vcss.SelectMany(one =>
                Of(
                    one.Leg,
                    one.Day,
                    $"Vcss {one.Version}",
                    one.Grades.Select(grade => ($"{grade.Key}", grade.Value)),
                    one.ReportedTotal,
                    null
                )
            ),
            facts.Diagnoses.Select(one => $"{one}"),
            facts.Complications.SelectMany(Of),
            facts.FilterFindings.Select(one => $"{one with { Modality = ImagingModality.Unstated }}"),
            facts.Thrombus.Select(one => $"{one with { Modality = ImagingModality.Unstated }}"),
            facts.Responses.Select(one => $"{one}"),
            facts.Death is { } death ? [$"death {death}"] : [],
        }
            .SelectMany(atoms => atoms)
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Intervention one)
    {
        var name = $"{one.Source} {one.Kind}";
        yield return $"{name} on {one.Performed.Day} to {one.Performed.LastDay}";
        if (one.Performed.Start is { } start)
            yield return $"{name} from {start:O}";
        if (one.Performed.End is { } end)
            yield return $"{name} until {end:O}";
        yield return $"{name} {one.Result}";
        if (one.Session is { } session)
            yield return $"{name} in {session}";
        foreach (var site in one.Sites)
            yield return $"{name} at {site}";
    }

    private static IEnumerable<string> Of(Filter one)
    {
        // Without the device, and without how it was found: a filter stands on its placement too.
        if (one.Device is { } device)
            yield return $"filter is {device}";
        if (one.Implanted is { } implanted)
            yield return $"filter implanted {implanted}";
        if (one.Position is { } position)
            yield return $"filter position {position}";
        if (one.Retrieved is { } retrieved)
            yield return $"filter retrieved {retrieved}";
    }

    private static IEnumerable<string> Of(VeinFinding one)
    {
        yield return $"{one.Source} {one.Site} {one.Day} {one.Status}";
        if (one.Modality != ImagingModality.Unstated)
            yield return $"{one.Source} by {one.Modality}";
    }

    private static IEnumerable<string> Of(Complication one)
    {
        var name = $"{one.Source} {one.Kind} {one.Day}";
        yield return name;
        foreach (var grade in one.AllGrades())
            yield return $"{name} {grade}";
        if (one.ProlongedStayHours is { } hours)
            yield return $"{name} {hours} h";
        if (one.Bleeding is { } bleeding)
            yield return $"{name} {bleeding}";
    }

    private static IEnumerable<string> Of(
        Side leg,
        DayInterval day,
        string instrument,
        IEnumerable<(string Item, Sourced<int> Grade)> grades,
        Sourced<int>? total,
        Sourced<bool>? ulcer
    )
    {
        foreach (var (item, grade) in grades)
            yield return $"{instrument} {leg} {day} {item} {grade}";
        if (total is not null)
            yield return $"{instrument} {leg} {day} total {total}";
        if (ulcer is not null)
            yield return $"{instrument} {leg} {day} ulcer {ulcer}";
    }
}
