namespace IvcFhir.Core.Cohort;

/// <summary>
/// The scale on which a confidence interval of a survival probability is made (D11). A published interval means nothing without its name.
/// </summary>
public enum SurvivalIntervalType
{
    /// <summary>R's default: S·exp(±z·SE/S), the upper end no higher than 1.</summary>
    Log,

    /// <summary>S^exp(±z·SE/(S·ln S)); not defined where S is 0 or 1.</summary>
    LogLog,

    /// <summary>S ± z·SE, kept within 0 and 1.</summary>
    Plain,
}

/// <summary>Confidence intervals of S(t) (clinical 7.2; S29).</summary>
public static class SurvivalInterval
{
    /// <param name="survival">S(t), 0 to 1.</param>
    /// <param name="standardError">SE of S(t) itself, not of its logarithm.</param>
    /// <param name="level">Above 0 and below 1; usually 0.95.</param>
    /// <returns>Null where the interval is not defined: after the last unit at risk was lost, and on the log-log scale before the first
    /// loss.</returns>
    public static (double Lower, double Upper)? Of(double survival, double? standardError, SurvivalIntervalType type, double level = 0.95)
    {
        if (standardError is not { } se || survival <= 0)
            return null;
        var z = Proportions.ZOf(level);
        return type switch
        {
            SurvivalIntervalType.Log => (survival * Math.Exp(-z * se / survival), Math.Min(1, survival * Math.Exp(z * se / survival))),
            SurvivalIntervalType.LogLog when survival >= 1 => null,
            SurvivalIntervalType.LogLog => LogLog(survival, z * se / (survival * Math.Log(survival))),
            SurvivalIntervalType.Plain => (Math.Max(0, survival - z * se), Math.Min(1, survival + z * se)),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an interval type."),
        };
    }

    /// <summary>How the interval is named in a report.</summary>
    public static string NameOf(SurvivalIntervalType type) =>
        type switch
        {
            SurvivalIntervalType.Log => "log",
            SurvivalIntervalType.LogLog => "log-log",
            SurvivalIntervalType.Plain => "plain",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an interval type."),
        };

    // The exponent's sign follows from ln S < 0: the smaller power belongs to the upper end.
    private static (double Lower, double Upper) LogLog(double survival, double halfWidth) =>
        (Math.Pow(survival, Math.Exp(-halfWidth)), Math.Pow(survival, Math.Exp(halfWidth)));
}
