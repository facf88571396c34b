using System.Collections.Immutable;
using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Complications with their native grade, kept as recorded; and those that other resources name without one.</summary>
internal sealed class ComplicationMapper(ConceptIndex concepts, int periproceduralDays)
{
    private readonly ComplicationDetails details = new(concepts);
    private readonly NamedComplications named = new(concepts, periproceduralDays);

    public ImmutableArray<Complication> Map(
        Chart chart,
        IReadOnlyList<UsableObservation> observations,
        ImmutableArray<Intervention> interventions,
        DeviceResolver devices
    )
    {
        var observed = observations.SelectMany(usable => Observed(chart, usable)).ToImmutableArray();
        // Most complications are recorded twice, and only the Observation carries the grade.
        var others = named
            .Map(chart, interventions, devices)
            .Where(other =>
                !observed.Any(one => one.Kind == other.Kind && one.Day.First <= other.Day.Last && other.Day.First <= one.Day.Last)
            );
        return [.. observed, .. others];
    }

    private IEnumerable<Complication> Observed(Chart chart, UsableObservation usable)
    {
        var measured = concepts.Find<ComplicationKind>(usable.Observation.Code);
        if (
            (usable.Kind != ObservationKind.Complication && measured is null)
            || chart.DayOf(usable.Effective, usable.Source, "Observation.effective") is not { } day
        )
            yield break;
        var (kind, issue) =
            measured is { } what ? FilterMeasurement.Of(concepts, what, usable.Observation.Value)
            : Values.Find<ComplicationKind>(concepts, usable.Observation.Value) is { } coded ? (coded, null)
            : (null, Values.IssueOf<ComplicationKind>(concepts, usable.Observation.Value));
        if (issue is { } code)
            chart.Report(code, usable.Source, "Observation.value");
        else if (kind is { } complication)
        {
            var grades = GradesOf(chart, usable.Source, usable.Observation);
            yield return details.Add(
                chart,
                usable,
                new(usable.Source, complication, day, grades.IsEmpty ? null : grades[0])
                {
                    FurtherGrades = grades.IsEmpty ? [] : grades[1..],
                }
            );
        }
    }

    /// <summary>One grade for each scale; none when a scale carries two.</summary>
    private ImmutableArray<ComplicationGrade> GradesOf(Chart chart, SourceRef source, Observation observation)
    {
        const string element = "Observation.component.value";
        var grades = new List<ComplicationGrade>();
        foreach (var component in observation.Component)
        {
            if (concepts.Find<ComplicationScale>(component.Code) is not { } scale)
                continue;
            if (GradesOn(scale, component.Value) is [var grade])
                grades.Add(new(scale, grade));
            else
                chart.Report(IssueCode.UnknownCode, source, element);
        }
        if (grades.Distinct().GroupBy(grade => grade.Scale).All(scale => scale.Count() == 1))
            return [.. grades.Distinct().OrderBy(grade => grade.Scale)];
        chart.Report(IssueCode.ConflictingItems, source, element);
        return [];
    }

    /// <summary>Coded, as text of the site's map, or as the number of a scale that counts.</summary>
    private List<string> GradesOn(ComplicationScale scale, DataType? value)
    {
        var system = $"{StudyCode.Of(scale)}-grade";
        IEnumerable<Meaning> meanings = value is Integer { Value: { } number }
            ? [new(system, number.ToString(CultureInfo.InvariantCulture), Strength.Proves)]
            : Values.Meanings(concepts, value);
        return
        [
            .. meanings
                .Where(found => found.System == system && found.Strength == Strength.Proves && StudyConcepts.Contains(found))
                .Select(found => found.Code)
                .Distinct(),
        ];
    }
}
