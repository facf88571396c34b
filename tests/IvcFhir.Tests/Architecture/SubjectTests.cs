using System.Text.RegularExpressions;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>
/// The subjects of a stage, each a folder of it, use each other one way: none uses one that uses it, also by way of others. What they share
/// stands in the folder of the stage itself. Seen from the names of types in the text, so that a folder needs no namespace of its own.
/// </summary>
public sealed partial class SubjectTests
{
    public static TheoryData<string> Stages =>
        [
            .. new[] { "src/IvcFhir", "src/IvcFhir.Core" }
                .SelectMany(project => Directory.EnumerateDirectories(Path.Combine(Repository.Root, project)))
                .Where(stage => Path.GetFileName(stage) is not ("bin" or "obj") && Directory.EnumerateDirectories(stage).Any())
                .Select(stage => Path.GetRelativePath(Repository.Root, stage).Replace('\\', '/')),
        ];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Subjects_of_a_stage_use_each_other_one_way(string stage) => Assert.Empty(Rings(Sources(stage)));

    [Fact]
    public void A_ring_is_found_with_the_types_that_close_it()
    {
        List<(string Subject, string File, string Text)> sources =
        [
            ("Legs", "Leg.cs", "public sealed record Leg(Vein Vein);"),
            ("Veins", "Vein.cs", "public sealed record Vein(Filter Filter); // Leg"),
            (
                "Filters",
                "Filter.cs",
                "/// <summary>Of a Vein.</summary>\npublic static class Filter { private const string Name = \"Leg\"; }"
            ),
        ];

        Assert.Empty(Rings(sources));
        Assert.Equal(
            ["Filters → Legs (Leg in Filter.cs)", "Legs → Veins (Vein in Leg.cs)", "Veins → Filters (Filter in Vein.cs)"],
            Rings([.. sources[..2], ("Filters", "Filter.cs", "internal sealed class Filter(Leg leg);")])
        );
    }

    private static List<(string Subject, string File, string Text)> Sources(string stage) =>
        [
            .. from subject in Directory.EnumerateDirectories(Path.Combine(Repository.Root, stage))
            from file in Directory.EnumerateFiles(subject, "*.cs", SearchOption.AllDirectories)
            select (Path.GetFileName(subject), Path.GetFileName(file), File.ReadAllText(file)),
        ];

    /// <summary>The uses of which each is part of a ring, in words.</summary>
    private static List<string> Rings(List<(string Subject, string File, string Text)> sources)
    {
        var bare = sources.ConvertAll(source => source with { Text = Words().Replace(source.Text, "") });
        var homes = bare.SelectMany(source => Declared().Matches(source.Text).Select(match => (match.Groups["name"].Value, source.Subject)))
            .DistinctBy(one => one.Value)
            .ToDictionary(one => one.Value, one => one.Subject, StringComparer.Ordinal);
        var uses = (
            from source in bare
            from type in Used().Matches(source.Text).Select(match => match.Value).Distinct()
            where homes.TryGetValue(type, out var home) && home != source.Subject
            select (From: source.Subject, To: homes[type], Type: type, source.File)
        ).ToList();
        var next = uses.ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        bool Reaches(string from, string to)
        {
            var (seen, todo) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Queue<string>([from]));
            while (todo.TryDequeue(out var at))
            {
                if (at == to)
                    return true;
                foreach (var other in next[at].Where(seen.Add))
                    todo.Enqueue(other);
            }

            return false;
        }

        return
        [
            .. uses.Where(use => Reaches(use.To, use.From))
                .GroupBy(use => (use.From, use.To))
                .Select(use => $"{use.Key.From} → {use.Key.To} ({string.Join(", ", use.Select(one => $"{one.Type} in {one.File}"))})")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Comments, and texts between quotes.</summary>
    [GeneratedRegex("""//[^\n]*|"(?:[^"\\\n]|\\.)*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"^(public|internal|file)\s[^\n({=]*?\b(class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Declared();

    /// <summary>A name that is no member of something: those stand behind a dot.</summary>
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+\b")]
    private static partial Regex Used();
}
