namespace IvcFhir.Core.Facts;

/// <summary>
/// An answer that a person gave to a question that the record leaves open. It is a source of its own, beside the resources that the
/// question rests on, and stands as long as they say what they said when it was given.
/// </summary>
/// <param name="Visit">The id of the visit window; empty for questions that are asked once.</param>
/// <param name="When">The moment at which it was given.</param>
/// <param name="Who">Who answered, as given; shown to those who may see the patient, never logged.</param>
/// <param name="Ground">Why, as given.</param>
public sealed record Adjudication(
    Instrument Instrument,
    Location Location,
    string Visit,
    OutcomeValue Value,
    DateTimeOffset When,
    string Who,
    string Ground
)
{
    public bool Answers(OutcomeKey key) =>
        key.Instrument == Instrument && key.Location == Location && string.Equals(key.Visit, Visit, StringComparison.Ordinal);
}

/// <param name="Digest">16 hexadecimal digits of a hash of what the resource says; <c>unread</c> for one that could not be read.</param>
public readonly record struct SourceDigest(string Reference, string Digest);
