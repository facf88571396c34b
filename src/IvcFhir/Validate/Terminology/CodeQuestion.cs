using System.Collections.Immutable;

namespace IvcFhir.Validate.Terminology;

/// <summary>What a terminology server is asked: is one of these codes in the set?</summary>
internal sealed record CodeQuestion(CodeSet Set, ImmutableArray<CodedValue> Codes);

/// <summary>A finding of verdict <see cref="Verdict.CouldNotCheck"/> that an answer settles.</summary>
/// <param name="NotMember">What it becomes when none of the codes is in the set. When one is, the finding falls away.</param>
internal sealed record PendingCode(Finding Open, CodeQuestion Question, Finding NotMember);
