using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>The study's table from the patients' outcomes, in one pass over them.</summary>
public static class StudyTableBuilder
{
    public static StudyTable Build(IEnumerable<PatientOutcomes> patients, StudyProtocol protocol)
    {
        var figures = StudyFigures.Of(protocol);
        var tallies = figures.ToImmutableDictionary(figure => figure.Key, figure => new FigureTally(figure), StringComparer.Ordinal);
        var (seen, eligible) = (0, 0);
        foreach (var patient in patients)
        {
            seen++;
            eligible += patient.Eligible ? 1 : 0;
            foreach (var members in MembersOf(patient, protocol, figures).GroupBy(member => member.Figure, StringComparer.Ordinal))
                tallies[members.Key].Add([.. members.Select(member => member.Answer)]);
        }

        var inOrder = figures.Select(figure => tallies[figure.Key]).ToList();
        return new(
            protocol.Study,
            protocol.Version,
            seen,
            eligible,
            [.. inOrder.Select(tally => tally.ToFigure(protocol))],
            [.. inOrder.Select(tally => tally.ToCurve(protocol)).OfType<PatencyCurve>()])
        {
            ProtocolHash = protocol.Hash,
        };
    }

    /// <summary>What a patient contributes to each figure, with the outcomes behind it: what <see cref="Build"/> counts, and how a figure is followed down.</summary>
    public static IEnumerable<FigureMember> MembersOf(PatientOutcomes patient, StudyProtocol protocol) =>
        MembersOf(patient, protocol, StudyFigures.Of(protocol));

    private static IEnumerable<FigureMember> MembersOf(PatientOutcomes patient, StudyProtocol protocol, ImmutableArray<StudyFigure> figures) =>
        patient.Eligible ? figures.SelectMany(figure => figure.MembersOf(patient, protocol)) : [];
}
