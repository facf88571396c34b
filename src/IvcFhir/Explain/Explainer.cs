using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
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
    /// <param name="recorded">What the last pass left of the patient; null where it left nothing else than the outcome itself.</param>
    public OutcomeExplanation Explain(Outcome outcome, PatientFacts? facts, PatientOutcomes? recorded = null)
    {
        var (explanation, before) = (Followed(outcome, facts), recorded?.Outcomes.FirstOrDefault(one => one.Key == outcome.Key));
        return explanation with
        {
            Evidence = SourceLines.OfRules(explanation.Alternatives?.Select(one => one.Decision) ?? [], protocol),
            AnsweredBy = outcome.Adjudication is { } given
                ? $"{given.Who}, {AnswerText.Date(DateOnly.FromDateTime(given.When.UtcDateTime))}: {given.Ground}"
                : null,
            Recorded = before is null || Saying(before) == Saying(outcome) ? null : Saying(before),
        };
    }

    private static string Saying(Outcome outcome) =>
        $"{AnswerText.Of(outcome)}{(outcome.Inclusion == Inclusion.Included ? "" : $", {StudyCode.Of(outcome.Inclusion)}")}, "
        + $"by {outcome.Rule}";

    private OutcomeExplanation Followed(Outcome outcome, PatientFacts? facts) =>
        new(
            OutcomeIdentity.Of(outcome.Key),
            outcome.Key.Site,
            outcome.Key.Patient,
            StudyCode.Of(outcome.Key.Instrument),
            StudyCode.Of(outcome.Key.Location),
            Visit(outcome.Key.Visit),
            AnswerText.Of(outcome),
            AnswerText.Of(outcome.Day),
            StudyCode.Of(outcome.Inclusion),
            outcome.Early,
            Protocol,
            RuleBook.Of(outcome.Rule),
            BearingSettings.Of(outcome, protocol),
            Inputs(outcome, facts),
            [.. OutcomeGaps.Of(outcome, facts, protocol).Select(Explain)],
            facts is null ? null : [.. Alternatives.Of(facts, protocol, outcome.Key).Select(Line)]
        );

    /// <param name="facts">Null when they are not at hand; then nothing is known of why a patient does not belong.</param>
    /// <param name="recorded">What the last pass left of the patient.</param>
    public PatientExplanation Explain(
        PatientOutcomes patient,
        PatientFacts? facts,
        IEnumerable<Outcome> asked,
        PatientOutcomes? recorded = null
    ) =>
        new(
            patient.Site,
            patient.Patient,
            patient.Eligible,
            facts is null
                ? []
                :
                [
                    .. IndexTreatment
                        .WhyNone(facts, protocol)
                        .Select(lack => new LackLine(
                            StudyCode.Of(lack),
                            new GapQueries(conceptsOf(patient.Site)).For(lack, patient.Patient, protocol)
                        )),
                ],
            [.. asked.Select(outcome => Explain(outcome, facts, recorded))]
        );

    public GapLine Explain(Gap gap) =>
        new(
            gap.Site,
            gap.Patient,
            StudyCode.Of(gap.Kind),
            gap.Instrument is { } instrument ? StudyCode.Of(instrument) : null,
            StudyCode.Of(gap.Location),
            Visit(gap.Visit),
            gap.Period is { } from ? AnswerText.Date(from.First) : null,
            gap.Period is { } to ? AnswerText.Date(to.Last) : null,
            gap.Missing,
            [.. gap.Sources.Select(source => source.Reference)],
            gap.DaysInPlace,
            [.. gap.Advice.Select(StudyCode.Of)],
            new GapQueries(conceptsOf(gap.Site)).For(gap)
        );

    /// <summary>Follows a figure to its patients, in one pass over them.</summary>
    /// <param name="patients">Every patient, in a stable order, with the facts where they are at hand: without those of all, other rules
    /// are asked of none.</param>
    public FigureExplanation Explain(string figure, IEnumerable<(PatientOutcomes Outcomes, PatientFacts? Facts)> patients)
    {
        var rows = new List<FigureRow>();
        var tally = new StudyTally(protocol with { Figures = [figure] });
        var alternatives = new FigureAlternatives(figure, protocol);
        var complete = true;
        foreach (var (outcomes, facts) in patients)
        {
            rows.AddRange(FigureRows.Of(figure, outcomes, protocol).Select(row => WithReasons(row, facts)));
            tally.Add(outcomes);
            complete &= facts is not null;
            if (complete)
                alternatives.Add(facts!);
        }

        var summed = tally.ToTable().Figures[0];
        var asked = rows.SelectMany(row => row.Outcomes).Where(outcome => FigureRows.Asks(figure, outcome.Key, protocol)).ToList();
        ImmutableArray<FigureAlternativeLine>? others = complete ? [.. alternatives.ToAlternatives().Select(Line)] : null;
        return new(
            figure,
            summed.Label,
            protocol.Study,
            protocol.Version,
            protocol.Hash,
            summed.N,
            summed.Of,
            summed.Missing,
            FigureText.Computed(summed),
            Interval(summed),
            summed.Estimator,
            [.. asked.Select(outcome => outcome.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(RuleBook.Of)],
            BearingSettings.Of(figure, asked.Select(outcome => outcome.Key.Instrument).Distinct(), protocol),
            [.. rows.Where(row => row.Answer is not null).Select(Line)],
            [.. rows.Where(row => row.Answer is null).Select(Line)],
            others
        )
        {
            Evidence = [.. SourceLines.OfFigure(figure), .. SourceLines.OfRules(others?.Select(one => one.Decision) ?? [], protocol)],
        };
    }

    // A patient outside the study has no outcomes; the facts tell why.
    private FigureRow WithReasons(FigureRow row, PatientFacts? facts) =>
        facts is not null && row.Reasons is [FigureRows.NotInStudy]
            ? row with
            {
                Reasons = [FigureRows.NotInStudy, .. IndexTreatment.WhyNone(facts, protocol).Select(StudyCode.Of)],
            }
            : row;

    private string Protocol =>
        protocol.Hash.Length == 0 ? $"{protocol.Study}/{protocol.Version}" : $"{protocol.Study}/{protocol.Version}, hash {protocol.Hash}";

    private static ImmutableArray<InputLine> Inputs(Outcome outcome, PatientFacts? facts)
    {
        var lines = facts is not null
            ? Evidence
                .Of(facts, outcome.Sources)
                .Select(line => new InputLine(line.What, line.Says, AnswerText.Of(line.Day), line.Source.Reference))
                .ToList()
            :
            [
                .. outcome
                    .Items.Where(item => item.Grade is not null && item.Source is not null)
                    .Select(item => new InputLine(
                        item.Item,
                        Invariant($"{item.Grade}"),
                        AnswerText.Of(outcome.Day),
                        item.Source!.Value.Reference
                    )),
            ];
        var told = lines.Select(line => line.Resource).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. lines,
            .. outcome
                .Sources.Where(source => !told.Contains(source.Reference))
                .Select(source => new InputLine(null, null, null, source.Reference)),
        ];
    }

    private static AlternativeLine Line(Alternative one) =>
        new(
            one.Decision,
            one.Setting,
            one.Choice,
            one.Outcome is { } outcome ? AnswerText.Of(outcome) : "not asked",
            one.Outcome is { } counted ? StudyCode.Of(counted.Inclusion) : null,
            one.Standing,
            one.Differs
        );

    private static MemberLine Line(FigureRow row) =>
        new(
            row.Site,
            row.Patient,
            row.Answer is { } answer ? AnswerText.Of(answer) : null,
            row.Reasons,
            [
                .. row.Outcomes.Select(outcome => new MemberOutcome(
                    OutcomeIdentity.Of(outcome.Key),
                    StudyCode.Of(outcome.Key.Instrument),
                    StudyCode.Of(outcome.Key.Location),
                    Visit(outcome.Key.Visit),
                    [.. outcome.Sources.Select(source => source.Reference)]
                )),
            ]
        );

    private static FigureAlternativeLine Line(FigureAlternative one) =>
        new(
            one.Decision,
            one.Setting,
            one.Choice,
            one.Figure.N,
            one.Figure.Of,
            one.Figure.Missing,
            FigureText.Computed(one.Figure),
            Interval(one.Figure),
            one.Standing
        );

    private static string? Interval(Figure figure) =>
        figure is { Lower: { } lower, Upper: { } upper }
            ? $"{FigureText.Rounded(lower, 1)}–{FigureText.Rounded(upper, 1)} % ({figure.IntervalName})"
            : null;

    private static string? Visit(string visit) => visit.Length == 0 ? null : visit;
}
