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

    /// <summary>In the order of the study's table.</summary>
    public static readonly ImmutableArray<string> All =
    [
        TechnicalSuccess, ProcedureDuration, FilterInfrarenal, FilterRetrohepatic, SevereComplications,
        IvcPrimaryPatency, IvcSecondaryPatency, IliacPrimaryPatency, IliacSecondaryPatency, Vcss, Villalta, Pts,
    ];

    /// <summary>Behind the key of a patency: technical failures counted as loss at time zero, whatever the protocol says (D6).</summary>
    public const string WithFailures = "-with-failures";

    /// <summary>Behind the key of a patency: technical failures left out, whatever the protocol says (D6).</summary>
    public const string WithoutFailures = "-without-failures";

    private static readonly ImmutableArray<string> s_patencies = [IvcPrimaryPatency, IvcSecondaryPatency, IliacPrimaryPatency, IliacSecondaryPatency];

    /// <summary>Whether it is the key of a figure, or of a patency with technical failures read in one way.</summary>
    public static bool IsFigure(string key) => All.Contains(key) || (FailureReading.Of(key) is { } reading && s_patencies.Contains(reading.Figure));

    /// <summary>The figure whose other reading a key asks for; the key itself when it asks for none.</summary>
    public static string BaseOf(string key) => FailureReading.Of(key)?.Figure ?? key;
}
