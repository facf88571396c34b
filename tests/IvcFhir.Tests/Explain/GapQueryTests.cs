using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Explain;
using IvcFhir.Map;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Explain;

/// <summary>The search that is named would find what is missing.</summary>
public sealed class GapQueryTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    [Fact]
    public void An_adverse_event_is_searched_by_its_subject()
    {
        var complication = new Complication(
            new("AdverseEvent/1"),
            ComplicationKind.Other,
            new(Some.IndexDay, Some.IndexDay.AddDays(60)),
            null
        );
        var queries = Queries(Treated with { Complications = [complication] }, StudyProtocol.Default, Instrument.SevereComplication);
        Assert.Contains("AdverseEvent?subject=Patient/1&_id=1", queries);
    }

    [Fact]
    public void An_item_of_an_earlier_visit_is_not_searched_on_the_day_of_this_one()
    {
        var facts = Treated with { Villalta = [Some.Leg("1..........", day: 183), Some.Leg(7)] };
        var queries = Queries(
            facts,
            StudyProtocol.Default with
            {
                PtsDefinition = PtsDefinition.TwoVisits,
            },
            Instrument.PostThromboticSyndrome,
            "month-12"
        );
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.DoesNotContain("date=", query, StringComparison.Ordinal));
    }

    private static string[] Queries(PatientFacts facts, StudyProtocol protocol, Instrument instrument, string visit = "")
    {
        var outcome = Assert.Single(
            StudyScorer.Score(facts, protocol).Outcomes,
            outcome => outcome.Key.Instrument == instrument && outcome.Key.Visit == visit
        );
        return [.. OutcomeGaps.Of(outcome, facts, protocol).SelectMany(gap => new GapQueries(ConceptIndex.Load(null)).For(gap))];
    }
}
