using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Leg scores as answers to a form. The leg is an answer of the form, the meaning of the group that holds the items ("left leg"), or an
/// extension of the response or of its subject.
/// </summary>
internal sealed class FormReader(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);
    private readonly Forms forms = new(concepts);

    public IEnumerable<Sheet> Read(Chart chart)
    {
        foreach (var (source, response) in chart.All<QuestionnaireResponse>())
        {
            var answers = new List<Answer>();
            Collect(response, response.Item, SidesOf(response), answers);
            var relevant = answers.Where(answer => answer.Instrument is not null).ToList();
            if (
                relevant.Count > 0
                && IsUsable(chart, source, response)
                && chart.DayOf(response.AuthoredElement, source, "QuestionnaireResponse.authored") is { } day
            )
            {
                foreach (var sheet in SheetsOf(chart, source, day, relevant))
                    yield return sheet;
            }
        }
    }

    /// <summary>
    /// Completed and amended answers count. Answers in progress or broken off wait, with an issue; those entered in error hold nothing.
    /// </summary>
    private static bool IsUsable(Chart chart, SourceRef source, QuestionnaireResponse response)
    {
        const string element = "QuestionnaireResponse.status";
        switch (response.Status)
        {
            case QuestionnaireResponse.QuestionnaireResponseStatus.Completed or QuestionnaireResponse.QuestionnaireResponseStatus.Amended:
                return true;
            case QuestionnaireResponse.QuestionnaireResponseStatus.EnteredInError:
                return false;
            default:
                chart.Report(IssueCode.StatusNotUsable, source, element);
                return false;
        }
    }

    private IEnumerable<Sheet> SheetsOf(Chart chart, SourceRef source, DayInterval day, List<Answer> answers)
    {
        const string element = "QuestionnaireResponse.item.answer.value";
        if (answers.Exists(answer => answer.Legs.IsEmpty))
            chart.Report(IssueCode.SideUnstated, source, "QuestionnaireResponse.item");
        foreach (
            var part in answers
                .SelectMany(answer => answer.Legs.Select(leg => (Leg: leg, Answer: answer)))
                .GroupBy(part => (part.Answer.Instrument, part.Leg))
        )
        {
            var sheet = new Sheet(part.Key.Instrument!.Value, source, part.Key.Leg, day, chart, concepts);
            foreach (var (_, answer) in part)
                sheet.Add(answer.Question, answer.Value, source, element);
            yield return sheet;
        }
    }

    private void Collect(
        QuestionnaireResponse response,
        List<QuestionnaireResponse.ItemComponent> items,
        ImmutableArray<Side> inherited,
        List<Answer> answers
    )
    {
        // One answer may say "both legs"; two answers that differ leave open whose the grades are.
        var stated = items
            .Where(item => IsLeg(response, item))
            .SelectMany(item => item.Answer)
            .Select(answer => sites.SidesOf(Answered(answer.Value) ?? answer.Value))
            .Where(sides => !sides.IsEmpty)
            .ToList();
        var here =
            stated.Count == 0 ? inherited
            : stated.TrueForAll(sides => sides.SequenceEqual(stated[0])) ? stated[0]
            : [];
        foreach (var item in items)
        {
            var meanings = forms.MeaningsOf(response, item.LinkId);
            var own = SidesOf(meanings);
            var legs = own.IsEmpty ? here : own;
            var question = new CodeableConcept { Coding = [.. forms.CodesOf(response, item.LinkId ?? "")] };
            foreach (var answer in item.Answer)
            {
                answers.Add(new(LegAssessmentMapper.InstrumentOf(meanings), question, answer.Value, legs));
                Collect(response, answer.Item, legs, answers);
            }
            Collect(response, item.Item, legs, answers);
        }
    }

    /// <summary>
    /// A word ("left") that answers the question of the leg, and no code does; null otherwise. A code that is understood means what it
    /// says, whatever its display.
    /// </summary>
    private CodeableConcept? Answered(DataType? value) =>
        value switch
        {
            FhirString text => new() { Text = text.Value },
            Coding coding when !concepts.Knows(coding) => new() { Coding = [coding] },
            _ => null,
        };

    private bool IsLeg(QuestionnaireResponse response, QuestionnaireResponse.ItemComponent item) =>
        ConceptIndex.Single<ObservationKind>(forms.MeaningsOf(response, item.LinkId)) == ObservationKind.Leg;

    private ImmutableArray<Side> SidesOf(QuestionnaireResponse response) =>
        [
            .. response
                .Extension.Concat(response.Subject?.Extension ?? [])
                .SelectMany(extension => sites.SidesOf(extension.Value))
                .Distinct()
                .Order(),
        ];

    private static ImmutableArray<Side> SidesOf(IEnumerable<Meaning> meanings) =>
        [
            .. meanings
                .Where(meaning => meaning.Strength == Strength.Proves)
                .Select(meaning => meaning.As<Side>())
                .OfType<Side>()
                .Where(side => side is Side.Left or Side.Right)
                .Distinct()
                .Order(),
        ];

    private readonly record struct Answer(
        ObservationKind? Instrument,
        CodeableConcept Question,
        DataType? Value,
        ImmutableArray<Side> Legs
    );
}
