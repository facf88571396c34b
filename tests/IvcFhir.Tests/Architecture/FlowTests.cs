using System.Text.RegularExpressions;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>Data flows one way. A folder may use what stands before it, never what stands after it.</summary>
public sealed partial class FlowTests
{
    private static readonly string[] Flow =
    [
        "Profiles",
        "Protocols",
        "Connect",
        "Pull",
        "Codes",
        "Gate",
        "Validate",
        "Map",
        "Answers",
        "Contract",
        "State",
        "WriteBack",
        "Report",
        "Explain",
        "Hosting",
        "Commands",
    ];

    [Theory]
    [
        InlineData("Profiles"),
        InlineData("Protocols"),
        InlineData("Connect"),
        InlineData("Pull"),
        InlineData("Codes"),
        InlineData("Gate"),
        InlineData("Validate"),
        InlineData("Map"),
        InlineData("Answers"),
        InlineData("Contract"),
        InlineData("State"),
        InlineData("WriteBack"),
        InlineData("Report"),
        InlineData("Explain"),
        InlineData("Hosting")
    ]
    public void A_stage_uses_no_later_stage(string stage)
    {
        var later = Flow.Skip(Array.IndexOf(Flow, stage) + 1).ToHashSet(StringComparer.Ordinal);
        var backwards = Sources($"src/IvcFhir/{stage}")
            .SelectMany(file =>
                UsedNamespace()
                    .Matches(File.ReadAllText(file))
                    .Select(match => (File: Path.GetFileName(file), Stage: match.Groups["stage"].Value))
            )
            .Where(use => later.Contains(use.Stage));

        Assert.Empty(backwards);
    }

    [Fact]
    public void Every_folder_of_the_shell_has_its_place_in_the_flow() =>
        Assert.Empty(
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "src/IvcFhir"))
                .Select(Path.GetFileName)
                .Except([.. Flow, "bin", "obj"], StringComparer.Ordinal)
        );

    [Fact]
    public void A_report_reads_the_ledger_and_never_a_hospital() =>
        Assert.DoesNotContain(
            Sources("src/IvcFhir/Report"),
            file => File.ReadAllText(file).Contains("IvcFhir.Pull", StringComparison.Ordinal)
        );

    /// <summary>Loading it costs a second and tens of megabytes, and what is scored or reported from files needs no verdict.</summary>
    [Fact]
    public void Only_what_writes_or_judges_loads_the_contract() =>
        Assert.Equal(
            ["FindingFormat.cs", "JudgedItem.cs", "OutcomeWriter.cs", "StudyRuns.cs", "ValidateCommand.cs"],
            Sources("src/IvcFhir")
                .Where(file => !file.Contains("Contract" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Where(file => File.ReadAllText(file).Contains("using IvcFhir.Contract;", StringComparison.Ordinal))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_core_has_no_package_but_MathNet()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src/IvcFhir.Core/IvcFhir.Core.csproj"));

        Assert.Equal(["MathNet.Numerics"], PackageReference().Matches(project).Select(match => match.Groups["name"].Value));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void The_core_names_no_FHIR_type() =>
        Assert.DoesNotContain(Sources("src/IvcFhir.Core"), file => File.ReadAllText(file).Contains("Hl7.Fhir", StringComparison.Ordinal));

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"using (static )?IvcFhir\.(?<stage>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedNamespace();

    [GeneratedRegex("PackageReference Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageReference();
}
