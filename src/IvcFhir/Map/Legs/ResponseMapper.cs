using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Whether symptoms were significantly reduced, as the site judged: yes or no, in the forms in which sites say so.</summary>
internal sealed class ResponseMapper(ConceptIndex concepts)
{
    public ImmutableArray<ClinicalResponse> Map(Chart chart, IReadOnlyList<UsableObservation> observations) =>
        [
            .. observations
                .Where(usable => usable.Kind == ObservationKind.ClinicalResponse)
                .Select(usable => Response(chart, usable))
                .OfType<ClinicalResponse>(),
        ];

    private ClinicalResponse? Response(Chart chart, UsableObservation usable)
    {
        if (
            usable.Observation.Value is not { } value
            || chart.DayOf(usable.Effective, usable.Source, "Observation.effective") is not { } day
        )
            return null;
        if (Values.YesNo(concepts, value) is { } improved)
            return new(usable.Source, day, improved);
        chart.Report(IssueCode.UnknownCode, usable.Source, "Observation.value");
        return null;
    }
}
