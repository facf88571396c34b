using System.Collections.Immutable;

namespace IvcFhir.Core;

/// <summary>What kind of answer a question has; of an answer by hand, what it may say.</summary>
public abstract record AnswerShape
{
    private AnswerShape() { }

    /// <summary>A total of items. Never given by hand: the items belong into the record.</summary>
    public sealed record Points : AnswerShape;

    /// <summary>A grade that follows from what was recorded. Never given by hand, for the same reason.</summary>
    public sealed record Grade : AnswerShape;

    public sealed record YesNo : AnswerShape;

    /// <summary>Above zero.</summary>
    public sealed record Minutes : AnswerShape;

    /// <summary>0 or more.</summary>
    public sealed record WholeDays : AnswerShape;

    /// <summary>A position of the filter.</summary>
    public sealed record Position : AnswerShape;

    /// <summary>An extent of thrombus in the vena cava.</summary>
    public sealed record Thrombus : AnswerShape;

    /// <summary>What became of the retrieval of the filter, and how many were begun.</summary>
    public sealed record Retrieval : AnswerShape;

    /// <param name="Losses">The reasons of a loss; at least one.</param>
    public sealed record TimeToLoss(ImmutableArray<PatencyReason> Losses) : AnswerShape;

    /// <summary>Time to the first event, or to the end of observation.</summary>
    public sealed record TimeToEvent : AnswerShape;

    /// <param name="Form">How it is given by hand, in words: <c>degrees</c>.</param>
    /// <param name="IsBeyond">Whether a value lies beyond the limit of the rule under a protocol; the limit itself does not.</param>
    public sealed record Measured(MeasuredUnit Unit, string Form, Func<decimal, StudyProtocol, bool> IsBeyond) : AnswerShape
    {
        /// <summary>The least value that it can have; null where it can lie below zero.</summary>
        public decimal? Least { get; init; }
    }
}
