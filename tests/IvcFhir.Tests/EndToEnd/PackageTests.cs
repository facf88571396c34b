using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

public sealed class PackageTests
{
    [Fact]
    public async Task The_contract_is_packed_as_a_FHIR_package_that_lists_each_of_its_files()
    {
        var path = Path.GetTempFileName();
        try
        {
            var result = await Cli.RunAsync("profiles", "pack", "--out", path);
            var files = await FilesAsync(path);

            Assert.Equal(0, result.Exit);
            using var manifest = JsonDocument.Parse(files["package/package.json"]);
            using var index = JsonDocument.Parse(files["package/.index.json"]);
            Assert.Equal("4.0.1", manifest.RootElement.GetProperty("dependencies").GetProperty("hl7.fhir.r4.core").GetString());
            Assert.Equal(StudyContract.Base, manifest.RootElement.GetProperty("canonical").GetString());
            Assert.Equal(
                files.Keys.Except(["package/package.json", "package/.index.json"], StringComparer.Ordinal).Order(StringComparer.Ordinal),
                index
                    .RootElement.GetProperty("files")
                    .EnumerateArray()
                    .Select(file => $"package/{file.GetProperty("filename").GetString()}")
                    .Order(StringComparer.Ordinal)
            );
            Assert.Contains("package/StructureDefinition-outcome-villalta.json", files.Keys);
            Assert.Contains("package/ConceptMap-intervention-kind.json", files.Keys);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_same_contract_gives_the_same_bytes()
    {
        using var one = new MemoryStream();
        using var other = new MemoryStream();
        FhirPackage.Write(one);
        FhirPackage.Write(other);

        Assert.Equal(one.ToArray(), other.ToArray());
    }

    private static async Task<Dictionary<string, string>> FilesAsync(string path)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var file = File.OpenRead(path);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(zip);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream!);
            files[entry.Name] = await reader.ReadToEndAsync();
        }
        return files;
    }
}
