using Hl7.Fhir.Model;
using IvcFhir.Profiles;

namespace IvcFhir.Report;

/// <summary>The period that a study describes, as its ResearchStudy in the contract states it.</summary>
internal static class StudyPeriod
{
    /// <returns>Null for a study that the contract does not hold.</returns>
    public static Period? Of(string study)
    {
        using var json = StudyContract.Read($"profiles/generated/ResearchStudy-{study}.json");
        return json?.RootElement.Member("period") is { } period ? new() { Start = period.Text("start"), End = period.Text("end") } : null;
    }
}
