using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>
/// Firely's issues about one resource as findings. Its texts quote values: read are only the counts and names of elements in texts about
/// cardinality, and nothing of them is passed on. A number that is not known here says that something could not be checked, never that all
/// is well.
/// </summary>
internal sealed partial class FirelyFindings(Resource resource, ElementMeaning meaning)
{
    private const string Extensions = "http://hl7.org/fhir/StructureDefinition/operationoutcome-";

    /// <summary>Firely's numbers (<c>Hl7.Fhir.Support.Issue</c>) and those of <see cref="ComplementRules"/>.</summary>
    private static readonly FrozenDictionary<int, FindingCode> Codes = new Dictionary<int, FindingCode>
    {
        [1000] = FindingCode.EmptyElement,
        [1001] = FindingCode.UnknownElement,
        [1003] = FindingCode.TypeNotAllowed,
        [1004] = FindingCode.TypeNotAllowed,
        [1006] = FindingCode.InvalidLiteral,
        [1008] = FindingCode.FixedValueDiffers,
        [1009] = FindingCode.PatternNotMatched,
        [1011] = FindingCode.TypeNotAllowed,
        [1012] = FindingCode.InvariantFailed,
        [1013] = FindingCode.InvariantFailed,
        [1015] = FindingCode.ReferenceOfOtherType,
        [1017] = FindingCode.InvalidLiteral,
        [1019] = FindingCode.ValueTooLow,
        [1020] = FindingCode.ValueTooHigh,
        [1021] = FindingCode.ValueNotComparable,
        [1026] = FindingCode.SliceUnmatched,
        [1027] = FindingCode.SliceOutOfOrder,
        [1028] = FindingCode.ElementMissing,
        [1100] = FindingCode.InvariantFailed,
        [2009] = FindingCode.InvariantNotChecked,
        [6005] = FindingCode.CodeMissing,
        [6006] = FindingCode.CodeNotChecked,
        [6007] = FindingCode.CodeNotInValueSet,
        [6008] = FindingCode.CodeMissing,
        [ReferenceTypeRule.OfOtherType] = FindingCode.ReferenceOfOtherType,
        [ReferenceTypeRule.TypeContradicts] = FindingCode.ReferenceOfOtherType,
        [ReferenceTypeRule.NotChecked] = FindingCode.ReferenceNotChecked,
        [ChoiceTypeRule.Number] = FindingCode.TypeNotAllowed,
        [CodeAdviceRule.Number] = FindingCode.CodeMissing,
        [LengthRule.Number] = FindingCode.TextTooLong,
        [ComparableRule.Number] = FindingCode.ValueNotComparable,
        [NotAppliedRule.Number] = FindingCode.RuleNotChecked,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<FindingCode> Unsettled =
    [
        FindingCode.ValueNotComparable,
        FindingCode.InvariantNotChecked,
        FindingCode.CodeNotChecked,
        FindingCode.ReferenceNotChecked,
        FindingCode.RuleNotChecked,
    ];

    private readonly Places places = new(resource);

    public IReadOnlyList<Finding> Of(OperationOutcome outcome)
    {
        var found = outcome.Issue.SelectMany(Told).ToList();
        var ofOtherType = found
            .Where(finding => finding.Code == FindingCode.TypeNotAllowed)
            .Select(finding => finding.Location)
            .ToHashSet(StringComparer.Ordinal);
        var sliceMissing = found
            .Where(finding => finding.Code == FindingCode.SliceMissing)
            .Select(finding => finding.Location)
            .ToHashSet(StringComparer.Ordinal);
        // The slices say which.
        found.RemoveAll(finding => finding.Code == FindingCode.ElementMissing && sliceMissing.Contains(finding.Location));
        // Nothing is asked of the wrong type.
        found.RemoveAll(finding => finding.Code != FindingCode.TypeNotAllowed && Upwards(finding.Location).Any(ofOtherType.Contains));
        return found;
    }

    /// <summary>The place and all that hold it.</summary>
    private static IEnumerable<string> Upwards(string place)
    {
        for (var end = place.Length; end > 0; end = place.LastIndexOf('.', end - 1))
            yield return place[..end];
    }

    private IEnumerable<Finding> Told(OperationOutcome.IssueComponent component)
    {
        var issue = FirelyIssue.Of(component);
        var (place, element) = places.At(issue.Location);
        return issue switch
        {
            { Number: 4009 } => [], // A foreign extension that is not known here may be ignored (R4, extensibility 2.4.0).
            { Number: 1005 } => [], // LengthRule counts.
            { Number: 1026, Source: "SliceValidator" } => [Found(issue, FindingCode.SliceNotAtEnd, place)],
            { Number: 1026 } when element is ResourceReference && !IsTold(element) => [Found(issue, FindingCode.RuleNotChecked, place)],
            // ReferenceTypeRule tells it of the reference, where it can be mended.
            { Number: 1011, Source: "ReferencedInstanceValidator" } => [],
            { Number: 4000 } when place.Contains("xtension", StringComparison.Ordinal) => [Found(issue, OfExtension(place), place)],
            { Number: 1028, Source: "ExtensionContextValidator" } => [Found(issue, FindingCode.ExtensionMisplaced, place)],
            { Number: 1028 } when Occurrence.Of(issue) is { } occurrence =>
            [
                Found(
                    issue,
                    IsOfUntoldReferences(occurrence, element) ? FindingCode.RuleNotChecked : occurrence.Code,
                    $"{place}.{occurrence.Element}",
                    occurrence.Rule(issue)
                ),
            ],
            { Key: { } key } when issue.Trace.Profile is { } profile && meaning.AsksElsewhere(profile, key) =>
            [
                Found(issue, FindingCode.InvariantNotChecked, place),
            ],
            { Number: 1006, Source: "UniqueContainedIdValidator" } => [Found(issue, FindingCode.ContainedMisused, place)],
            { Key: "ele-1" } => [Found(issue, FindingCode.EmptyElement, place)],
            { Key: "per-1" } when element is Period period && !ContainedAndPeriods.CanBeOrdered(period) => [],
            { Key: "dom-3" or "dom-4" or "dom-5" } when element is DomainResource container => ContainedAndPeriods
                .Misused(container, issue.Key)
                .Select(index => Found(issue, FindingCode.ContainedMisused, $"{place}.contained[{index}]")),
            _ => [Found(issue, Codes.GetValueOrDefault(issue.Number, FindingCode.RuleNotChecked), place)],
        };
    }

    private Finding Found(FirelyIssue issue, FindingCode code, string place, string? element = null)
    {
        element ??= issue.Trace.Element;
        var verdict = Unsettled.Contains(code) ? Verdict.CouldNotCheck : issue.Verdict;
        var bears =
            code == FindingCode.ModifierUnknown
            || (issue.Trace.Profile is { } profile && meaning.IsBorne(code, profile, element, issue.Key));
        return new(code, verdict, place, Rule(issue, element), verdict != Verdict.Error || !bears);
    }

    /// <summary><c>{profile}#{element or key}</c>; for a rule of R4 itself its key, or the type and element that it is about.</summary>
    private string Rule(FirelyIssue issue, string element) =>
        (issue.Trace.Profile, issue.Key) switch
        {
            ({ } profile, { } key) when meaning.IsOwnCondition(profile, key) => $"{Canonicals.Name(profile)}#{key}",
            (_, { } key) => key,
            ({ } profile, null) when !issue.IsOfDatatype => $"{Canonicals.Name(profile)}#{element}",
            _ => issue.Trace.InType,
        };

    /// <summary>A slice may be missing only because the types of some references, by which it is told, cannot be told.</summary>
    private static bool IsOfUntoldReferences(Occurrence occurrence, Base? holder) =>
        occurrence.Code == FindingCode.SliceMissing
        && holder?.TryGetValue(occurrence.Element, out var items) == true
        && items is IReadOnlyList<Base> list
        && list.Any(item => item is ResourceReference && !IsTold(item));

    private static bool IsTold(Base reference) =>
        reference is ResourceReference { Reference: ['#', ..] } or ResourceReference { Type: not null }
        || ReferenceTarget.TypeInAddress((reference as ResourceReference)?.Reference) is not null;

    private static FindingCode OfExtension(string place) =>
        place[(place.LastIndexOf('.') + 1)..].StartsWith("modifierExtension", StringComparison.Ordinal)
            ? FindingCode.ModifierUnknown
            : FindingCode.ExtensionUnknown;

    /// <summary>One issue of Firely's, without its text but for what <see cref="Occurrence"/> reads of it.</summary>
    /// <param name="Source">The part of Firely that found it.</param>
    /// <param name="Key">Of an invariant.</param>
    private sealed record FirelyIssue(
        int Number,
        Verdict Verdict,
        string Location,
        DefinitionTrace Trace,
        string? Source,
        string? Key,
        string Text
    )
    {
        public static FirelyIssue Of(OperationOutcome.IssueComponent issue) =>
            new(
                int.TryParse(issue.Details?.Coding.FirstOrDefault()?.Code, CultureInfo.InvariantCulture, out var number) ? number : 0,
                VerdictOf(issue.Severity),
                issue.Expression.FirstOrDefault() ?? "Resource",
                DefinitionTrace.Of(issue.Diagnostics),
                Named(issue, "issue-source"),
                Named(issue, "message-id"),
                issue.Details?.Text ?? ""
            );

        /// <summary>Whether a data type speaks, which profiles use and do not change.</summary>
        public bool IsOfDatatype => Trace.InType.Length > 0 && Trace.Type != Trace.Element.Split('.')[0];

        private static Verdict VerdictOf(OperationOutcome.IssueSeverity? severity) =>
            severity switch
            {
                OperationOutcome.IssueSeverity.Error => Verdict.Error,
                OperationOutcome.IssueSeverity.Warning => Verdict.Warning,
                OperationOutcome.IssueSeverity.Information => Verdict.Information,
                _ => Verdict.CouldNotCheck,
            };

        private static string? Named(OperationOutcome.IssueComponent issue, string name) =>
            (issue.GetExtension(Extensions + name)?.Value as PrimitiveType)?.JsonValue as string;
    }

    /// <summary>
    /// Too few or too many of an element or a slice. Firely tells it of the element that holds them, and which and how many in words.
    /// </summary>
    private sealed partial record Occurrence(FindingCode Code, string Element, string? Slice)
    {
        public static Occurrence? Of(FirelyIssue issue)
        {
            if (MissingSlice().Match(issue.Text) is { Success: true } slice)
                return new(FindingCode.SliceMissing, slice.Groups["element"].Value, slice.Groups["slice"].Value);
            if (Missing().Match(issue.Text) is { Success: true } missing)
                return new(FindingCode.ElementMissing, missing.Groups["element"].Value.Replace("[x]", "", StringComparison.Ordinal), null);
            if (Count().Match(issue.Text) is not { Success: true } count)
                return null;
            var (min, max, n) = (Number(count, "min"), Number(count, "max"), Number(count, "n"));
            var few = n < min;
            var code =
                issue.Trace.EndsInSlice ? (few ? FindingCode.SliceMissing : FindingCode.SliceRepeated)
                : few ? FindingCode.ElementMissing
                : max == 0 ? FindingCode.ElementProhibited
                : FindingCode.ElementRepeated;
            return new(code, count.Groups["element"].Value, null);
        }

        /// <summary>The element of the profile that is meant.</summary>
        public string Rule(FirelyIssue issue)
        {
            var trace = issue.Trace.Element;
            var last = trace[(trace.LastIndexOf('.') + 1)..].Split(':')[0];
            var element = last == Element ? trace : $"{trace}.{Element}";
            return Slice is null ? element : $"{element}:{Slice}";
        }

        private static long? Number(Match match, string name) =>
            long.TryParse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

        [GeneratedRegex(
            "^No elements matched required slice: '(?<element>[A-Za-z0-9]+):(?<slice>[^']+)'",
            RegexOptions.ExplicitCapture,
            Patterns.Milliseconds
        )]
        private static partial Regex MissingSlice();

        [GeneratedRegex(
            @"^Missing required member: '(?<element>[A-Za-z0-9]+(\[x\])?)'",
            RegexOptions.ExplicitCapture,
            Patterns.Milliseconds
        )]
        private static partial Regex Missing();

        [GeneratedRegex(
            @"^Instance count at element '(?<element>[A-Za-z0-9]+)' is (?<n>[0-9]+),"
                + @" which is not within the specified cardinality of (?<min>[0-9]+|<-)\.\.(?<max>[0-9]+|\*)",
            RegexOptions.ExplicitCapture,
            Patterns.Milliseconds
        )]
        private static partial Regex Count();
    }
}
