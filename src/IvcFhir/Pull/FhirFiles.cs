using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IvcFhir.Core.Facts;

namespace IvcFhir.Pull;

/// <summary>One thing found in a file. <c>Where</c> counts files and lines and never names a file: names have held patients'.</summary>
internal abstract record FileItem(SourceRef Where)
{
    public sealed record Resource(SourceRef Where, JsonElement Json) : FileItem(Where);

    public sealed record Unreadable(SourceRef Where) : FileItem(Where);
}

/// <summary>FHIR JSON in files: one resource, a Bundle, or one resource a line. What it is, is seen from the content.</summary>
internal static class FhirFiles
{
    /// <summary>The resources, those of a Bundle one by one.</summary>
    public static async IAsyncEnumerable<FileItem> ReadAsync(IEnumerable<string> paths, Stream standardInput, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var item in DocumentsAsync(paths, standardInput, ct))
        {
            foreach (var inner in item is FileItem.Resource document ? Unpack(document.Where, document.Json) : [item])
                yield return inner;
        }
    }

    /// <summary>The resources as they stand in the files, a Bundle as one.</summary>
    public static async IAsyncEnumerable<FileItem> DocumentsAsync(IEnumerable<string> paths, Stream standardInput, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        foreach (var file in paths.SelectMany(Files))
        {
            var where = $"input/{++number}";
            var stream = file == "-" ? standardInput : File.OpenRead(file);
            await using (stream)
            {
                await foreach (var item in ItemsAsync(where, stream, ct))
                    yield return item;
            }
        }
    }

    /// <exception cref="FileNotFoundException">There is no file or folder of that name.</exception>
    private static IEnumerable<string> Files(string path)
    {
        if (path == "-" || File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException("There is no file or folder of that name.", path);
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JSON" or ".NDJSON" or ".JSONL")
            .Order(StringComparer.Ordinal);
    }

    private static async IAsyncEnumerable<FileItem> ItemsAsync(string where, Stream stream, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (line, held) = (0, (StringBuilder?)null);
        while (await reader.ReadLineAsync(ct) is { } text)
        {
            line++;
            if (held is null && string.IsNullOrWhiteSpace(text))
                continue;
            if (held is null && Parse(text) is { } resource)
            {
                yield return new FileItem.Resource(new($"{where}/line/{line}"), resource);
            }
            else if (held is not null || line == 1)
            {
                // The first line is no resource of its own: the file is one document over many lines.
                (held ??= new()).AppendLine(text);
            }
            else
            {
                yield return new FileItem.Unreadable(new($"{where}/line/{line}"));
            }
        }
        if (held is null)
            yield break;
        if (Parse(held.ToString()) is { } document)
        {
            yield return new FileItem.Resource(new(where), document);
        }
        else
        {
            foreach (var item in Lines(where, held.ToString()))
                yield return item;
        }
    }

    /// <summary>A file whose first line is damaged may still be NDJSON: then only its damaged lines are lost.</summary>
    private static IEnumerable<FileItem> Lines(string where, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        var parsed = lines.Select(Parse).ToList();
        if (parsed.TrueForAll(resource => resource is null))
            return [new FileItem.Unreadable(new(where))];
        return lines.Zip(parsed).SelectMany<(string First, JsonElement? Second), FileItem>((line, i) => line switch
        {
            { First: "" } => [],
            { Second: { } resource } => [new FileItem.Resource(new($"{where}/line/{i + 1}"), resource)],
            _ => [new FileItem.Unreadable(new($"{where}/line/{i + 1}"))],
        });
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Text("resourceType") is null ? null : document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<FileItem> Unpack(SourceRef where, JsonElement resource)
    {
        if (resource.Text("resourceType") != "Bundle")
            return [new FileItem.Resource(where, resource)];
        var names = BundleNames.Of(resource);
        return resource.Items("entry").Select(names.Apply).OfType<JsonElement>().SelectMany(inner => Unpack(where, inner));
    }
}
