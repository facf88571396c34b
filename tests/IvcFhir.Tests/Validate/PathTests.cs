using Hl7.Fhir.Model;
using IvcFhir.Validate;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Tests.Validate;

/// <summary>Invariants computed directly against the SDK's FHIRPath engine.</summary>
public sealed class PathTests
{
    private static readonly EmbeddedDefinitions Definitions = new();

    private static readonly ILookup<string, string> RootInvariants = EmbeddedDefinitions.Profiles()
        .Select(url => (StructureDefinition)Definitions.Find(url)!)
        .SelectMany(definition => definition.Snapshot!.Element[0].Constraint.Select(constraint => (definition.Type, constraint.Expression)))
        .Distinct().ToLookup(pair => pair.Type!, pair => pair.Expression!);

    private static readonly string[] Further =
    [
        "status = 'final'", "status != 'final'", "status in ('final' | 'amended')", "component.count() = 11", "component.value.ofType(integer).aggregate($this + $total, 0) > 4",
        "component.code.coding.code.isDistinct()", "component.code.coding.code.distinct().count() < 5", "value.ofType(Quantity).value.toString().contains('.')", "subject.reference.startsWith('Patient/')",
        "value.exists() xor dataAbsentReason.exists()", "component.exists(value.exists())", "component.select(code).coding.exists(system.exists())", "iif(value.exists(), value.ofType(boolean), true)",
        "{} = 1", "({} = 1) or true", "({} = 1) and false", "value.ofType(integer) - 1 >= 4", "code.coding.intersect(%resource.component.code.coding).exists()", "component.all(code.coding.exists()).not()",
        "effective.ofType(dateTime).toString().length() > 4", "1 + 1 = 2", "1.5 > 1", "'a' = true", "value = true", "value = 5", "subject = code", "effective > @2019-01-01",
    ];

    public static TheoryData<string> Tables() => [.. MutationTable.Names()];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_directly_computed_invariant_says_what_the_engine_says(string table)
    {
        foreach (var (example, _, line) in MutationTable.Rows(table))
        {
            var json = Mutation.Parse(line).Apply(MutationTable.Example(example)).ToJsonString();
            if (new ModelReader().Read(System.Text.Encoding.UTF8.GetBytes(json)) is ({ } resource, []))
                Assert.All(RootInvariants[resource.TypeName].Concat(resource is Observation ? Further : []), expression => Compare(expression, resource, line));
        }
    }

    [Fact]
    public void Most_invariants_of_the_profiles_are_computed_directly()
    {
        var observation = Tiny.Observation("");
        var direct = RootInvariants["Observation"].Count(expression => Invariant.Of(expression).HoldsDirectly(observation, observation) is not null);
        Assert.True(direct * 10 >= RootInvariants["Observation"].Count() * 8, $"{direct} of {RootInvariants["Observation"].Count()}");
    }

    private static void Compare(string expression, Resource resource, string line)
    {
        var invariant = Invariant.Of(expression);
        if (invariant.HoldsDirectly(resource, resource) is { } direct)
            Assert.True(direct == invariant.HoldsByEngine(resource, new Walk(resource, new IvcFhir.Validate.Contract(Definitions))), $"{expression} is {direct} for {line}");
    }
}
