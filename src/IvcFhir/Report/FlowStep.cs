namespace IvcFhir.Report;

/// <summary>One station on the way from everybody seen to those who are counted.</summary>
/// <param name="Count">How many reach this step; null where that is withheld.</param>
/// <param name="Left">Who leaves after it, and why; the rest is the next step's count.</param>
public sealed record FlowStep(string Label, int? Count, IReadOnlyList<FlowExit> Left)
{
    /// <summary>Answers that are missing from single figures; one patient may be in several.</summary>
    public IReadOnlyList<FlowExit> Missing { get; init; } = [];
}

/// <param name="Count">Null where it is withheld.</param>
public sealed record FlowExit(string Reason, int? Count);
