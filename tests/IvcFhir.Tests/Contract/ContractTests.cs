using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using IvcFhir.Contract;
using IvcFhir.Profiles;

namespace IvcFhir.Tests.Contract;

/// <summary>The embedded profiles as the validator reads them.</summary>
public sealed class ContractTests
{
    internal static readonly DefinitionResolver Definitions = new([DefinitionArchive.Open()]);

    public static TheoryData<string> Profiles() => [.. Urls()];

    internal static IEnumerable<string> Urls() =>
        DefinitionArchive
            .Open()
            .Entries.Where(entry =>
                entry.Resource == "StructureDefinition" && entry.Url.StartsWith(StudyContract.Base, StringComparison.Ordinal)
            )
            .Select(entry => entry.Url);

    internal static StructureDefinition Definition(string url) => (StructureDefinition)Definitions.ResolveByCanonicalUri(url)!;

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_becomes_a_schema(string url) => Assert.NotNull(ComplementRules.Schemas(Definitions).GetSchema(url));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_invariant_of_a_profile_is_FHIRPath(string url)
    {
        ElementNavFhirExtensions.PrepareFhirSymbolTableFunctions();
        foreach (
            var constraint in Definition(url)
                .Snapshot!.Element.SelectMany(element => element.Constraint)
                .DistinctBy(constraint => constraint.Key)
        )
            Assert.NotNull(new FhirPathCompiler().Compile(constraint.Expression!));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Every_value_set_to_which_a_profile_binds_is_here(string url)
    {
        var terminology = new Terminology(Definitions, null);
        foreach (
            var set in Definition(url)
                .Snapshot!.Element.Select(element => element.Binding?.ValueSet)
                .OfType<string>()
                .Where(set => set.StartsWith(StudyContract.Base, StringComparison.Ordinal))
                .Distinct()
        )
            Assert.False(
                (await terminology.ValueSetValidateCode(new CodeQuestion(set, "http://x.example/none", "none").AsParameters()))
                    .GetSingleValue<FhirBoolean>("result")!
                    .Value
            );
    }

    [Fact]
    public void Every_profile_has_a_table_of_mutations()
    {
        var mutated = MutationTable
            .Names()
            .SelectMany(MutationTable.Rows)
            .Select(row => row.Base)
            .Distinct()
            .SelectMany(name => MutationTable.Example(name)["meta"]?["profile"]?.AsArray().Select(profile => (string)profile!) ?? []);
        Assert.Empty(Urls().Where(url => Definition(url) is { Abstract: false, Type: not "Extension" }).Except(mutated));
    }

    [Fact]
    public void R4_is_here_whole()
    {
        var known = DefinitionArchive
            .Open()
            .Entries.Where(entry => entry.Resource == "StructureDefinition")
            .Select(entry => entry.Url)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            ModelInfo
                .SupportedResources.Concat((string[])["Quantity", "Period", "Extension", "Meta", "Narrative", "date", "instant", "xhtml"])
                .Select(type => Canonicals.Core + type)
                .Except(known)
        );
        Assert.Contains(Canonicals.Core + "vitalsigns", known);
        Assert.Contains(Canonicals.Core + "patient-birthPlace", known);
    }
}
