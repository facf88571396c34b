using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>The two hospitals of the synthetic cohort.</summary>
public enum Centre
{
    A,
    B,
}

/// <summary>
/// Synthetic charts of 37 patients of the study and four who do not belong to it, as two hospitals would record them in FHIR R4.
/// Made only from the description <c>cohort.txt</c>: the same text gives the same resources, ids and order.
/// </summary>
public static class SyntheticCohort
{
    /// <summary>New resources on every call, so that the caller may change them.</summary>
    public static IReadOnlyList<JsonObject> Resources(Centre centre)
    {
        ICentreHabits habits = centre == Centre.A ? new CentreA() : new CentreB();
        return [.. Stories().Where(story => story.Centre == centre).SelectMany(story => Write(new Chart(story), habits))];
    }

    internal static ImmutableArray<PatientStory> Stories() => DescriptionReader.Read(DescriptionReader.EmbeddedText());

    private static IEnumerable<JsonObject> Write(Chart chart, ICentreHabits habits)
    {
        var story = chart.Story;
        var diagnoses = habits.Diagnoses(chart).ToList();
        var visitDays = story.Visits.Where(visit => visit.Status is null or "amended").Select(visit => visit.Day);
        return
        [
            ChartNoise.Patient(chart),
            .. diagnoses,
            .. story.Sessions.Select(session => chart.Stay(session, diagnoses)),
            .. story.Sessions.SelectMany(session => habits.Session(chart, session)),
            .. story.Positions.SelectMany(note => habits.Position(chart, note)),
            .. story.Visits.SelectMany(visit => habits.Assessment(chart, visit)),
            .. habits.Imaging(chart),
            .. story.Complications.SelectMany(note => habits.Complication(chart, note)),
            .. ChartNoise.Laboratory(chart, 0),
            .. visitDays.Prepend(0).SelectMany(day => ChartNoise.VitalSigns(chart, day)),
            .. story.Others.Select(other => ChartNoise.Procedure(chart, other)),
        ];
    }
}
