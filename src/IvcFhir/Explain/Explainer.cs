using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Report;
using IvcFhir.WriteBack;
using static System.FormattableString;

namespace IvcFhir.Explain;

/// <summary>Outcomes and figures → explanations, ready to be written.</summary>
/// <param name="conceptsOf">The codes that a site uses, by its name.</param>
internal sealed class Explainer(StudyProtocol protocol, Func<string, ConceptIndex> conceptsOf)
{
    public OutcomeExplanation Explain(Outcome outcome, PatientFacts? facts) => new(
        OutcomeIdentity.Of(outcome.Key), outcome.Key.Site, outcome.Key.Patient,
        StudyCode.Of(outcome.Key.Instrument), StudyCode.Of(outcome.Key.Location), Visit(outcome.Key.Visit),
        AnswerText.Of(outcome), AnswerText.Of(outcome.Day), StudyCode.Of(outcome.Inclusion),
        RuleBook.Of(outcome.Rule),
        Inputs(outcome, facts),
        [.. OutcomeGaps.Of(outcome, facts, protocol).Select(Explain)],
        facts is null ? null : [.. Alternatives.Of(facts, protocol, outcome.Key).Select(Line)]);

    public GapLine Explain(Gap gap) => new(
        gap.Site, gap.Patient, StudyCode.Of(gap.Kind), gap.Instrument is { } instrument ? StudyCode.Of(instrument) : null, StudyCode.Of(gap.Location), Visit(gap.Visit),
        gap.Period is { } from ? AnswerText.Date(from.First) : null, gap.Period is { } to ? AnswerText.Date(to.Last) : null,
        gap.Missing, [.. gap.Sources.Select(source => source.Reference)], gap.DaysInPlace, [.. gap.Advice.Select(StudyCode.Of)],
        new GapQueries(conceptsOf(gap.Site)).For(gap));

    /// <param name="patients">Every patient, in a stable order.</param>
    /// <param name="facts">Gives every patient's facts, each time it is asked; null when some are not at hand.</param>
    public FigureExplanation Explain(string figure, IEnumerable<PatientOutcomes> patients, Func<IEnumerable<PatientFacts>>? facts)
    {
        var rows = new List<FigureRow>();
        var rules = new SortedSet<string>(StringComparer.Ordinal);
        var table = StudyTableBuilder.Build(patients.Select(Follow), protocol with { Figures = [figure] });
        var summed = table.Figures.First(row => row.Key == figure);
        return new(
            figure, summed.Label, table.Study, table.ProtocolVersion, summed.N, summed.Of, summed.Missing, FigureText.Computed(summed), Interval(summed), summed.Estimator,
            [.. rules.Select(RuleBook.Of)],
            [.. rows.Where(row => row.Answer is not null).Select(Line)],
            [.. rows.Where(row => row.Answer is null).Select(Line)],
            facts is null ? null : [.. FigureAlternatives.Of(figure, facts, protocol).Select(Line)]);

        PatientOutcomes Follow(PatientOutcomes patient)
        {
            var own = FigureRows.Of(figure, patient, protocol);
            rows.AddRange(own);
            rules.UnionWith(own.SelectMany(row => row.Outcomes).Where(outcome => FigureRows.Asks(figure, outcome.Key, protocol)).Select(outcome => outcome.Rule));
            return patient;
        }
    }

    private static ImmutableArray<InputLine> Inputs(Outcome outcome, PatientFacts? facts)
    {
        var lines = facts is not null
            ? Evidence.Of(facts, outcome.Sources).Select(line => new InputLine(line.What, line.Says, AnswerText.Of(line.Day), line.Source.Reference)).ToList()
            : [.. outcome.Items.Where(item => item.Grade is not null && item.Source is not null)
                .Select(item => new InputLine(item.Item, Invariant($"{item.Grade}"), AnswerText.Of(outcome.Day), item.Source!.Value.Reference))];
        var told = lines.Select(line => line.Resource).ToHashSet(StringComparer.Ordinal);
        return [.. lines, .. outcome.Sources.Where(source => !told.Contains(source.Reference)).Select(source => new InputLine(null, null, null, source.Reference))];
    }

    private static AlternativeLine Line(Alternative one) => new(
        one.Decision, one.Setting, one.Choice, one.Outcome is { } outcome ? AnswerText.Of(outcome) : "not asked",
        one.Outcome is { } counted ? StudyCode.Of(counted.Inclusion) : null, one.Standing, one.Differs);

    private static MemberLine Line(FigureRow row) => new(
        row.Site, row.Patient, row.Answer is { } answer ? AnswerText.Of(answer) : null, row.Reasons,
        [.. row.Outcomes.Select(outcome => new MemberOutcome(
            OutcomeIdentity.Of(outcome.Key), StudyCode.Of(outcome.Key.Instrument), StudyCode.Of(outcome.Key.Location), Visit(outcome.Key.Visit),
            [.. outcome.Sources.Select(source => source.Reference)]))]);

    private static FigureAlternativeLine Line(FigureAlternative one) => new(
        one.Decision, one.Setting, one.Choice, one.Figure.N, one.Figure.Of, one.Figure.Missing, FigureText.Computed(one.Figure), Interval(one.Figure), one.Standing);

    private static string? Interval(Figure figure) => figure is { Lower: { } lower, Upper: { } upper }
        ? $"{FigureText.Rounded(lower, 1)}–{FigureText.Rounded(upper, 1)} % ({figure.IntervalName})"
        : null;

    private static string? Visit(string visit) => visit.Length == 0 ? null : visit;
}
