using System.Text.RegularExpressions;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>The contract stands in <c>profiles/</c> once; the code holds no second copy of an address or a code.</summary>
public sealed partial class ContractTests
{
    [Fact]
    public void No_source_file_holds_the_canonical_base() =>
        Assert.DoesNotContain(
            Sources(),
            file => File.ReadAllText(file).Contains(new Uri(StudyContract.Base).Host, StringComparison.Ordinal)
        );

    [Fact]
    public void No_source_file_of_the_shell_holds_a_clinical_code() =>
        Assert.Empty(
            Sources()
                .SelectMany(file =>
                    ClinicalCode().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")
                )
        );

    private static IEnumerable<string> Sources() =>
        new[] { "src/IvcFhir", "src/IvcFhir.Core" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("\"([0-9]{6,18}|[IT][0-9]{2}\\.[0-9]+|06[A-Z0-9]{5}|3E0[0-9]{4})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClinicalCode();
}
