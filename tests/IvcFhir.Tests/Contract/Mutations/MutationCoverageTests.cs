using Hl7.Fhir.Model;
using IvcFhir.Contract;
using IvcFhir.Profiles;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// The tables of mutations show each profile and each kind of rule, right and wrong. A profile or a rule that is added without instances
/// fails here.
/// </summary>
public sealed class MutationCoverageTests
{
    private static readonly IReadOnlyList<Shown> Instances = [.. MutationTable.Names().SelectMany(MutationTable.Rows).Select(Shown.Of)];

    /// <summary>What each kind of rule says of an instance that breaks it.</summary>
    private static readonly Dictionary<string, FindingCode[]> Kinds = new(StringComparer.Ordinal)
    {
        ["cardinality"] = [FindingCode.ElementMissing, FindingCode.ElementRepeated, FindingCode.ElementProhibited],
        ["type"] = [FindingCode.TypeNotAllowed],
        ["slicing"] = [FindingCode.SliceMissing, FindingCode.SliceRepeated, FindingCode.SliceUnmatched, FindingCode.SliceOutOfOrder],
        ["value"] = [FindingCode.FixedValueDiffers, FindingCode.PatternNotMatched],
        ["bound"] = [FindingCode.ValueTooLow, FindingCode.ValueTooHigh],
        ["length"] = [FindingCode.TextTooLong],
        ["binding"] = [FindingCode.CodeMissing, FindingCode.CodeNotInValueSet, FindingCode.CodeNotChecked],
        ["reference"] = [FindingCode.ReferenceOfOtherType, FindingCode.ReferenceNotChecked],
        ["invariant"] = [FindingCode.InvariantFailed],
    };

    /// <summary>
    /// By these a slice is told from the others, or all items are divided among the slices: an item that breaks such a rule is one of
    /// another slice, or there is none.
    /// </summary>
    private static readonly (string Profile, string Kind)[] Unbreakable =
    [
        ("ivc-filter", "slicing"),
        ("registry-bundle", "type"),
        ("villalta-response", "value"),
        ("vcss-response", "value"),
    ];

    /// <summary>These hold everywhere, whatever the profile.</summary>
    private static readonly FindingCode[] Anywhere =
    [
        FindingCode.UnknownElement,
        FindingCode.EmptyElement,
        FindingCode.WrongShape,
        FindingCode.InvalidLiteral,
        FindingCode.ProfileUnknown,
        FindingCode.ProfileNotOurs,
        FindingCode.ProfileOfOtherVersion,
        FindingCode.ProfileOfOtherType,
        FindingCode.ExtensionUnknown,
        FindingCode.ExtensionMisplaced,
        FindingCode.ModifierUnknown,
        FindingCode.ContainedMisused,
    ];

    /// <summary>
    /// No instance of the contract's own profiles can show these; profiles made for the purpose do, in the other tests of this folder.
    /// </summary>
    private static readonly FindingCode[] Elsewhere =
    [
        FindingCode.MalformedResource,
        FindingCode.SliceNotAtEnd,
        FindingCode.InvariantNotChecked,
        FindingCode.RuleNotChecked,
        FindingCode.ValueNotComparable,
        FindingCode.NotJudged,
    ];

    public static TheoryData<string> Profiles() =>
        [.. ContractTests.Urls().Where(url => ContractTests.Definition(url) is { Abstract: false, Type: not "Extension" })];

    public static TheoryData<string> Extensions() =>
        [.. ContractTests.Urls().Where(url => ContractTests.Definition(url).Type == "Extension")];

