namespace IvcFhir.Map;

internal static class SortedTimes
{
    /// <summary>How many of an ascending list lie before a value; equal ones do not.</summary>
    public static int CountBefore<T>(this List<T> ascending, T value)
        where T : IComparable<T>
    {
        var (low, high) = (0, ascending.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle].CompareTo(value) < 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
