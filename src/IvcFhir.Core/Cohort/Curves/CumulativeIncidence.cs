using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>How follow-up of a unit ended when death competes with loss.</summary>
public enum EndOfFollowUp
{
    Censored,
    Loss,
    Death,
}

public readonly record struct CompetingTime(double Time, EndOfFollowUp End);

/// <param name="Loss">Cumulative incidence of loss: the share that is lost by this time, in a world in which people also die.</param>
/// <param name="Death">Cumulative incidence of death before loss.</param>
/// <param name="LossError">Standard error of <paramref name="Loss"/> by the infinitesimal jackknife, as R gives it.</param>
public sealed record IncidenceStep(
    double Time,
    int AtRisk,
    int Losses,
    int Deaths,
    int Censored,
    double Loss,
    double Death,
    double LossError,
    double DeathError
);

/// <summary>
/// Aalen–Johansen estimate of loss and death as competing events (clinical 7.6; S29 S94). One minus Kaplan–Meier, which censors deaths,
/// overstates the share that is lost.
/// </summary>
public static class CumulativeIncidence
{
    public static ImmutableArray<IncidenceStep> Fit(IEnumerable<CompetingTime> units) =>
        Fit(units.GroupBy(unit => unit).ToDictionary(group => group.Key, group => group.Count()));

    /// <param name="counts">How many units have each time and end.</param>
    public static ImmutableArray<IncidenceStep> Fit(IReadOnlyDictionary<CompetingTime, int> counts)
    {
        var times = counts.Keys.Select(unit => unit.Time).Distinct().Order().ToList();
        var steps = ImmutableArray.CreateBuilder<IncidenceStep>(times.Count);
        var atRisk = counts.Values.Sum();
        var (free, loss, death) = (1.0, 0.0, 0.0);
        foreach (var time in times)
        {
            var (losses, deaths, censored) = (Number(EndOfFollowUp.Loss), Number(EndOfFollowUp.Death), Number(EndOfFollowUp.Censored));
            loss += free * losses / atRisk;
            death += free * deaths / atRisk;
            free *= 1 - (double)(losses + deaths) / atRisk;
            steps.Add(new(time, atRisk, losses, deaths, censored, loss, death, 0, 0));
            atRisk -= losses + deaths + censored;

            int Number(EndOfFollowUp end) => counts.GetValueOrDefault(new(time, end));
        }

        return WithErrors(steps.MoveToImmutable(), counts);
    }

    private static ImmutableArray<IncidenceStep> WithErrors(
        ImmutableArray<IncidenceStep> steps,
        IReadOnlyDictionary<CompetingTime, int> counts
    )
    {
        var (loss, death) = (new double[steps.Length], new double[steps.Length]);
        // Sorted, so that the order of input cannot change the last digit of a sum.
        foreach (var (unit, count) in counts.OrderBy(one => one.Key.Time).ThenBy(one => one.Key.End))
        {
            foreach (var (place, (ofLoss, ofDeath)) in InfluenceOf(unit, steps).Index())
            {
                loss[place] += count * ofLoss * ofLoss;
                death[place] += count * ofDeath * ofDeath;
            }
        }

        return [.. steps.Select((step, place) => step with { LossError = Math.Sqrt(loss[place]), DeathError = Math.Sqrt(death[place]) })];
    }

    // The derivative of both incidences with respect to the weight of one unit; "free" is the share with neither event, just before the
    // time.
    private static IEnumerable<(double Loss, double Death)> InfluenceOf(CompetingTime unit, ImmutableArray<IncidenceStep> steps)
    {
        var (free, ofFree, ofLoss, ofDeath) = (1.0, 0.0, 0.0, 0.0);
        foreach (var step in steps)
        {
            double n = step.AtRisk;
            var atRisk = unit.Time >= step.Time;
            var now = unit.Time.Equals(step.Time) ? unit.End : EndOfFollowUp.Censored;
            var (lossHazard, deathHazard) = (step.Losses / n, step.Deaths / n);
            var ofLossHazard = atRisk ? ((now == EndOfFollowUp.Loss ? 1 : 0) - lossHazard) / n : 0;
            var ofDeathHazard = atRisk ? ((now == EndOfFollowUp.Death ? 1 : 0) - deathHazard) / n : 0;
            ofLoss += ofFree * lossHazard + free * ofLossHazard;
            ofDeath += ofFree * deathHazard + free * ofDeathHazard;
            ofFree = ofFree * (1 - lossHazard - deathHazard) - free * (ofLossHazard + ofDeathHazard);
            free *= 1 - lossHazard - deathHazard;
            yield return (ofLoss, ofDeath);
        }
    }
}
