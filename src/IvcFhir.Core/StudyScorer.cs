using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core;

/// <summary>
/// From what happened to one patient to the study's outcomes. Pure: the same facts and protocol give the same outcomes, in whatever order
/// the facts come.
/// </summary>
public static class StudyScorer
{
    public static PatientOutcomes Score(PatientFacts facts, StudyProtocol protocol)
    {
        facts = ReportedTotals.Accept(facts, protocol);
        var index = IndexTreatment.Find(facts, protocol);
        if (index is null)
            return new(facts.Site, facts.Patient, Eligible: false, [], [.. facts.Issues.Distinct().Order()])
            {
                MayBelong = !MayBelongBy(facts, protocol).IsEmpty,
            };
        var sheet = new OutcomeSheet(facts, protocol, index);
        if (index.LastDay is null)
            sheet.Issues.AddRange(index.Sources.Select(source => new DataIssue(IssueCode.DateTooImprecise, source)));
        foreach (var ask in Instruments.Asked)
            ask(sheet);
        return sheet.Close();
    }

    /// <summary>
    /// Whether a patient may belong to the study by what was done, whatever else is recorded: an act that can begin the index treatment, or
    /// something that was not understood and may have been one.
    /// </summary>
    public static bool MayBelong(PatientFacts facts, StudyProtocol protocol) =>
        facts.Interventions.Any(act => protocol.IndexKinds.Contains(act.Kind)) || !MayBelongBy(facts, protocol).IsEmpty;

    /// <summary>What was set aside or not understood and may be the index treatment, or the filter under which it was done.</summary>
    /// <returns>Sorted; empty where nothing could make the patient one of the study.</returns>
    internal static ImmutableArray<Unread> MayBelongBy(PatientFacts facts, StudyProtocol protocol)
    {
        var isTreated = facts.Interventions.Any(act => protocol.IndexKinds.Contains(act.Kind));
        ImmutableArray<InterventionKind> looked = isTreated
            ? [.. protocol.IndexKinds, InterventionKind.FilterPlacement]
            : [.. protocol.IndexKinds];
        return
        [
            .. facts
                .Unread.Where(one =>
                    one.Kind is UnreadKind.Intervention or UnreadKind.Procedure
                    && looked.Any(one.MayBe)
                    && (one.Sites.IsEmpty || one.Sites.Any(StudyVeins.Contains))
                )
                .OrderBy(one => one.Source),
        ];
    }
}
