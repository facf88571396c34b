using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Contract;
using IvcFhir.Profiles;

namespace IvcFhir.Commands;

/// <summary>How findings are written. Names of files and values never are.</summary>
internal abstract class FindingFormat
{
    /// <param name="name"><c>text</c>, <c>json</c> or <c>outcome</c>.</param>
    public static FindingFormat Named(string name) =>
        name switch
        {
            "json" => new Json(),
            "outcome" => new Outcome(),
            _ => new Text(),
        };

    public abstract Task WriteAsync(JudgedItem item, TextWriter output);

    public virtual Task EndAsync(FindingTally tally, TextWriter output) => Task.CompletedTask;

    private sealed class Text : FindingFormat
    {
        public override async Task WriteAsync(JudgedItem item, TextWriter output)
        {
            foreach (var finding in item.Findings)
            {
                var (name, location) = item.Place(finding);
                var fit = finding.AcceptableForScoring ? "" : " (not used for scoring)";
                await output.WriteLineAsync(
                    $"{item.Where} {name}: {StudyCode.Of(finding.Verdict)} {StudyCode.Of(finding.Code)} at "
                        + $"{location} by {finding.Rule}{fit}"
                );
            }
        }

        public override async Task EndAsync(FindingTally tally, TextWriter output)
        {
            foreach (var code in tally.Codes)
                await output.WriteLineAsync(
                    $"{StudyCode.Of(code)} ({StudyCode.Of(FindingGuide.For(code).Category)}): {FindingGuide.For(code).Text}"
                );
        }
    }

    private sealed class Json : FindingFormat
    {
        public override async Task WriteAsync(JudgedItem item, TextWriter output)
        {
            foreach (var finding in item.Findings)
            {
                var (name, location) = item.Place(finding);
                var guidance = FindingGuide.For(finding.Code);
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(
                        new
                        {
                            input = item.Where.Reference,
                            resource = name,
                            verdict = StudyCode.Of(finding.Verdict),
                            code = StudyCode.Of(finding.Code),
                            location,
                            rule = finding.Rule,
                            acceptableForScoring = finding.AcceptableForScoring,
                            category = StudyCode.Of(guidance.Category),
                            guidance = guidance.Text,
                        }
                    )
                );
            }
        }
    }

    private sealed class Outcome : FindingFormat
    {
        private static readonly FhirJsonSerializer Serializer = new();

        public override Task WriteAsync(JudgedItem item, TextWriter output) =>
            output.WriteLineAsync(
                Serializer.SerializeToString(new OperationOutcome { Issue = [.. item.Findings.Select(finding => Issue(item, finding))] })
            );

        private static OperationOutcome.IssueComponent Issue(JudgedItem item, Finding finding)
        {
            var (name, location) = item.Place(finding);
            return new()
            {
                Severity = finding.Verdict switch
                {
                    Verdict.Error => OperationOutcome.IssueSeverity.Error,
                    Verdict.Warning => OperationOutcome.IssueSeverity.Warning,
                    _ => OperationOutcome.IssueSeverity.Information,
                },
                Code = TypeOf(finding),
                Details = new(StudyContract.CodeSystem(StudyCode.SystemOf<FindingCode>()), StudyCode.Of(finding.Code))
                {
                    Text = FindingGuide.For(finding.Code).Text,
                },
                Diagnostics = $"{item.Where} {name} {finding.Rule}",
                Expression = [location],
            };
        }

        private static OperationOutcome.IssueType TypeOf(Finding finding) =>
            (finding.Verdict, FindingGuide.For(finding.Code).Category) switch
            {
                (Verdict.CouldNotCheck, _) => OperationOutcome.IssueType.Incomplete,
                (_, FindingCategory.Structure) => OperationOutcome.IssueType.Structure,
                (_, FindingCategory.Terminology) => OperationOutcome.IssueType.CodeInvalid,
                (_, FindingCategory.Extension) => OperationOutcome.IssueType.Extension,
                (_, FindingCategory.Consistency) => OperationOutcome.IssueType.Invariant,
                _ => OperationOutcome.IssueType.Value,
            };
    }
}
