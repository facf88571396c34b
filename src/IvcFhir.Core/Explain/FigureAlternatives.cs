using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>A figure under another rule, or with another interval.</summary>
/// <inheritdoc cref="Alternative"/>
public sealed record FigureAlternative(string? Decision, string Setting, string Choice, Figure Figure, bool Standing);

/// <summary>A figure of the study under the other rules that sources follow, each patient scored anew.</summary>
public static class FigureAlternatives
{
    /// <param name="figure">Key of the figure.</param>
    /// <param name="patients">Gives the patients again each time it is asked: there is one pass over them for each rule.</param>
    public static ImmutableArray<FigureAlternative> Of(string figure, Func<IEnumerable<PatientFacts>> patients, StudyProtocol protocol)
    {
        var asked = StudyFigures.Of(figure, protocol);
        return
        [
            .. Variants(asked, protocol).Select(variant => new FigureAlternative(
                variant.Decision, variant.Setting, variant.Choice, FigureOf(TableOf(patients(), variant.Protocol, figure), figure), variant.Standing)),
            .. asked.Instrument is Instrument.PrimaryPatency or Instrument.AssistedPrimaryPatency or Instrument.SecondaryPatency ? Patencies(asked, patients, protocol) : [],
            .. asked.Kind == FigureKind.Curve ? Clusters(asked, patients, protocol) : [],
        ];
    }

    private static IEnumerable<ProtocolVariant> Variants(StudyFigure figure, StudyProtocol protocol) =>
        ProtocolVariants.Of(figure.Instrument, protocol).Concat(figure.Kind switch
        {
            FigureKind.Proportion => ProtocolVariants.ProportionIntervals(protocol),
            FigureKind.Curve => ProtocolVariants.SurvivalIntervals(protocol),
            _ => [],
        });

    private static StudyTable TableOf(IEnumerable<PatientFacts> patients, StudyProtocol protocol, string figure) =>
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, protocol)), Only(figure, protocol));

    // A figure can be asked for that is not in the table of the protocol.
    private static StudyProtocol Only(string figure, StudyProtocol protocol) => protocol with { Figures = [figure] };

    private static Figure FigureOf(StudyTable table, string figure) =>
        table.Figures.First(row => string.Equals(row.Key, figure, StringComparison.Ordinal));

    private static IEnumerable<FigureAlternative> Patencies(StudyFigure figure, Func<IEnumerable<PatientFacts>> patients, StudyProtocol protocol)
    {
        foreach (var instrument in new[] { Instrument.PrimaryPatency, Instrument.AssistedPrimaryPatency, Instrument.SecondaryPatency })
        {
            var table = StudyTableBuilder.Build(patients().Select(facts => AnsweredAs(StudyScorer.Score(facts, protocol), figure.Instrument, instrument)), Only(figure.Key, protocol));
            yield return new(null, "patency", ItemCode.Hyphenated(instrument.ToString()), FigureOf(table, figure.Key), instrument == figure.Instrument);
        }
    }

    // The question keeps its place in the table and gets the answer of another patency.
    private static PatientOutcomes AnsweredAs(PatientOutcomes patient, Instrument question, Instrument answer) => patient with
    {
        Outcomes =
        [
            .. patient.Outcomes.Where(outcome => outcome.Key.Instrument != question && outcome.Key.Instrument != answer),
            .. patient.Outcomes.Where(outcome => outcome.Key.Instrument == answer).Select(outcome => outcome with { Key = outcome.Key with { Instrument = question } }),
        ],
    };

    // D7: the two limbs of a patient are not independent of each other.
    private static IEnumerable<FigureAlternative> Clusters(StudyFigure figure, Func<IEnumerable<PatientFacts>> patients, StudyProtocol protocol)
    {
        var table = TableOf(patients(), protocol, figure.Key);
        var naive = FigureOf(table, figure.Key);
        var end = table.Curves.FirstOrDefault(curve => string.Equals(curve.Key, figure.Key, StringComparison.Ordinal))?.Points.LastOrDefault();
        if (end is not { ClusterLower: { } lower, ClusterUpper: { } upper })
            yield break;
        yield return new("D7", "limbs", "independent", naive, Standing: true);
        yield return new("D7", "limbs", "clustered-in-patients", naive with { Lower = lower * 100, Upper = upper * 100 }, Standing: false);
    }
}
