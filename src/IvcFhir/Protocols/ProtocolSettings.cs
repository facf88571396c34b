using System.Collections.Immutable;
using IvcFhir.Core;
using static IvcFhir.Protocols.ProtocolSetting;

namespace IvcFhir.Protocols;

/// <summary>
/// Every setting, in the order in which documents are written. A test holds this table against the schema, in both directions.
/// </summary>
internal static class ProtocolSettings
{
    public static readonly ImmutableArray<ProtocolSetting> All =
    [
        Text("id", p => p.Study, (p, value) => p with { Study = value }),
        Text("version", p => p.Version, (p, value) => p with { Version = value }),
        Text("timeZone", p => p.TimeZone, (p, value) => p with { TimeZone = value }),
        Choice("reportedTotal", p => p.ReportedTotal, (p, value) => p with { ReportedTotal = value }),
        Choice("eligibility.filter", p => p.Filter, (p, value) => p with { Filter = value }),
        Choices("eligibility.diagnoses", p => p.RequiredDiagnoses, (p, value) => p with { RequiredDiagnoses = value }),
        Choices("eligibility.treatments", p => p.RequiredKinds, (p, value) => p with { RequiredKinds = value }),
        Choices("indexTreatment.begins", p => p.IndexKinds, (p, value) => p with { IndexKinds = value }),
        Choices("indexTreatment.veins", p => p.IndexVeins, (p, value) => p with { IndexVeins = value }),
        Choices("indexTreatment.success", p => p.SuccessKinds, (p, value) => p with { SuccessKinds = value }),
        Whole("indexTreatment.stageDays", p => p.IndexTreatmentDays, (p, value) => p with { IndexTreatmentDays = value }),
        Whole("indexTreatment.sessionGapMinutes", p => p.SessionGapMinutes, (p, value) => p with { SessionGapMinutes = value }),
        Whole("indexTreatment.infusionGapDays", p => p.InfusionGapDays, (p, value) => p with { InfusionGapDays = value }),
        Whole("indexTreatment.infusionMinutes", p => p.InfusionMinutes, (p, value) => p with { InfusionMinutes = value }),
        Choice("analysis.set", p => p.AnalysisSet, (p, value) => p with { AnalysisSet = value }),
        Choice("analysis.complicationSet", p => p.ComplicationSet, (p, value) => p with { ComplicationSet = value }),
        Choice("analysis.iliacUnit", p => p.IliacUnit, (p, value) => p with { IliacUnit = value }),
        Choice("analysis.limbErrors", p => p.LimbErrors, (p, value) => p with { LimbErrors = value }),
        Choice("analysis.legUnit", p => p.LegUnit, (p, value) => p with { LegUnit = value }),
        Choice("analysis.cava", p => p.Cava, (p, value) => p with { Cava = value }),
        new(
            "analysis.figures",
            p => List(p.Figures, key => key),
            (p, value) => p with { Figures = [.. value.EnumerateArray().Select(key => key.GetString()!)] }
        ),
        new(
            "visits",
            p => List(p.Visits, VisitJson.Write),
            (p, value) => p with { Visits = [.. value.EnumerateArray().Select(VisitJson.Read)] }
        ),
        Choice("villalta.ulcer", p => p.UlcerRule, (p, value) => p with { UlcerRule = value }),
        Choice("villalta.ptsDefinition", p => p.PtsDefinition, (p, value) => p with { PtsDefinition = value }),
        Whole("villalta.ptsVisitsApartDays", p => p.PtsVisitsApartDays, (p, value) => p with { PtsVisitsApartDays = value }),
        Whole("villalta.earliestPtsDay", p => p.EarliestPtsDay, (p, value) => p with { EarliestPtsDay = value }),
        Whole("villalta.earlyPtsLastDay", p => p.EarlyPtsLastDay, (p, value) => p with { EarlyPtsLastDay = value }),
        Flag("villalta.cavaAffectsLegs", p => p.CavaAffectsLegs, (p, value) => p with { CavaAffectsLegs = value }),
        Choice("vcss.version", p => p.VcssVersion, (p, value) => p with { VcssVersion = value }),
        Flag("vcss.compression", p => p.VcssIncludesCompression, (p, value) => p with { VcssIncludesCompression = value }),
        Flag(
            "patency.restenosisEndsPrimary",
            p => p.RestenosisEndsPrimaryPatency,
            (p, value) => p with { RestenosisEndsPrimaryPatency = value }
        ),
        Choice("patency.technicalFailure", p => p.TechnicalFailure, (p, value) => p with { TechnicalFailure = value }),
        Whole(
            "patency.openBeforeReinterventionDays",
            p => p.OpenBeforeReinterventionDays,
            (p, value) => p with { OpenBeforeReinterventionDays = value }
        ),
        Choice("lysis.bounds", p => p.LysisBounds, (p, value) => p with { LysisBounds = value }),
        Choice("filter.penetration", p => p.PenetrationThreshold, (p, value) => p with { PenetrationThreshold = value }),
        Whole("filter.reviewFromDay", p => p.Dwell.ReviewFrom, (p, value) => p with { Dwell = p.Dwell with { ReviewFrom = value } }),
        Whole("filter.overdueAfterDay", p => p.Dwell.OverdueAfter, (p, value) => p with { Dwell = p.Dwell with { OverdueAfter = value } }),
        Whole("filter.lateAfterDay", p => p.Dwell.LateAfter, (p, value) => p with { Dwell = p.Dwell with { LateAfter = value } }),
        Choices("complications.scales", p => p.ComplicationScales, (p, value) => p with { ComplicationScales = value }),
        Choice("complications.severe", p => p.SevereMeaning, (p, value) => p with { SevereMeaning = value }),
        Flag("complications.majorBleedingIsSevere", p => p.MajorBleedingIsSevere, (p, value) => p with { MajorBleedingIsSevere = value }),
        Flag(
            "complications.deathIsSevere",
            p => p.PeriproceduralDeathIsSevere,
            (p, value) => p with { PeriproceduralDeathIsSevere = value }
        ),
        Whole("complications.days", p => p.PeriproceduralDays, (p, value) => p with { PeriproceduralDays = value }),
        Flag(
            "complications.noNeedsRecord",
            p => p.SevereComplicationNeedsRecord,
            (p, value) => p with { SevereComplicationNeedsRecord = value }
        ),
        Whole("complications.hemoglobinFallOpens", p => p.HemoglobinFallOpens, (p, value) => p with { HemoglobinFallOpens = value }),
        Choices("unread.event", p => p.EventsOpen, (p, value) => p with { EventsOpen = value }),
        Choices("unread.intervention", p => p.InterventionsOpen, (p, value) => p with { InterventionsOpen = value }),
        Choices("unread.procedure", p => p.ProceduresOpen, (p, value) => p with { ProceduresOpen = value }),
        Choices("unread.image", p => p.ImagesOpen, (p, value) => p with { ImagesOpen = value }),
        Choices("unread.report", p => p.ReportsOpen, (p, value) => p with { ReportsOpen = value }),
        Choices("unread.filterFinding", p => p.FilterFindingsOpen, (p, value) => p with { FilterFindingsOpen = value }),
        Choices("unread.assessment", p => p.AssessmentsOpen, (p, value) => p with { AssessmentsOpen = value }),
        Whole("statistics.leastAtRisk", p => p.LeastAtRisk, (p, value) => p with { LeastAtRisk = value }),
        Choice("statistics.survivalInterval", p => p.SurvivalInterval, (p, value) => p with { SurvivalInterval = value }),
        Choice("statistics.reverseTies", p => p.ReverseTies, (p, value) => p with { ReverseTies = value }),
        Choice("statistics.proportionInterval", p => p.ProportionInterval, (p, value) => p with { ProportionInterval = value }),
        new("published", p => PublishedJson.Write(p.Published), (p, value) => p with { Published = PublishedJson.Read(value) }),
    ];
}
