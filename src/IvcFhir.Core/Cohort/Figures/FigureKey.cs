using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Stable keys of the figures, as they stand in every output.</summary>
public static class FigureKey
{
    public const string TechnicalSuccess = "technical-success";
    public const string ProcedureDuration = "procedure-duration";
    public const string FilterInfrarenal = "filter-infrarenal";
    public const string FilterRetrohepatic = "filter-retrohepatic";
    public const string SevereComplications = "severe-complications";
    public const string IvcPrimaryPatency = "ivc-primary-patency";
    public const string IvcSecondaryPatency = "ivc-secondary-patency";
    public const string IliacPrimaryPatency = "iliac-primary-patency";
    public const string IliacSecondaryPatency = "iliac-secondary-patency";
    public const string Vcss = "vcss";
    public const string Villalta = "villalta";
    public const string Pts = "pts";

    public const string FilterRetrievalSuccess = "filter-retrieval-success";
    public const string FilterRetrievalRate = "filter-retrieval-rate";
    public const string FilterRetrievalAdjusted = "filter-retrieval-adjusted";

    public const string IvcAssistedPrimaryPatency = "ivc-assisted-primary-patency";
    public const string IliacAssistedPrimaryPatency = "iliac-assisted-primary-patency";
    public const string MajorBleeding = "major-bleeding";
    public const string RecurrentDvt = "recurrent-dvt";
    public const string PulmonaryEmbolism = "pulmonary-embolism";
    public const string Death = "death";

    /// <summary>The twelve of the study's table, in its order.</summary>
    public static readonly ImmutableArray<string> All =
    [
        TechnicalSuccess,
        ProcedureDuration,
        FilterInfrarenal,
        FilterRetrohepatic,
        SevereComplications,
        IvcPrimaryPatency,
        IvcSecondaryPatency,
        IliacPrimaryPatency,
        IliacSecondaryPatency,
        Vcss,
        Villalta,
        Pts,
    ];

    /// <summary>The three rates of filter retrieval; told wherever a patient has a filter, without being asked for.</summary>
    public static readonly ImmutableArray<string> Retrieval = [FilterRetrievalSuccess, FilterRetrievalRate, FilterRetrievalAdjusted];

    /// <summary>Every figure that a protocol can ask for.</summary>
    public static readonly ImmutableArray<string> Known = [.. All, .. FurtherFigures.All.Select(figure => figure.Key)];

    /// <summary>The figures of questions that are asked only where something is recorded, or where a figure sums them up.</summary>
    private static readonly ILookup<Instrument, string> s_asking = FurtherFigures
        .All.Where(figure => figure.Asks)
        .ToLookup(figure => figure.Instrument, figure => figure.Key);

    internal static bool AsksOf(ImmutableArray<string> figures, Instrument instrument) => s_asking[instrument].Any(figures.Contains);

    /// <summary>Behind the key of a patency: technical failures counted as loss at time zero, whatever the protocol says (D6).</summary>
    public const string WithFailures = "-with-failures";

    /// <summary>Behind the key of a patency: technical failures left out, whatever the protocol says (D6).</summary>
    public const string WithoutFailures = "-without-failures";

    private static readonly ImmutableArray<string> s_patencies =
    [
        IvcPrimaryPatency,
        IvcSecondaryPatency,
        IliacPrimaryPatency,
        IliacSecondaryPatency,
        .. FurtherFigures.All.Where(figure => Instruments.Patencies.Contains(figure.Instrument)).Select(figure => figure.Key),
    ];

    internal static bool IsPatency(string figure) => s_patencies.Contains(figure);

    /// <summary>
    /// Whether it is the key of a figure, of a rate of retrieval, or of a patency with technical failures read in one way.
    /// </summary>
    public static bool IsFigure(string key) =>
        Known.Contains(key) || Retrieval.Contains(key) || (FailureReading.Of(key) is { } reading && s_patencies.Contains(reading.Figure));

    /// <summary>How a figure is summed up; null for what is no figure.</summary>
    public static FigureKind? KindOf(string key) => IsFigure(key) ? StudyFigures.Of(key, StudyProtocol.Default).Kind : null;

    /// <summary>The figure whose other reading a key asks for; the key itself when it asks for none.</summary>
    public static string BaseOf(string key) => FailureReading.Of(key)?.Figure ?? key;
}
