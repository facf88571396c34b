namespace IvcFhir.Gate;

/// <summary>A file of the input that may hold FHIR, or one that is passed over.</summary>
/// <param name="Name">For messages: as given, or the path below the folder that was given.</param>
internal readonly record struct InputPath(string Path, string Name)
{
    public bool IsStandardInput => Path == "-";

    /// <summary>A file that is named is read, whatever it is called; in a folder those are that are called as FHIR JSON is.</summary>
    public bool IsRead { get; private init; }

    /// <exception cref="FileNotFoundException">There is no file or folder of that name.</exception>
    public static IEnumerable<InputPath> Of(string path)
    {
        if (path == "-")
            return [new(path, "standard input") { IsRead = true }];
        if (File.Exists(path))
            return [new(path, System.IO.Path.GetFileName(path)) { IsRead = true }];
        if (!Directory.Exists(path))
            throw new FileNotFoundException("There is no file or folder of that name.", path);
        return Directory
            .EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new InputPath(file, System.IO.Path.GetRelativePath(path, file).Replace('\\', '/'))
            {
                IsRead = IsNamedAsJson(file),
            });
    }

    private static bool IsNamedAsJson(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return System.IO.Path.GetExtension(name).ToUpperInvariant() is ".JSON" or ".NDJSON" or ".JSONL";
    }
}
