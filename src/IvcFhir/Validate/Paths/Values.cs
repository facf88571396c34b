namespace IvcFhir.Validate.Paths;

/// <summary>What a FHIRPath expression gives: elements, and values of type bool, string, int or decimal. Nearly always none or one, which needs no list.</summary>
internal readonly struct Values
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly object? first;
    private readonly List<object>? all;

    private Values(object? first, List<object>? all) => (this.first, this.all) = (first, all);

    public static Values None => default;

    public int Count => all?.Count ?? (first is null ? 0 : 1);

    public object this[int index] => all?[index] ?? first!;

    public static Values One(object value) => new(value, null);

    public static Values Of(bool? value) => value is { } known ? new(known ? True : False, null) : None;

    public Values Plus(object value)
    {
        if (Count == 0)
            return One(value);
        if (all is null)
            return new(null, [first!, value]);
        all.Add(value); // A collection under construction has one owner.
        return this;
    }

    public Values Plus(Values others)
    {
        if (Count == 0 && others.all is null)
            return others;
        var sum = this;
        for (var i = 0; i < others.Count; i++)
            sum = sum.Plus(others[i]);
        return sum;
    }
}
