using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>What the program says of files: outcomes by question, and what it set aside.</summary>
internal sealed record Chart(int Exit, string Messages, IReadOnlyList<JsonNode> Outcomes, IReadOnlyList<string> Issues)
{
    public static string Case(string name) => Path.Combine(Repository.Root, "tests", "IvcFhir.Tests", "Gate", "Cases", name);

    public static Task<Chart> OfCaseAsync(string name) => OfAsync(Case(name));

    /// <summary>Of lines, each a document.</summary>
    public static async Task<Chart> OfLinesAsync(params string[] lines)
    {
        using var folder = new Folder();
        return await OfAsync(folder.Write("lines.ndjson", string.Join('\n', lines)));
    }

    public static async Task<Chart> OfAsync(params string[] paths)
    {
        using var folder = new Folder();
        var issues = Path.Combine(folder.Path, "issues.ndjson");
        var result = await Cli.RunAsync(["score", .. paths, "--issues", issues]);
        return new(
            result.Exit,
            result.Messages,
            [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)],
            File.Exists(issues) ? [.. File.ReadLines(issues).Select(Told).Order(StringComparer.Ordinal)] : []
        );
    }

    /// <summary>The outcomes of a question, as one text.</summary>
    public string The(string instrument) =>
        string.Join(
            '\n',
            Outcomes
                .Where(outcome => outcome["code"]!.ToJsonString().Contains($"\"{instrument}\"", StringComparison.Ordinal))
                .Select(outcome => outcome.ToJsonString())
        );

    public string Patients =>
        string.Join(
            ' ',
            Outcomes.Select(outcome => outcome["subject"]!["reference"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal)
        );

    private static string Told(string line)
    {
        using var outcome = JsonDocument.Parse(line);
        var issue = outcome.RootElement.GetProperty("issue")[0];
        var code = issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString();
        var element = issue.TryGetProperty("expression", out var expression) ? $" {expression[0].GetString()}" : "";
        return $"{code} {issue.GetProperty("diagnostics").GetString()!}{element}";
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ivcfhir-gate-");

    public string Path => folder.FullName;

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
