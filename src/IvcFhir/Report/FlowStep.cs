namespace IvcFhir.Report;

/// <summary>One station on the way from everybody seen to those who are counted.</summary>
/// <param name="Count">How many reach this step.</param>
/// <param name="Left">Who leaves after it, and why; the rest is the next step's count.</param>
public sealed record FlowStep(string Label, int Count, IReadOnlyList<FlowExit> Left);

public sealed record FlowExit(string Reason, int Count);
