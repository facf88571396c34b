using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using IvcFhir.Validate;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Tests.Validate;

/// <summary>The embedded profiles as the validator reads them.</summary>
public sealed class ContractTests
{
    private static readonly EmbeddedDefinitions Definitions = new();

    public static TheoryData<string> Profiles() => [.. EmbeddedDefinitions.Profiles()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_compiles_and_each_slice_can_be_told_from_the_others(string url)
    {
        var profile = new IvcFhir.Validate.Contract(Definitions).Find(url);
        Assert.NotNull(profile);
        Assert.Equal(url, profile.Url);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_invariant_of_a_profile_is_FHIRPath(string url)
    {
        ElementNavFhirExtensions.PrepareFhirSymbolTableFunctions();
        var definition = (StructureDefinition)Definitions.Find(url)!;
        foreach (var constraint in definition.Snapshot!.Element.SelectMany(element => element.Constraint).DistinctBy(constraint => constraint.Key))
            Assert.NotNull(new FhirPathCompiler().Compile(constraint.Expression!));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_value_set_to_which_a_profile_binds_and_that_is_ours_can_be_expanded(string url)
    {
        var sets = new CompileContext(Definitions).Codes;
        var definition = (StructureDefinition)Definitions.Find(url)!;
        var bound = definition.Differential!.Element.Select(element => element.Binding?.ValueSet).OfType<string>();
        Assert.All(bound, set => Assert.True(sets.Set(set).Count > 0, set));
    }

    [Fact]
    public void Every_profile_has_a_table_of_mutations()
    {
        var mutated = MutationTable.Names().SelectMany(MutationTable.Rows).Select(row => row.Base).Distinct()
            .SelectMany(name => MutationTable.Example(name)["meta"]?["profile"]?.AsArray().Select(profile => (string)profile!) ?? []);
        var concrete = EmbeddedDefinitions.Profiles().Where(url => Definitions.Find(url) is StructureDefinition { Abstract: false, Type: not "Extension" });
        Assert.Empty(concrete.Except(mutated));
    }
}
