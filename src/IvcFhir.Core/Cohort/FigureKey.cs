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
}
