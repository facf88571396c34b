using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// A published value. Each number keeps the decimals with which it was printed: 22 is not 22.0. Numbers that were not printed are null.
/// </summary>
/// <param name="Printed">As printed: <c>36 (97.3 %)</c>.</param>
public sealed record PublishedFigure(string Printed)
{
    public int? N { get; init; }

    public decimal? Percent { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Sd { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>
    /// Whether a computed figure, rounded half away from zero to the decimals of each printed number, equals all of them.
    /// Half away from zero is how papers round; .NET's default would round 22.5 to 22.
    /// </summary>
    /// <returns>Null where there is nothing to compare: nobody answered, so that none of nobody would equal a published none; or no number
    /// was printed.</returns>
    public bool? AgreesWith(Figure figure) =>
        HasNumbers && (figure.Percent is not null || figure.Mean is not null) ? EqualsIn(figure) : null;

    private bool HasNumbers =>
        N is not null || Percent is not null || Mean is not null || Sd is not null || Min is not null || Max is not null;

    private bool EqualsIn(Figure figure) =>
        (N is null || N == figure.N)
        && Agrees(Percent, figure.Percent)
        && Agrees(Mean, figure.Mean)
        && Agrees(Sd, figure.Sd)
        && Agrees(Min, figure.Min)
        && Agrees(Max, figure.Max);

    private static bool Agrees(decimal? printed, double? computed) =>
        Agrees(printed, computed is { } value && double.IsFinite(value) ? (decimal)value : null);

    private static bool Agrees(decimal? printed, decimal? computed) =>
        printed is not { } number || (computed is { } value && Math.Round(value, number.Scale, MidpointRounding.AwayFromZero) == number);
}

/// <summary>The figures of the study whose rules are the default protocol (study.md; only its abstract is known).</summary>
public static class PublishedStudy
{
    public static readonly ImmutableSortedDictionary<string, PublishedFigure> IvcMatCdt = new Dictionary<string, PublishedFigure>(
        StringComparer.Ordinal
    )
    {
        [FigureKey.TechnicalSuccess] = new("36 (97.3 %)") { N = 36, Percent = 97.3m },
        [FigureKey.ProcedureDuration] = new("71 min (35–152)")
        {
            Mean = 71m,
            Min = 35m,
            Max = 152m,
        },
        [FigureKey.FilterInfrarenal] = new("33 (91.7 %)") { N = 33, Percent = 91.7m },
        [FigureKey.FilterRetrohepatic] = new("3 (8.3 %)") { N = 3, Percent = 8.3m },
        [FigureKey.SevereComplications] = new("none") { N = 0 },
        [FigureKey.IvcPrimaryPatency] = new("95 %") { Percent = 95m },
        [FigureKey.IvcSecondaryPatency] = new("100 %") { Percent = 100m },
        [FigureKey.IliacPrimaryPatency] = new("77 %") { Percent = 77m },
        [FigureKey.IliacSecondaryPatency] = new("85 %") { Percent = 85m },
        [FigureKey.Vcss] = new("5.9 ± 2.6") { Mean = 5.9m, Sd = 2.6m },
        [FigureKey.Villalta] = new("3.9 ± 2.2") { Mean = 3.9m, Sd = 2.2m },
        [FigureKey.Pts] = new("22 %") { Percent = 22m },
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
