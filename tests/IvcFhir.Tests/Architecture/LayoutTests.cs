using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>A house in which somebody finds their place: short lines, small folders, a README of one sitting.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void No_line_of_the_program_is_longer_than_140_characters() =>
        Assert.DoesNotContain(
            Sources("src").SelectMany(file => File.ReadLines(file).Select(line => (file, line.Length))),
            line => line.Length > 140
        );

    [Theory]
    [InlineData("src"), InlineData("tests")]
    public void No_folder_holds_more_than_fifteen_files_of_code(string root) =>
        Assert.Empty(Sources(root).GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > 15).Select(folder => folder.Key));

    [Fact]
    public void The_README_and_each_page_are_read_in_one_sitting()
    {
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count(), 1, 150);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
            page => Assert.InRange(File.ReadLines(page).Count(), 1, 200)
        );
    }

    [Fact]
    public void Every_page_is_linked_from_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
            page => Assert.Contains($"](docs/{Path.GetFileName(page)})", readme, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Decisions_are_numbered_without_a_gap()
    {
        var numbers = File.ReadLines(Path.Combine(Repository.Root, "docs", "decisions.md"))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    private static IEnumerable<string> Sources(string root) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, root), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
}
