using System.Text;
using Firely.Fhir.Validation;
using Firely.Fhir.Validation.Compilation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Terminology;
using IvcFhir.Contract;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// The contract's verdict beside that of bare Firely with the SDK's model, over the same definitions. Where one rejects what the other
/// accepts, the difference is of a kind that is known, and the table says who is right. Environment variable <c>MUTATIONS</c> sets how many
/// are made (default 600), <c>MUTATIONS_SEED</c> which.
/// </summary>
public sealed class BareFirelyTests
{
    private static readonly DefinitionResolver Definitions = new([DefinitionArchive.Open()]);

    private static readonly Validator Bare = new(
        Definitions,
        LocalTerminologyService.CreateDefaultForCore(Definitions),
        schemaResolver: StructureDefinitionToElementSchemaResolver.CreatedCached(Definitions)
    );

    /// <summary>What only the contract rejects, by the finding that rejects it.</summary>
    private static readonly (FindingCode Code, string Why)[] OnlyOurs =
    [
        (
            FindingCode.ReferenceOfOtherType,
            "Firely looks at targets only where it holds them; the address tells the type (R4, references: "
                + "Reference.reference, Reference.type)"
        ),
        (FindingCode.UnknownElement, "names are case-sensitive (R4, json: representation of resources); SDK and Firely read past the case"),
        (FindingCode.ExtensionUnknown, "an extension with an address of this contract, but there is none of that name; Firely warns"),
        (
            FindingCode.ProfileUnknown,
            "a claim of a profile with an address of this contract, but there is none of that name; Firely could not decide"
        ),
        (FindingCode.CodeNotInValueSet, "a coding without system names no code (R4, datatypes, Coding); Firely matches by the code alone"),
        (
            FindingCode.TypeNotAllowed,
            "the type that a profile leaves of a choice, where it also says what lies within; Firely looks at what lies within alone"
        ),
        (FindingCode.ElementMissing, "what stands under a name in another case does not stand under the right one"),
        (FindingCode.InvariantFailed, "as for the element that is missing"),
        (FindingCode.SliceRepeated, "a slice told by whether an element exists (validator 'exists'), to which Firely counts every item"),
    ];

    /// <summary>What only bare Firely rejects, by its number.</summary>
    private static readonly (int Number, string Why)[] OnlyBare =
    [
        (4000, "a profile that is not here is told as one that could not be checked, for nothing is known against the resource"),
        (1012, "per-1 on ends that cannot be compared: no answer (FHIRPath 6.2, comparison)"),
        (6007, "a code of a set that cannot be written down here could not be checked"),
        (1028, "as Firely's slices by whether an element exists; or a profile of another version, by which nothing is demanded"),
        (1022, "a claim of a profile for another type is told as such"),
        (1003, "a claim of a profile for another type is told as such"),
    ];

    [Fact]
    public void Where_the_contract_and_bare_Firely_differ_the_kind_is_known()
    {
        var unknown = new List<string>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (example, json) in RandomMutations.Take(Number("MUTATIONS", 600), Number("MUTATIONS_SEED", 20_261_126)))
        {
            var ours = MutationTests.Judge(json).Where(finding => finding.Verdict == Verdict.Error).ToList();
            var bare = BareErrors(json);
            var kind = (ours.Count > 0, bare) switch
            {
                (true, null) => "bare Firely throws",
                (true, { Count: > 0 }) => "both reject",
                (false, { Count: 0 }) => "both accept",
                (true, _) => $"only ours: {Known(ours)}",
                (false, null) => "?: bare Firely throws and ours accepts",
                (false, { } numbers) => $"only bare: {Known(numbers)}",
            };
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            if (kind.Contains('?', StringComparison.Ordinal))
                unknown.Add($"{example}: {kind}\n{json}");
        }
        foreach (var (kind, count) in counts.OrderByDescending(pair => pair.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{count, 6} {kind}");
        Assert.True(unknown.Count == 0, string.Join(Environment.NewLine, unknown.Take(20)));
    }

    /// <summary>Each difference is of a known kind if one of the findings that only one side has is.</summary>
    private static string Known(List<Finding> ours) =>
        OnlyOurs
            .Where(known => ours.Exists(finding => finding.Code == known.Code))
            .Select(known => $"{known.Code} ({known.Why})")
            .FirstOrDefault()
        ?? $"? {string.Join(", ", ours)}";

    private static string Known(List<int> numbers) =>
        OnlyBare.Where(known => numbers.Contains(known.Number)).Select(known => $"{known.Number} ({known.Why})").FirstOrDefault()
        ?? $"? {string.Join(", ", numbers)}";

    /// <summary>The numbers of Firely's errors, 0 for the model's; null where it throws.</summary>
    private static List<int>? BareErrors(string json)
    {
        var (resource, faults) = new ModelReader().Read(Encoding.UTF8.GetBytes(json));
        if (resource is null || faults.Count > 0)
            return [0];
        try
        {
            return
            [
                .. Bare.Validate(resource)
                    .Issue.Where(issue => issue.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal)
                    .Select(issue => int.Parse(issue.Details!.Coding[0].Code!, System.Globalization.CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception e)
            when (e
                    is InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or FormatException
                        or Hl7.Fhir.Validation.CodedValidationException
            )
        {
            return null;
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
