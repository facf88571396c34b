using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;

namespace IvcFhir.Report;

/// <summary>Who was counted and why not, in the words of the page.</summary>
internal static class FlowSteps
{
    public static IReadOnlyList<FlowStep> Of(StudyTable table)
    {
        if (table.Flow is not { } flow)
            return [];
        return
        [
            new(
                "patients whose records were read",
                flow.Seen,
                Some(
                    ("no index treatment that the protocol asks for", flow.Seen - flow.Eligible - flow.MayBelong),
                    ("perhaps: an act that was not understood may be the treatment", flow.MayBelong)
                )
            ),
            new(
                "patients in the study",
                flow.Eligible,
                Some(("technical failure", flow.Failed), ("not known whether the treatment succeeded", flow.Undecided))
            ),
            new("patients analysed", flow.Analysed, [])
            {
                Missing = [.. flow.Missing.Select(one => new FlowExit($"{one.Label}: {Why(one.Reason)}", one.Count))],
            },
        ];
    }

    private static List<FlowExit> Some(params (string Reason, int Count)[] exits) =>
        [.. exits.Where(exit => exit.Count > 0).Select(exit => new FlowExit(exit.Reason, exit.Count))];

    private static string Why(AbsenceReason? reason) =>
        reason is { } absent ? StudyCode.Of(absent).Replace('-', ' ') : "nothing recorded that counts";
}
