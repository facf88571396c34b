using System.Text.Json.Serialization;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;

namespace IvcFhir.Answers;

/// <summary>One line of an answer file: what a person answered to one open question of one patient.</summary>
/// <param name="Question">The code of the question: <c>severe-complication</c>.</param>
/// <param name="Location">The code of what it is asked of: <c>patient</c>, <c>left-iliac</c> …</param>
/// <param name="Visit">The id of the visit window; empty for questions that are asked once.</param>
/// <param name="Answer">As <see cref="AnswerValue"/> reads it, or <see cref="Withdrawn"/>.</param>
/// <param name="Sources">Digest of what the question's sources said when it was answered.</param>
[method: JsonConstructor]
internal sealed record GivenAnswer(
    string Site,
    string Patient,
    string Question,
    string Location,
    string Visit,
    string Answer,
    string Who,
    DateTimeOffset When,
    string Ground,
    string Sources
)
{
    /// <summary>Takes back the answer that was given before to the same question.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>What makes two lines speak of one question.</summary>
    [JsonIgnore]
    public (string, string, string, string, string) Key => (Site, Patient, Question, Location, Visit);

    /// <summary>Whether a person gave an answer to a question that is asked, and said why.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        Who.Trim().Length > 0
        && Ground.Trim().Length > 0
        && StudyCode.Parse<Instrument>(Question) is { } asked
        && StudyCode.Parse<Core.Location>(Location) is not null
        && (Answer == Withdrawn || AnswerValue.Of(asked, Answer, DateOnly.MinValue, StudyProtocol.Default) is not null);

    public bool Asks(OutcomeKey key) =>
        StudyCode.Of(key.Instrument) == Question && StudyCode.Of(key.Location) == Location && key.Visit == Visit;

    /// <summary>The answer as a fact; null where its day lies before the index treatment ended, or that day is not known.</summary>
    public Adjudication? ToFact(OutcomeKey key, DateOnly? dayZero, StudyProtocol protocol) =>
        AnswerValue.Of(key.Instrument, Answer, dayZero, protocol) is { } value
            ? new(key.Instrument, key.Location, key.Visit, value, When, Who, Ground)
            : null;
}
