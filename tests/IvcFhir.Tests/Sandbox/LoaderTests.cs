using System.Text.Json.Nodes;
using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

public sealed class LoaderTests
{
    [Fact]
    public async Task A_folder_of_resources_Bundles_and_NDJSON_is_loaded_and_what_is_unreadable_is_listed()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-");
        try
        {
            await WriteAsync("a/patient.json", "\uFEFF" + Chart.Patient("p"));
            await WriteAsync("bundle.json", Chart.Bundle("collection", $$"""{"resource":{{Chart.Observation("o", "p")}}}""", "{}"));
            await WriteAsync("lines.ndjson", Chart.Patient("q") + "\n\n{\"resourceType\":\n" + Chart.Patient("r") + "\r\n");
            await WriteAsync("broken.json", """{"resourceType":"Patient","id":""");
            await WriteAsync("package.json", """{"name":"not a resource"}""");
            await WriteAsync("readme.txt", "ignored");
            var store = new FhirStore(TimeProvider.System);
            var result = await SandboxLoader.LoadAsync(store, folder.FullName, TestContext.Current.CancellationToken);
            Assert.Equal((5, 4, 4), (result.Files, result.Total, store.Count));
            Assert.Equal([("Observation", 1), ("Patient", 3)], result.Loaded.Select(pair => (pair.Key, pair.Value)));
            Assert.Equal(
                [
                    ("broken.json", null, "malformed JSON near line 1, byte 31"),
                    ("lines.ndjson", 3, "malformed JSON near line 1, byte 16"),
                    ("package.json", null, "no resourceType"),
                ],
                result.Unreadable.Select(u => (Path.GetFileName(u.Source), u.Line, u.Reason))
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task WriteAsync(string name, string text)
        {
            var path = Path.Combine(folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_value_too()
    {
        var result = await SandboxLoader.LoadAsync(new(TimeProvider.System), "/no/such/file.json", TestContext.Current.CancellationToken);
        Assert.Equal(("/no/such/file.json", "no such file"), (result.Unreadable.Single().Source, result.Unreadable.Single().Reason));
    }

    [Fact]
    public void Provisional_references_of_a_loaded_Bundle_become_places()
    {
        var store = new FhirStore(TimeProvider.System);
        var result = store.LoadText(
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p"}},
              {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Observation","subject":{"reference":"urn:uuid:1"}}}]}
            """
        );
        Assert.Equal((2, 0), (result.Total, result.Unreadable.Length));
        Assert.Equal("Patient/p", (string?)store.All("Observation").Single()["subject"]!["reference"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"resourceType":7}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"id":"x"}}]}""")]
    public void Malformed_text_is_told_and_loads_nothing(string text)
    {
        var store = new FhirStore(TimeProvider.System);
        Assert.Single(store.LoadText(text).Unreadable);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void The_store_can_be_used_without_a_server()
    {
        var store = new FhirStore(TimeProvider.System);
        store.Load([Resource("b"), Resource("a"), Resource("b")]);
        store.Put(new JsonObject { ["resourceType"] = "Patient" });
        Assert.Equal(["b", "a", "1"], store.All("Patient").Select(p => (string)p["id"]!));
        Assert.Equal((2, 1, 0), (store.VersionsOf("Patient", "b"), store.VersionsOf("Patient", "a"), store.VersionsOf("Patient", "z")));
        Assert.Equal("2", (string?)store.Find("Patient", "b")!["meta"]!["versionId"]);
        Assert.Null(store.Find("Device", "b"));
        Assert.Throws<ArgumentException>(() => store.Put([]));

        static JsonObject Resource(string id) => new() { ["resourceType"] = "Patient", ["id"] = id };
    }
}
