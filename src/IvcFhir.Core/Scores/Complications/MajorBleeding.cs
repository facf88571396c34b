using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Which criterion of major bleeding is met.</summary>
public enum BleedingCriterion
{
    Fatal,
    CriticalSite,
    HemoglobinFall,
    Transfusion,
}

public abstract record BleedingResult
{
    private BleedingResult() { }

    /// <param name="Criteria">Every criterion that is met; at least one.</param>
    public sealed record Major(ImmutableArray<BleedingCriterion> Criteria) : BleedingResult;

    public sealed record NotMajor : BleedingResult;

    /// <param name="Missing">Criteria that were not recorded and could still make it major.</param>
    public sealed record Undecided(ImmutableArray<BleedingCriterion> Missing) : BleedingResult;
}

/// <summary>
/// Major bleeding in non-surgical patients by the ISTH (Schulman 2005; clinical 5.4, S59 S60): any one of four criteria. A fall of
/// haemoglobin or a transfusion counts only with overt bleeding, because aspiration thrombectomy itself removes blood (S61).
/// </summary>
/// <remarks>
/// History: 5 — what is not understood may be a bleed, and what began before the first act by its time of day is old; before, neither was
/// looked at. 4 — a criterion of which the record of a bleed says nothing is not known; before, it was denied beside one that was met. 3 —
/// a bleed by its code alone, a transfusion and a fall of hemoglobin leave the question open, a coded bleed at a critical site answers it;
/// before, they were not looked at. 2 — a bleed that was graded, and not as death, was not fatal; before, it was open as long as nobody
/// said so. 1 — first version.
/// </remarks>
public static class MajorBleeding
{
    public const string Rule = "isth-major-bleeding/5";

    /// <summary>Grams per litre (2 g/dL), included.</summary>
    public const decimal HemoglobinFall = 20;

    /// <summary>Units of whole blood or red cells, included.</summary>
    public const decimal TransfusedUnits = 2;

    public static BleedingResult Judge(Bleeding bleeding)
    {
        var answers = ImmutableArray.Create<(BleedingCriterion Criterion, bool? Met)>(
            (BleedingCriterion.Fatal, bleeding.Fatal),
            (BleedingCriterion.CriticalSite, bleeding.Site is { } site ? site != BleedingSite.Other : null),
            (
                BleedingCriterion.HemoglobinFall,
                Overt(bleeding, bleeding.HemoglobinFallGramsPerLitre >= HemoglobinFall, bleeding.HemoglobinFallGramsPerLitre is null)
            ),
            (BleedingCriterion.Transfusion, Overt(bleeding, bleeding.TransfusedUnits >= TransfusedUnits, bleeding.TransfusedUnits is null))
        );
        ImmutableArray<BleedingCriterion> met = [.. answers.Where(answer => answer.Met == true).Select(answer => answer.Criterion)];
        ImmutableArray<BleedingCriterion> missing = [.. answers.Where(answer => answer.Met is null).Select(answer => answer.Criterion)];
        return !met.IsEmpty ? new BleedingResult.Major(met)
            : missing.IsEmpty ? new BleedingResult.NotMajor()
            : new BleedingResult.Undecided(missing);
    }

    private static bool? Overt(Bleeding bleeding, bool reached, bool missing) =>
        bleeding.Overt == false ? false
        : missing ? null
        : reached && bleeding.Overt is null ? null
        : reached;
}