    [Fact]
    public void Each_finding_code_is_shown_by_a_wrong_instance()
    {
        var shown = Instances.SelectMany(instance => instance.Codes).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Kinds.Values.SelectMany(codes => codes).Concat(Anywhere).Select(StudyCode.Of).Except(shown));
        Assert.Equal(
            Enum.GetValues<FindingCode>().Order(),
            Kinds.Values.SelectMany(codes => codes).Concat(Anywhere).Concat(Elsewhere).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Each_profile_has_right_instances_and_wrong_ones(string profile)
    {
        var own = Instances.Where(instance => instance.Profiles.Contains(profile)).ToList();
        Assert.Contains(own, instance => instance.IsRight);
        Assert.Contains(own, instance => !instance.IsRight);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Each_kind_of_rule_that_a_profile_has_is_broken_by_one_of_its_instances(string profile)
    {
        var broken = Instances
            .Where(instance => instance.Profiles.Contains(profile))
            .SelectMany(instance => instance.Codes)
            .ToHashSet(StringComparer.Ordinal);
        var kinds = KindsOf(ContractTests.Definition(profile))
            .Intersect(Kinds.Keys)
            .Except(
                Unbreakable.Where(one => StudyContract.StructureDefinition(one.Profile) == profile).Select(one => one.Kind),
                StringComparer.Ordinal
            );
        var missing = kinds.Where(kind => !Kinds[kind].Any(code => broken.Contains(StudyCode.Of(code)))).ToList();
        Assert.True(missing.Count == 0, $"{profile}: {string.Join(", ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Each_extension_is_shown_right_and_wrong(string url)
    {
        var with = Instances.Where(instance => instance.Json.Contains($"\"{url}\"", StringComparison.Ordinal)).ToList();
        Assert.Contains(with, instance => instance.IsRight);
        Assert.Contains(with, instance => instance.FaultyExtensions.Contains(url));
    }

    /// <summary>What the profile itself adds to R4: a snapshot repeats what it does not change.</summary>
    private static IEnumerable<string> KindsOf(StructureDefinition profile) =>
        profile
            .Snapshot!.Element.Skip(1)
            .SelectMany(element => KindsOf(element, profile))
            .Distinct()
            .Concat(
                profile.Snapshot.Element.SelectMany(element => element.Constraint).Any(constraint => constraint.Source == profile.Url)
                    ? ["invariant"]
                    : []
            );

    private static IEnumerable<string> KindsOf(ElementDefinition element, StructureDefinition profile)
    {
        var inherited = (
            (StructureDefinition)ContractTests.Definitions.ResolveByCanonicalUri(Canonicals.Core + profile.Type)!
        ).Snapshot!.Element.Find(one => one.Path == element.Path);
        var isSlice = element.SliceName is not null;
        if (!isSlice && inherited is not null && (element.Min > inherited.Min || element.Max != inherited.Max))
            yield return "cardinality";
        if (inherited is not null && element.Type.Count < inherited.Type.Count && !isSlice)
            yield return "type";
        if ((isSlice && element.Min > 0) || element.Slicing?.Rules == ElementDefinition.SlicingRules.Closed)
            yield return "slicing";
        if (element.Fixed is not null || element.Pattern is not null)
            yield return "value";
        if (element.MinValue is not null || element.MaxValue is not null)
            yield return "bound";
        if (element.MaxLength is not null)
            yield return "length";
        if (
            element.Binding is { Strength: BindingStrength.Required or BindingStrength.Extensible, ValueSet: { } set }
            && set.StartsWith(StudyContract.Base, StringComparison.Ordinal)
        )
            yield return "binding";
        if (
            inherited is not null
            && element.Type.SelectMany(type => type.TargetProfile).Count() is var targets and > 0
            && targets < inherited.Type.SelectMany(type => type.TargetProfile).Count()
        )
            yield return "reference";
    }

    /// <param name="Codes">The codes that the table expects, without verdict and place.</param>
    /// <param name="FaultyExtensions">Those at which the table expects a finding.</param>
    private sealed record Shown(
        string Json,
        IReadOnlySet<string> Profiles,
        IReadOnlyList<string> Codes,
        bool IsRight,
        IReadOnlySet<string> FaultyExtensions
    )
    {
        public static Shown Of((string Base, string Has, string Line) row)
        {
            var mutation = Mutation.Parse(row.Line);
            var instance = mutation.Apply(MutationTable.Example(row.Base));
            var expected = mutation.Expected.Concat(row.Has.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            return new(
                instance.ToJsonString(),
                instance["meta"]?["profile"]?.AsArray().Select(profile => (string)profile!).ToHashSet(StringComparer.Ordinal) ?? [],
                [.. expected.Select(word => word.TrimStart('~', '?').Split('@')[0])],
                mutation.Expected.Count == 0,
                MutationTests
                    .Judge(instance.ToJsonString())
                    .Where(finding => finding.Verdict == Verdict.Error)
                    .Select(finding => finding.Rule.Split('#')[0])
                    .Select(StudyContract.StructureDefinition)
                    .ToHashSet(StringComparer.Ordinal)
            );
        }
    }
}
