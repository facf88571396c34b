using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>A figure under another rule, or with another interval.</summary>
/// <inheritdoc cref="Alternative"/>
public sealed record FigureAlternative(string? Decision, string Setting, string Choice, Figure Figure, bool Standing);

/// <summary>
/// A figure of the study under the other rules that sources follow, each patient scored anew under each of them. The patients go by once
/// and are not kept.
/// </summary>
/// <param name="figure">Key of the figure.</param>
public sealed class FigureAlternatives(string figure, StudyProtocol protocol)
{
    private readonly ImmutableArray<Asked> _asked = AskedOf(StudyFigures.Of(figure, protocol), protocol);

    public static ImmutableArray<FigureAlternative> Of(string figure, IEnumerable<PatientFacts> patients, StudyProtocol protocol)
    {
        var alternatives = new FigureAlternatives(figure, protocol);
        foreach (var facts in patients)
            alternatives.Add(facts);
        return alternatives.ToAlternatives();
    }

    public void Add(PatientFacts facts)
    {
        foreach (var one in _asked)
            one.Tally.Add(one.Read(StudyScorer.Score(facts, one.Protocol)));
    }

    public ImmutableArray<FigureAlternative> ToAlternatives() =>
        [
            .. _asked.Select(one => new FigureAlternative(
                one.Decision,
                one.Setting,
                one.Choice,
                one.Tally.ToTable().Figures[0],
                one.Standing
            )),
        ];

    private static ImmutableArray<Asked> AskedOf(StudyFigure figure, StudyProtocol protocol) =>
        [
            .. Variants(figure, protocol)
                .Select(variant => new Asked(
                    variant.Decision,
                    variant.Setting,
                    variant.Choice,
                    variant.Standing,
                    variant.Protocol,
                    TallyOf(figure, variant.Protocol),
                    outcomes => outcomes
                )),
            .. Instruments.Patencies.Contains(figure.Instrument)
                ? Instruments.Patencies.Select(instrument => new Asked(
                    null,
                    "patency",
                    ItemCode.Hyphenated(instrument.ToString()),
                    instrument == figure.Instrument,
                    protocol,
                    TallyOf(figure, protocol),
                    outcomes => AnsweredAs(outcomes, figure.Instrument, instrument)
                ))
                : [],
        ];

    private static StudyTally TallyOf(StudyFigure figure, StudyProtocol protocol) => new(protocol with { Figures = [figure.Key] });

    private static IEnumerable<ProtocolVariant> Variants(StudyFigure figure, StudyProtocol protocol)
    {
        // Of the cava a patient has one: limbs, and their errors, are asked for where there can be two.
        var units = figure.Locations.Length == 1 ? [] : ProtocolVariants.Units(figure.Instrument, protocol);
        return ProtocolVariants
            .Of(figure.Instrument, protocol)
            .Concat(units)
            .Concat(
                figure.Kind switch
                {
                    FigureKind.Proportion => ProtocolVariants.ProportionIntervals(protocol),
                    FigureKind.Curve => ProtocolVariants.SurvivalIntervals(protocol),
                    _ => [],
                }
            );
    }

    // The question keeps its place in the table and gets the answer of another patency.
    private static PatientOutcomes AnsweredAs(PatientOutcomes patient, Instrument question, Instrument answer) =>
        patient with
        {
            Outcomes =
            [
                .. patient.Outcomes.Where(outcome => outcome.Key.Instrument != question && outcome.Key.Instrument != answer),
                .. patient
                    .Outcomes.Where(outcome => outcome.Key.Instrument == answer)
                    .Select(outcome => outcome with { Key = outcome.Key with { Instrument = question } }),
            ],
        };

    /// <param name="Read">What the patient's outcomes are taken for.</param>
    private sealed record Asked(
        string? Decision,
        string Setting,
        string Choice,
        bool Standing,
        StudyProtocol Protocol,
        StudyTally Tally,
        Func<PatientOutcomes, PatientOutcomes> Read
    );
}
