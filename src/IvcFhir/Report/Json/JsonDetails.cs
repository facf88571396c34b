using System.Text.Json;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.JsonReport;

namespace IvcFhir.Report;

/// <summary>
/// What the JSON report holds beside figures and passes: curves, retrieval, scores, flow and the evidence in context. Each only where it is
/// known.
/// </summary>
internal static class JsonDetails
{
    public static void Write(Utf8JsonWriter json, StudyReport report)
    {
        if (report.DataCut is { } cut)
            json.WriteString("dataCut", cut.ToUniversalTime());
        if (report.SuppressedBelow is { } limit)
            json.WriteNumber("suppressedBelow", limit);
        if (!report.Table.Retrieval.IsEmpty)
            WriteArray(json, "retrieval", report.Table.Retrieval, WriteFigure);
        if (!report.Table.OtherReadings.IsEmpty)
            WriteArray(json, "otherReadings", report.Table.OtherReadings, WriteFigure);
        WriteArray(json, "curves", report.Table.Curves, WriteCurve);
        WriteArray(json, "groups", report.Table.Shares, WriteShares);
        WriteArray(json, "scores", report.Distributions, WriteScores);
        WriteArray(json, "flow", report.Flow, WriteStep);
        WriteArray(json, "evidence", EvidenceContext.Of(report), WriteCompared);
    }

    private static void WriteCurve(Utf8JsonWriter json, PatencyCurve curve)
    {
        json.WriteString("key", curve.Key);
        json.WriteNumber("units", curve.Units);
        WriteNumber(json, "unreliableFromMonths", curve.ReliableUntilMonths);
        WriteNumber(json, "fewAtRiskFromMonths", curve.FewAtRiskFromMonths);
        WriteNumber(json, "medianFollowUpMonths", curve.MedianFollowUpMonths);
        WriteNumber(json, "restrictedMeanMonths", curve.RestrictedMean?.Mean);
        WriteNumber(json, "restrictedMeanError", curve.RestrictedMean?.StandardError);
        WriteNumber(json, "restrictedMeanHorizonMonths", curve.RestrictedMean?.Horizon);
        WriteArray(json, "quantiles", curve.Quantiles, WriteQuantile);
        WriteArray(json, "points", curve.Points, WritePoint);
        WriteArray(json, "incidence", curve.Incidence, WriteIncidence);
        WriteArray(json, "strata", curve.Strata, WriteStrata);
    }

    private static void WriteQuantile(Utf8JsonWriter json, CurveQuantile quantile)
    {
        json.WriteNumber("lost", quantile.P);
        WriteNumber(json, "months", quantile.Months);
        WriteNumber(json, "lower", quantile.Lower);
        WriteNumber(json, "upper", quantile.Upper);
    }

    private static void WritePoint(Utf8JsonWriter json, CurvePoint point)
    {
        json.WriteNumber("months", point.Months);
        json.WriteNumber("atRisk", point.AtRisk);
        json.WriteNumber("events", point.Events);
        json.WriteNumber("censored", point.Censored);
        json.WriteNumber("survival", point.Survival);
        WriteNumber(json, "standardError", point.StandardError);
        WriteNumber(json, "lower", point.Lower);
        WriteNumber(json, "upper", point.Upper);
        WriteNumber(json, "clusterStandardError", point.ClusterStandardError);
        WriteNumber(json, "clusterLower", point.ClusterLower);
        WriteNumber(json, "clusterUpper", point.ClusterUpper);
    }

    private static void WriteIncidence(Utf8JsonWriter json, IncidencePoint step)
    {
        json.WriteNumber("months", step.Months);
        json.WriteNumber("loss", step.Loss);
        json.WriteNumber("lossError", step.LossError);
        json.WriteNumber("death", step.Death);
        json.WriteNumber("deathError", step.DeathError);
    }

