using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Villalta assessments that were recorded and could not be used: not final, without a day or a leg, unreadable. One that was never made
/// final is answered by a final one of its leg and day.
/// </summary>
internal sealed class UnreadAssessments(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);
    private readonly Forms forms = new(concepts);

    /// <summary>What an assessment is read from; a fault anywhere else takes nothing from it.</summary>
    private static readonly string[] s_read =
    [
        "Observation.code",
        "Observation.effective",
        "Observation.bodySite",
        "Observation.value",
        "Observation.component",
        "Observation.hasMember",
        "QuestionnaireResponse.item",
    ];

    public IEnumerable<Unread> Of(Chart chart, PatientFacts facts)
    {
        // What was read without one of its items, which was recorded and could not be read, is not used up.
        var lacking = chart
            .Issues.Where(issue =>
                issue.Code is IssueCode.UnknownCode or IssueCode.GradeOutOfRange or IssueCode.UnknownUnit
                || (
                    issue is { Code: IssueCode.ElementInvalid, Element: { } element }
                    && s_read.Any(part => element.StartsWith(part, StringComparison.Ordinal))
                )
            )
            .Select(issue => issue.Source)
            .ToHashSet();
        var used = facts.Villalta.Where(leg => IsWhole(leg) || !SourcesOf(leg).Any(lacking.Contains)).SelectMany(SourcesOf).ToHashSet();
        var days = facts.Villalta.Select(leg => (leg.Leg, leg.Day)).ToHashSet();
        var setAside = chart
            .Issues.Where(issue =>
                issue.Code is IssueCode.StatusNotUsable or IssueCode.DateMissing or IssueCode.NegativePeriod or IssueCode.SideUnstated
                || lacking.Contains(issue.Source)
            )
            .Select(issue => issue.Source)
            .Where(source => !used.Contains(source))
            .ToHashSet();
        var opensBesideOthers = chart.Doubtful<Observation>().Select(entry => entry.Source).Concat(lacking).ToHashSet();
        var panels =
            from entry in chart.All<Observation>().Where(entry => setAside.Contains(entry.Source)).Concat(chart.Doubtful<Observation>())
            where IsVillalta(concepts.MeaningsOf(entry.Resource.Code))
            select (
                entry.Source,
                Day: chart.DaysOf(entry.Resource.Effective),
                sites.LegsOf(entry.Resource.Code, entry.Resource.BodySite).Legs,
                Element: "Observation.code"
            );
        var answers =
            from entry in chart
                .All<QuestionnaireResponse>()
                .Where(entry => setAside.Contains(entry.Source))
                .Concat(chart.Doubtful<QuestionnaireResponse>())
            where Asks(entry.Resource, entry.Resource.Item)
            select (
                entry.Source,
                Day: chart.DaysOf(entry.Resource.AuthoredElement),
                Legs: ImmutableArray<Side>.Empty,
                Element: "QuestionnaireResponse.item"
            );
        return
        [
            .. from one in panels.Concat(answers)
            where
                opensBesideOthers.Contains(one.Source)
                || one.Legs.IsEmpty
                || one.Day is not { } day
                || !one.Legs.All(leg => days.Contains((leg, day)))
            select new Unread(one.Source, UnreadKind.Assessment, one.Day, one.Element) { Legs = one.Legs },
            .. chart
                .SetAside()
                .Where(one => one.Type is "Observation" or "QuestionnaireResponse")
                .Select(one => new Unread(one.Source, UnreadKind.Assessment, null)),
        ];
    }

    private static bool IsWhole(VillaltaAssessment leg) =>
        leg.Grades.Count == Enum.GetValues<VillaltaItem>().Length && leg.Ulcer is not null;

    private static IEnumerable<SourceRef> SourcesOf(VillaltaAssessment leg) =>
        leg
            .Grades.Values.Select(grade => grade.Source)
            .Concat(new[] { leg.Panel, leg.Ulcer?.Source, leg.ReportedTotal?.Source }.OfType<SourceRef>());

    private static bool IsVillalta(IReadOnlyCollection<Meaning> meanings) =>
        ConceptIndex.Single<ObservationKind>(meanings) == ObservationKind.VillaltaAssessment
        || LegAssessmentMapper.InstrumentOf(meanings) == ObservationKind.VillaltaAssessment;

    private bool Asks(QuestionnaireResponse response, List<QuestionnaireResponse.ItemComponent> items) =>
        items.Exists(item =>
            (item.Answer.Count > 0 && IsVillalta(forms.MeaningsOf(response, item.LinkId)))
            || Asks(response, item.Item)
            || item.Answer.Exists(answer => Asks(response, answer.Item))
        );
}
