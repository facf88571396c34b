using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>The study's table from the patients' outcomes, in one pass over them.</summary>
public static class StudyTableBuilder
{
    public static StudyTable Build(IEnumerable<PatientOutcomes> patients, StudyProtocol protocol)
    {
        var tally = new StudyTally(protocol);
        foreach (var patient in patients)
            tally.Add(patient);
        return tally.ToTable();
    }

    /// <summary>
    /// What a patient contributes to each figure, with the outcomes behind it: what <see cref="Build"/> counts, and how a figure is
    /// followed down.
    /// </summary>
    public static IEnumerable<FigureMember> MembersOf(PatientOutcomes patient, StudyProtocol protocol) =>
        MembersOf(patient, protocol, StudyFigures.Of(protocol));

    internal static IEnumerable<FigureMember> MembersOf(
        PatientOutcomes patient,
        StudyProtocol protocol,
        ImmutableArray<StudyFigure> figures
    ) => patient.Eligible ? figures.SelectMany(figure => figure.MembersOf(patient, protocol)) : [];
}
