namespace IvcFhir.Core.Cohort;

/// <summary>Months on a curve whose times are whole days.</summary>
public static class Months
{
    public const double Days = 30.4375;

    /// <summary>
    /// The whole day on which a month is complete, as months: 12 months are day 365, so that who was seen at one year counts as followed
    /// for it.
    /// </summary>
    public static double Completed(double months) => Math.Floor(months * Days) / Days;
}
