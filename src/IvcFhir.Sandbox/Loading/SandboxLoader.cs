using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Http;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox;

/// <summary>A file, or a line of an NDJSON file, that could not be loaded, and why. <see cref="Line"/> is null for a whole file.</summary>
public sealed record UnreadableSource(string Source, int? Line, string Reason);

/// <param name="Loaded">Resources loaded, by type.</param>
public sealed record LoadResult(int Files, ImmutableSortedDictionary<string, int> Loaded, ImmutableArray<UnreadableSource> Unreadable)
{
    public int Total => Loaded.Values.Sum();
}

/// <summary>
/// Fills a store from JSON resources, Bundles (their entries are loaded) and NDJSON. What cannot be read is listed, and the rest is loaded.
/// </summary>
public static class SandboxLoader
{
    /// <param name="path">A file, or a folder, which is walked in ordinal order of its paths so that the result does not depend on the
    /// disk.</param>
    public static async Task<LoadResult> LoadAsync(FhirStore store, string path, CancellationToken ct = default)
    {
        var load = new Load(store);
        if (!Directory.Exists(path))
        {
            await load.FileAsync(path, ct);
            return load.Result;
        }

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsData).Order(StringComparer.Ordinal);
        foreach (var file in files)
            await load.FileAsync(file, ct);
        return load.Result;
    }

    internal static LoadResult LoadText(FhirStore store, string text)
    {
        var load = new Load(store);
        load.Text("text", text);
        return load.Result;
    }

    private static bool IsData(string path) => Path.GetExtension(path) is ".json" or ".ndjson" or ".jsonl";

    private sealed class Load(FhirStore store)
    {
        private readonly SortedDictionary<string, int> loaded = new(StringComparer.Ordinal);
        private readonly List<UnreadableSource> unreadable = [];
        private int files;

        public LoadResult Result => new(files, loaded.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. unreadable]);

        public async Task FileAsync(string path, CancellationToken ct)
        {
            files++;
            try
            {
                if (Path.GetExtension(path) is ".ndjson" or ".jsonl")
                    await LinesAsync(path, ct);
                else
                    Text(path, await File.ReadAllTextAsync(path, ct));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unreadable.Add(
                    new(path, null, e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "cannot be opened")
                );
            }
        }

        public void Text(string source, string text)
        {
            var (resource, error) = ResourceJson.Parse(Encoding.UTF8.GetBytes(text));
            if (resource is not null)
                Keep(source, resource);
            else if (LooksLikeLines(text))
                Lines(source, text);
            else
                unreadable.Add(new(source, null, error!));
        }

        // One object per line, at least two of them: NDJSON under another name.
        private static bool LooksLikeLines(string text)
        {
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length > 1 && lines.Count(line => line[0] == '{' && line[^1] == '}') * 2 > lines.Length;
        }

        private void Lines(string source, string text)
        {
            var number = 0;
            foreach (var line in text.Split('\n'))
                Line(source, ++number, line);
        }

        private async Task LinesAsync(string path, CancellationToken ct)
        {
            using var reader = new StreamReader(path);
            for (var number = 1; await reader.ReadLineAsync(ct) is { } line; number++)
                Line(path, number, line);
        }

        private void Line(string source, int number, string line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            var (resource, error) = ResourceJson.Parse(Encoding.UTF8.GetBytes(line));
            if (resource is null)
                unreadable.Add(new(source, number, error!));
            else
                Keep(source, resource);
        }

        private void Keep(string source, JsonObject resource)
        {
            if (ResourceJson.TypeOf(resource) == "Bundle")
                KeepEntries(source, resource);
            else
                Put(resource);
        }

        private void KeepEntries(string source, JsonObject bundle)
        {
            var resources = (bundle["entry"] as JsonArray ?? [])
                .Select(entry => (entry as JsonObject)?["resource"])
                .OfType<JsonObject>()
                .ToList();
            var usable = resources.FindAll(resource => ResourceJson.TypeOf(resource) is not null);
            if (usable.Count < resources.Count)
                unreadable.Add(
                    new(source, null, FormattableString.Invariant($"{resources.Count - usable.Count} entries without resourceType"))
                );
            var places = usable
                .Select(Place)
                .Where(place => place.Url is not null)
                .DistinctBy(place => place.Url, StringComparer.Ordinal)
                .ToDictionary(place => place.Url!, place => place.Reference, StringComparer.Ordinal);
            foreach (var resource in usable)
            {
                References.Replace(resource, (_, text) => places.GetValueOrDefault(text));
                Put(resource);
            }
        }

        /// <summary>The provisional URL of an entry, if it has one, and where its resource is going to stand.</summary>
        private (string? Url, string Reference) Place(JsonObject resource)
        {
            var type = ResourceJson.TypeOf(resource)!;
            if (ResourceJson.IdOf(resource) is null)
                resource["id"] = store.NextId(type);
            var url = ResourceJson.Text(resource.Parent as JsonObject, "fullUrl");
            return (url?.StartsWith("urn:", StringComparison.Ordinal) == true ? url : null, $"{type}/{ResourceJson.IdOf(resource)}");
        }

        private void Put(JsonObject resource)
        {
            store.Put(resource);
            var type = ResourceJson.TypeOf(resource)!;
            loaded[type] = loaded.GetValueOrDefault(type) + 1;
        }
    }
}
