using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Technical success as the study defines it: what the protocol names of the index treatment was completed, by default thrombectomy and
/// thrombolysis both (clinical 5.7, study.md). There is no threshold of residual stenosis in it. A treatment that is not recorded was not
/// completed.
/// </summary>
/// <remarks>
/// History: 2 — open where a treatment that was set aside may be the one that is missing; before, no. 1 — first version.
/// </remarks>
public static class TechnicalSuccess
{
    public const string Rule = "technical-success/2";

    public static bool Of(IReadOnlyCollection<Intervention> indexTreatment, StudyProtocol protocol) =>
        protocol.SuccessKinds.All(kind => Completed(indexTreatment, kind));

    /// <summary>What was set aside and may be the treatment that is missing. With it the treatment may have succeeded.</summary>
    /// <returns>Sorted; empty where the treatment succeeded, or did not whatever the unread says.</returns>
    public static ImmutableArray<Unread> MayComplete(PatientFacts facts, IndexTreatment index, StudyProtocol protocol)
    {
        var missing = protocol.SuccessKinds.Where(kind => !Completed(index.Members, kind)).ToList();
        if (missing.Count == 0 || index.FirstDay is not { } first)
            return [];
        // The treatment may have begun on the day before with what is unread.
        var window = new DayInterval(first.AddDays(-1), first.AddDays(protocol.IndexTreatmentDays));
        ImmutableArray<Unread> inScope =
        [
            .. facts
                .Unread.Where(one =>
                    protocol.Opens(one.Kind, Instrument.TechnicalSuccess)
                    && (one.Day is not { } day || PeriproceduralComplications.Touches(day, window))
                    && (one.Sites.IsEmpty || one.Sites.Any(StudyVeins.Contains))
                    && missing.Exists(one.MayBe)
                )
                .OrderBy(one => one.Source),
        ];
        return missing.TrueForAll(kind => inScope.Any(one => one.MayBe(kind))) ? inScope : [];
    }

    // One completed record is enough: a stopped first attempt may be followed by a completed second one.
    private static bool Completed(IEnumerable<Intervention> interventions, InterventionKind kind) =>
        interventions.Any(intervention =>
            intervention.Kind == kind
            && !intervention.IsResultUnread
            && intervention.Result
                is (InterventionResult.Completed or InterventionResult.Successful or InterventionResult.PartiallySuccessful)
        );
}
