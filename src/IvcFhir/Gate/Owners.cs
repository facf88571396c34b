namespace IvcFhir.Gate;

/// <summary>Patients who are one: the one that is replaced by nobody gives the name, and the others are no patients of the study.</summary>
internal sealed class Owners
{
    private readonly Dictionary<string, string> nameOf = new(StringComparer.Ordinal);

    /// <summary>Patients whose links name not exactly one who stands for all: they are not joined.</summary>
    public SortedSet<string> Unclear { get; } = new(StringComparer.Ordinal);

    /// <param name="links">From a Patient to another, as references in one spelling, and the type of the link.</param>
    public static Owners Of(IEnumerable<(string Patient, string Other, string Type)> links)
    {
        var owners = new Owners();
        var (joined, replaced) = (
            new Dictionary<string, HashSet<string>>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
        );
        foreach (var (patient, other, type) in links)
        {
            replaced.Add(type == "replaces" ? other : patient);
            Joined(patient).Add(other);
            Joined(other).Add(patient);
        }
        foreach (
            var patient in joined
                .Keys.Where(patient => !owners.nameOf.ContainsKey(patient) && !owners.Unclear.Contains(patient))
                .Order(StringComparer.Ordinal)
        )
            owners.Settle(Group(patient, joined), replaced);
        return owners;

        HashSet<string> Joined(string patient) =>
            joined.TryGetValue(patient, out var others) ? others : joined[patient] = new(StringComparer.Ordinal);
    }

    /// <summary>The patient to whom what is of this one belongs.</summary>
    public string NameOf(string patient) => nameOf.GetValueOrDefault(patient, patient);

    private void Settle(HashSet<string> group, HashSet<string> replaced)
    {
        if (group.Except(replaced, StringComparer.Ordinal).ToList() is [var standing])
        {
            foreach (var patient in group)
                nameOf[patient] = standing;
        }
        else
        {
            Unclear.UnionWith(group);
        }
    }

    private static HashSet<string> Group(string patient, Dictionary<string, HashSet<string>> joined)
    {
        var group = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>([patient]);
        while (pending.TryDequeue(out var next))
        {
            if (!group.Add(next))
                continue;
            foreach (var other in joined[next])
                pending.Enqueue(other);
        }
        return group;
    }
}
