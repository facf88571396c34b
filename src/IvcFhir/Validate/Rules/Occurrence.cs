namespace IvcFhir.Validate.Rules;

/// <summary>How often an element must and may occur. Both ends are included; no maximum is null.</summary>
internal sealed record Occurrence(int Min, int? Max, RuleSource Source)
{
    public void Check(int count, string name, Walk walk)
    {
        if (count < Min)
            walk.Report(FindingCode.ElementMissing, Source, below: name);
        else if (count > Max)
            walk.Report(Max == 0 ? FindingCode.ElementProhibited : FindingCode.ElementRepeated, Source, below: name);
    }

    public bool SameDemand(Occurrence? other) => other is not null && (Min, Max) == (other.Min, other.Max);
}
