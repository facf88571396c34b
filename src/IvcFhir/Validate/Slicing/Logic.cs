namespace IvcFhir.Validate.Slicing;

/// <summary>"And" and "or" where some answers are not known (Kleene).</summary>
internal static class Logic
{
    public static bool? Any<T>(IEnumerable<T> items, Func<T, bool?> holds)
    {
        bool? any = false;
        foreach (var item in items)
        {
            any |= holds(item);
            if (any == true)
                break;
        }
        return any;
    }

    public static bool? All<T>(IEnumerable<T> items, Func<T, bool?> holds) => !Any(items, item => !holds(item));
}