    private static void WriteStrata(Utf8JsonWriter json, CurveStratification division)
    {
        json.WriteString("by", StrataText.NameOf(division.By));
        WriteNumber(json, "chiSquare", division.ChiSquare);
        WriteNumber(json, "degreesOfFreedom", division.DegreesOfFreedom);
        WriteNumber(json, "p", division.P);
        WriteArray(
            json,
            "groups",
            division.Groups,
            (writer, group) =>
            {
                writer.WriteString("name", group.Name);
                writer.WriteNumber("units", group.Units);
                writer.WriteNumber("lost", group.Lost);
                WriteNumber(writer, "expected", group.Expected);
                WriteNumber(writer, "survivalAt12Months", group.SurvivalAt12);
                WriteNumber(writer, "lower", group.Lower);
                WriteNumber(writer, "upper", group.Upper);
            }
        );
    }

    private static void WriteShares(Utf8JsonWriter json, FigureDivisions shares)
    {
        json.WriteString("key", shares.Key);
        WriteArray(
            json,
            "divisions",
            shares.Divisions,
            (writer, division) =>
            {
                writer.WriteString("by", StrataText.NameOf(division.By));
                WriteArray(writer, "groups", division.Groups, WriteGroup);
                WriteArray(writer, "comparisons", division.Comparisons, WriteComparison);
            }
        );
    }

    private static void WriteGroup(Utf8JsonWriter json, ShareGroup group)
    {
        json.WriteString("name", group.Name);
        json.WriteNumber("n", group.N);
        json.WriteNumber("of", group.Of);
        json.WriteNumber("lower", group.Interval.Lower * 100);
        json.WriteNumber("upper", group.Interval.Upper * 100);
    }

    private static void WriteComparison(Utf8JsonWriter json, GroupComparison comparison)
    {
        json.WriteString("group", comparison.Group);
        json.WriteString("reference", comparison.Reference);
        WriteEffect(json, "riskDifference", comparison.Difference);
        WriteEffect(json, "riskRatio", comparison.RiskRatio);
        WriteEffect(json, "oddsRatio", comparison.OddsRatio);
    }

    private static void WriteEffect(Utf8JsonWriter json, string name, Effect? effect)
    {
        if (effect is not { } known)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("value", known.Estimate);
        WriteNumber(json, "lower", known.Interval?.Lower);
        WriteNumber(json, "upper", known.Interval?.Upper);
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, ScoreDistribution scores)
    {
        json.WriteString("key", scores.Key);
        WriteArray(
            json,
            "totals",
            scores.Seen,
            (writer, seen) =>
            {
                writer.WriteNumber("total", seen.Key);
                writer.WriteNumber("count", seen.Value);
            }
        );
        if (scores.Withheld.Count == 0)
            return;
        json.WriteStartArray("withheld");
        foreach (var total in scores.Withheld.Order())
            json.WriteNumberValue(total);
        json.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter json, FlowStep step)
    {
        json.WriteString("label", step.Label);
        WriteNumber(json, "count", step.Count);
        WriteArray(json, "left", step.Left, WriteExit);
        WriteArray(json, "missing", step.Missing, WriteExit);
    }

    private static void WriteExit(Utf8JsonWriter json, FlowExit exit)
    {
        json.WriteString("reason", exit.Reason);
        WriteNumber(json, "count", exit.Count);
    }

    private static void WriteCompared(Utf8JsonWriter json, ComparedCohort compared)
    {
        json.WriteString("cohort", compared.Cohort.Id);
        json.WriteString("source", compared.Source.Citation);
        if (compared.Source.Url is { } url)
            json.WriteString("url", url.AbsoluteUri);
        json.WriteNumber("n", compared.Cohort.N);
        json.WriteNumber("of", compared.Cohort.Of);
        WriteEstimate(json, "published", compared.Published);
        if (compared.Cohort.Figure is { } figure)
            json.WriteString("figure", figure);
        WriteNumber(json, "month", compared.Cohort.Month);
        if (compared.Ours is { } ours)
            WriteEstimate(json, "computed", ours);
        json.WriteString("reading", compared.Comparison is { } comparison ? EvidenceContext.NameOf(comparison.Agreement) : "not compared");
        if (compared.Comparison is { } difference)
            WriteEstimate(json, "difference", new(difference.Difference, difference.Interval));
        if (compared.Reason is { } reason)
            json.WriteString("reason", reason);
    }

    private static void WriteEstimate(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", estimate.Value);
        json.WriteNumber("lower", estimate.Interval.Lower);
        json.WriteNumber("upper", estimate.Interval.Upper);
        json.WriteEndObject();
    }
}
