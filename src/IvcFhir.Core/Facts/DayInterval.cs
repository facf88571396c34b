namespace IvcFhir.Core.Facts;

/// <summary>
/// The days on which something may have happened, in the study's time zone. Both ends are included.
/// A full date is an interval of one day; <c>2019-03</c> is an interval of 31.
/// </summary>
public readonly record struct DayInterval : IComparable<DayInterval>
{
    public DayInterval(DateOnly first, DateOnly last)
    {
        if (last < first)
            throw new ArgumentOutOfRangeException(nameof(last), "An interval of days ends on or after the day on which it starts.");
        First = first;
        Last = last;
    }

    /// <summary>Some day: it happened, and nobody wrote down when.</summary>
    public static DayInterval Unknown { get; } = new(new(1900, 1, 1), new(2999, 12, 31));

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public bool IsExact => First == Last;

    public static DayInterval On(DateOnly day) => new(day, day);

    public int CompareTo(DayInterval other) => First != other.First ? First.CompareTo(other.First) : Last.CompareTo(other.Last);
}
