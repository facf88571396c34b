namespace IvcFhir.Core;

/// <summary>Of whom a figure is told.</summary>
public enum AnalysisSet
{
    /// <summary>The patients whose index treatment succeeded technically: the study's 36 of 37 (study.md).</summary>
    TechnicalSuccess,

    /// <summary>Everyone who was treated and belongs to the study.</summary>
    AllTreated,
}

/// <summary>What is counted as one (D7).</summary>
public enum UnitOfAnalysis
{
    /// <summary>Each limb, or each leg, by itself.</summary>
    Limb,

    /// <summary>One per patient: of iliac veins the first that is lost, of legs the worst.</summary>
    Patient,
}

/// <summary>Whether the limbs of one patient count as independent in the interval of a figure (D7).</summary>
public enum LimbErrors
{
    /// <summary>Greenwood's variance, as if every limb were a patient.</summary>
    Naive,

    /// <summary>The limbs of one patient are taken together (infinitesimal jackknife, R's cluster; S29).</summary>
    Clustered,
}

/// <summary>Whose inferior vena cava is followed for patency.</summary>
public enum CavaFollowUp
{
    EveryPatient,

    /// <summary>Only where the index treatment treated it.</summary>
    WhenTreated,
}
