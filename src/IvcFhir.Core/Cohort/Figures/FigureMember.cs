using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// What one unit (a patient, or a limb) contributes to a figure, and which outcomes it is taken from; through them every figure leads to
/// its resources.
/// </summary>
/// <param name="Figure">Key of the figure.</param>
/// <param name="Answer">What is counted.</param>
/// <param name="Outcomes">The outcomes that were asked, the deciding first; empty when there is none to ask.</param>
public sealed record FigureMember(string Figure, string Site, string Patient, FigureAnswer Answer, ImmutableArray<Outcome> Outcomes);

public abstract record FigureAnswer
{
    private FigureAnswer() { }

    /// <summary>Has the property, or does not.</summary>
    public sealed record Property(bool Has) : FigureAnswer;

    /// <summary>A value to be described.</summary>
    public sealed record Value(decimal Number) : FigureAnswer;

    /// <summary>Days until loss or end of follow-up.</summary>
    public sealed record FollowUp(int Days, bool Lost) : FigureAnswer;

    /// <summary>Asked, and not answered.</summary>
    public sealed record Missing : FigureAnswer;
}
