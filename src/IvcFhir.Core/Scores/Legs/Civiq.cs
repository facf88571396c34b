namespace IvcFhir.Core.Scores;

/// <summary>The two lengths of the questionnaire on quality of life with venous disease.</summary>
public enum CiviqForm
{
    /// <summary>20 items, each 1 to 5.</summary>
    Civiq20,

    /// <summary>14 items, each 1 to 5.</summary>
    Civiq14,
}

/// <summary>
/// Global index score of CIVIQ from a total (clinical 6, S72): the total laid on 0 to 100. Totals only; the items are under copyright and
/// are not here.
/// </summary>
public static class Civiq
{
    /// <param name="total">Sum of the items: 20 to 100, or 14 to 70.</param>
    /// <param name="higherIsBetter">Some authors print 100 less the index; the two are never pooled.</param>
    /// <returns>0 to 100, not rounded; null for a total that the form cannot have.</returns>
    public static decimal? GlobalIndex(CiviqForm form, int total, bool higherIsBetter = false)
    {
        var items = form == CiviqForm.Civiq20 ? 20 : 14;
        if (total < items || total > items * 5)
            return null;
        var index = (total - items) * 100m / (items * 4);
        return higherIsBetter ? 100 - index : index;
    }
}
