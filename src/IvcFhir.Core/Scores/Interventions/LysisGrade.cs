using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Where grade II ends and grade III begins (D8).</summary>
public enum LysisBounds
{
    /// <summary>I below 50, II 50 to below 100, III 100 % (Venous Registry; S63). The default.</summary>
    Mewissen,

    /// <summary>I below 50, II 50 to 90, III above 90 % (CaVenT; S64).</summary>
    Cavent,

    /// <summary>I below 50, II 50 to 95, III above 95 % (other users; unconfirmed in a source).</summary>
    Above95,
}

public enum LysisGradeClass
{
    I,
    II,
    III,
}

/// <summary>
/// Thrombus of one segment: 0 none, 1 subsegmental and not occlusive, 2 subsegmental and occlusive, 3 occlusive throughout (SVS/ISCVS;
/// S68).
/// </summary>
/// <param name="Before">0 to 3; both ends included.</param>
/// <param name="After">0 to 3; both ends included.</param>
public readonly record struct ThrombusScore(VeinSite Site, int Before, int After);

public abstract record LysisResult
{
    private LysisResult() { }

    /// <param name="Percent">100 · (before − after) / before over all segments; negative when there is more thrombus than before.</param>
    public sealed record Graded(decimal Percent, LysisGradeClass Grade) : LysisResult
    {
        /// <summary>More thrombus than before: grade I, and worth a look.</summary>
        public bool Progressed => Percent < 0;

        /// <summary>Grade II or III, which most series call success (S66).</summary>
        public bool IsSuccess => Grade is LysisGradeClass.II or LysisGradeClass.III;
    }

    /// <summary>No thrombus before treatment: nothing to clear, no percentage.</summary>
    public sealed record Undefined : LysisResult;

    /// <param name="OutOfRange">Segments whose score is not 0 to 3.</param>
    public sealed record Rejected(ImmutableArray<VeinSite> OutOfRange) : LysisResult;
}

/// <summary>
/// How much thrombus the treatment cleared (clinical 5.6). The SVS/ISCVS segment score is used because it has the inferior vena cava;
/// Marder's score has none and cannot describe this population.
/// </summary>
/// <remarks>
/// History: 2 — an image of a day of treatment of which nobody says whether it shows the veins before or after it leaves the grade open
/// where it would change it; before, it was left out. 1 — first version.
/// </remarks>
public static class LysisGrade
{
    public const string Rule = "lysis-grade/2";

    public static LysisResult Of(IReadOnlyCollection<ThrombusScore> segments, LysisBounds bounds)
    {
        ImmutableArray<VeinSite> rejected =
        [
            .. segments.Where(one => !Grades.IsGrade(one.Before) || !Grades.IsGrade(one.After)).Select(one => one.Site),
        ];
        if (!rejected.IsEmpty)
            return new LysisResult.Rejected(rejected);
        var before = segments.Sum(one => one.Before);
        if (before == 0)
            return new LysisResult.Undefined();
        var percent = 100m * (before - segments.Sum(one => one.After)) / before;
        return new LysisResult.Graded(percent, GradeOf(percent, bounds));
    }

    /// <param name="percent">At most 100; negative is grade I.</param>
    public static LysisGradeClass GradeOf(decimal percent, LysisBounds bounds) =>
        bounds switch
        {
            _ when percent < 50 => LysisGradeClass.I,
            LysisBounds.Mewissen => percent >= 100 ? LysisGradeClass.III : LysisGradeClass.II,
            LysisBounds.Cavent => percent > 90 ? LysisGradeClass.III : LysisGradeClass.II,
            LysisBounds.Above95 => percent > 95 ? LysisGradeClass.III : LysisGradeClass.II,
            _ => throw new ArgumentOutOfRangeException(nameof(bounds), bounds, "Not a set of bounds."),
        };
}
