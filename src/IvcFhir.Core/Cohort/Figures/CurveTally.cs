using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Counts the follow-up of one curve and estimates from it. Its memory grows with the number of distinct courses, not of patients,
/// and its sums are made from sorted counts, so the order of patients cannot change a digit.
/// </summary>
/// <param name="iliacUnit">What one unit of an iliac curve is; of all others it is the patient.</param>
internal sealed class CurveTally(string key, string label, UnitOfAnalysis iliacUnit)
{
    private static readonly double[] s_quartiles = [0.25, 0.5, 0.75];

    private readonly ClusterCounts _patients = new();
    private readonly Dictionary<CompetingTime, int> _competing = [];
    private readonly StrataTally _strata = new();

    /// <summary>The units of one patient: for limbs up to two.</summary>
    public void Add(PatientOutcomes patient, IReadOnlyCollection<FigureMember> members)
    {
        var times = ImmutableArray.CreateBuilder<SurvivalTime>();
        foreach (var member in members)
        {
            if (member.Answer is not FigureAnswer.FollowUp followed)
                continue;
            var time = new SurvivalTime(followed.Days, followed.Lost);
            times.Add(time);
            _strata.Add(patient, UnitOf(member), time);
            if (CompetingTimes.Of(patient, member) is { } competing)
                _competing[competing] = _competing.GetValueOrDefault(competing) + 1;
        }

        _patients.Add(times.ToImmutable());
    }

    // A limb has a side; a patient has those of the treated limbs, whichever of them ended the follow-up.
    private Location UnitOf(FigureMember member) => iliacUnit == UnitOfAnalysis.Limb ? member.Outcomes[0].Key.Location : Location.Patient;

    /// <summary>
    /// With the standard error that takes the limbs of one patient together where the protocol asks for it and a patient has two (D7),
    /// otherwise Greenwood's.
    /// </summary>
    public KaplanMeierCurve Fit(StudyProtocol protocol) =>
        IsClustered(protocol) ? ClusterRobust.Fit(_patients, protocol.SurvivalInterval) : Greenwood(protocol);

    /// <summary>Without a patient who has two limbs the two errors are the same.</summary>
    public bool IsClustered(StudyProtocol protocol) => protocol.LimbErrors == LimbErrors.Clustered && _patients.HasPairs;

    public PatencyCurve ToCurve(StudyProtocol protocol)
    {
        var greenwood = Greenwood(protocol);
        var (fit, clustered) = (Fit(protocol), IsClustered(protocol));
        var reliability = CurveReliability.Of(fit);
        var start =
            fit.Steps.IsEmpty || fit.Steps[0].Time > 0 ? [new CurvePoint(0, fit.Units, 0, 0, 1, 0, 1, 1)] : Array.Empty<CurvePoint>();
        return new(
            key,
            label,
            [.. start, .. greenwood.Steps.Select((step, place) => PointOf(step, clustered ? fit.Steps[place] : null))],
            [.. greenwood.Steps.Where(step => step.Censored > 0).Select(step => new CensorMark(step.Time / Months.Days, step.Survival))],
            greenwood.Units
        )
        {
            ReliableUntilMonths = reliability.From / Months.Days,
            MedianFollowUpMonths = SurvivalQuantiles.Of(FollowUpTime.Of(greenwood, protocol.ReverseTies), 0.5).Time / Months.Days,
            RestrictedMean = MeanUntil(greenwood, reliability.Until),
            Incidence =
            [
                .. CumulativeIncidence
                    .Fit(_competing)
                    .Select(step => new IncidencePoint(
                        step.Time / Months.Days,
                        step.AtRisk,
                        step.Losses,
                        step.Deaths,
                        step.Loss,
                        step.LossError,
                        step.Death,
                        step.DeathError
                    )),
            ],
            Quantiles = [.. s_quartiles.Select(p => QuantileOf(fit, p))],
            Strata = clustered
                ? [.. _strata.Divide(protocol.SurvivalInterval).Select(division => division.WithoutTest())]
                : _strata.Divide(protocol.SurvivalInterval),
            LeastAtRisk = protocol.LeastAtRisk,
            FewAtRiskFromMonths = CurveReliability.FewAtRisk(greenwood, protocol.LeastAtRisk) / Months.Days,
        };
    }

    private KaplanMeierCurve Greenwood(StudyProtocol protocol) => KaplanMeier.Fit(_patients.Units, protocol.SurvivalInterval);

    private static CurveQuantile QuantileOf(KaplanMeierCurve fit, double p)
    {
        var quantile = SurvivalQuantiles.Of(fit, p);
        return new(p, quantile.Time / Months.Days, quantile.Lower / Months.Days, quantile.Upper / Months.Days);
    }

    // Up to where the curve may be relied upon: a mean over its unreliable tail would be no more reliable.
    private static RestrictedMean? MeanUntil(KaplanMeierCurve fit, double? until) =>
        until is { } horizon && horizon > 0 && RestrictedMean.Of(fit, horizon) is { } days
            ? new(days.Mean / Months.Days, days.StandardError / Months.Days, days.Horizon / Months.Days)
            : null;

    private static CurvePoint PointOf(KaplanMeierStep step, KaplanMeierStep? robust) =>
        new(step.Time / Months.Days, step.AtRisk, step.Events, step.Censored, step.Survival, step.StandardError, step.Lower, step.Upper)
        {
            ClusterStandardError = robust?.StandardError,
            ClusterLower = robust?.Lower,
            ClusterUpper = robust?.Upper,
        };
}
