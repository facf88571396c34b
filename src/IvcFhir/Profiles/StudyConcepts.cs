using System.Collections.Frozen;

namespace IvcFhir.Profiles;

/// <summary>Every concept of the contract's CodeSystems.</summary>
internal static class StudyConcepts
{
    private static readonly FrozenSet<(string System, string Code)> All = Load().ToFrozenSet();

    public static bool Contains(Meaning meaning) => All.Contains((meaning.System, meaning.Code));

    private static IEnumerable<(string, string)> Load()
    {
        foreach (var name in StudyContract.Names("profiles/generated/CodeSystem-"))
        {
            using var system = StudyContract.Read(name)!;
            foreach (var concept in system.RootElement.Items("concept"))
                yield return (system.RootElement.Text("id")!, concept.Text("code")!);
        }
    }
}
