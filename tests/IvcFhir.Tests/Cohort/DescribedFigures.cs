using System.Collections.Immutable;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Cohort;

/// <summary>
/// Counts the description of the cohort by hand, with none of the product's rules, so that an error in the description shows
/// here and not as a wrong figure of the pipeline.
/// </summary>
internal static class DescribedFigures
{
    public static readonly ImmutableArray<PatientStory> Everyone = SyntheticCohort.Stories();

    public static readonly ImmutableArray<PatientStory> Study =
    [
        .. Everyone.Where(story => story.Sessions.Any(s => s.Status is null && s.Steps.Any(step => step.Kind == "mat"))),
    ];

    public static readonly ImmutableArray<PatientStory> Successes =
    [
        .. Study.Where(story => story.Sessions[0].Steps.All(step => step.Result is null)),
    ];

    public static int Minutes(PatientStory story) => story.Sessions[0].Steps.Sum(step => step.Minutes);

    public static string Position(PatientStory story) => story.Positions.Single(note => note.Status is null).Where;

    public static ImmutableArray<Visit> ValidVisits(PatientStory story) =>
        [.. story.Visits.Where(visit => visit.Status != "entered-in-error").OrderBy(visit => visit.Day)];

    public static Visit LastVisit(PatientStory story) => ValidVisits(story)[^1];

    /// <summary>The worst affected leg of the last visit; fails when a grade of it is missing.</summary>
    public static int Worst(PatientStory story, Func<LegGrades, ImmutableArray<int?>> instrument) =>
        LastVisit(story).Legs.Where(leg => story.Thrombosis.Contains(leg.Leg)).Max(leg => instrument(leg).Sum(grade => grade!.Value));

    public static ImmutableArray<string> TreatedIliacs(PatientStory story) =>
        [.. story.Sessions[0].Steps.Where(step => step is { Kind: "mat", Vein: not "ivc" }).Select(step => step.Vein!)];

    /// <summary>Time to the first occlusion, stenosis or reintervention; otherwise to the last scan.</summary>
    public static (int Day, bool Lost) Primary(PatientStory story, string vein)
    {
        var scans = FollowUp(story, vein);
        var losses = scans
            .Where(scan => scan.Finding is "occluded" or "stenosed")
            .Select(scan => scan.Day)
            .Concat(Reinterventions(story, vein))
            .ToList();
        return losses.Count > 0 ? (losses.Min(), true) : (scans[^1].Day, false);
    }

    /// <summary>Time to the occlusion after which no scan shows flow again; otherwise to the last scan.</summary>
    public static (int Day, bool Lost) Secondary(PatientStory story, string vein)
    {
        var scans = FollowUp(story, vein);
        var lastOpen = scans.LastOrDefault(scan => scan.Finding != "occluded")?.Day ?? 0;
        var lost = scans.FirstOrDefault(scan => scan.Finding == "occluded" && scan.Day > lastOpen);
        return lost is null ? (scans[^1].Day, false) : (lost.Day, true);
    }

    /// <summary>A month of the published vectors as the day of the cohort.</summary>
    public static int DayOf(int month) => (int)Math.Round(month * 30.4375m, MidpointRounding.AwayFromZero);

    private static List<Scan> FollowUp(PatientStory story, string vein) =>
        [.. story.Scans.Where(scan => scan.Vein == vein && scan.Day > 0 && scan.Status is (null or "amended")).OrderBy(scan => scan.Day)];

    private static IEnumerable<int> Reinterventions(PatientStory story, string vein) =>
        story
            .Sessions.Where(session => session.Day > 0 && session.Status is null && session.Steps.Any(step => step.Vein == vein))
            .Select(session => session.Day);
}
