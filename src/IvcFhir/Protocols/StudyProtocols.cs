using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>The protocols that ship with the program, and those in files.</summary>
internal static class StudyProtocols
{
    public const string DefaultName = "ivc-mat-cdt";

    public static IEnumerable<string> Names =>
        StudyContract
            .Names(ProtocolSchema.Folder)
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Where(name => name != "protocol.schema");

    /// <param name="nameOrPath">The name of a shipped protocol, or the path of a file that ends in <c>.json</c>.</param>
    /// <exception cref="ConfigurationFault">There is no such protocol, or it is not one.</exception>
    public static ProtocolDocument Load(string nameOrPath) =>
        nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? LoadFile(nameOrPath)
            : ProtocolReader.Read(nameOrPath, Shipped(nameOrPath));

    public static ProtocolDocument LoadFile(string path) =>
        File.Exists(path)
            ? ProtocolReader.Read(path, File.ReadAllBytes(path))
            : throw new ConfigurationFault($"Protocol '{path}' does not exist.");

    private static byte[] Shipped(string name)
    {
        using var stream = Names.Contains(name, StringComparer.Ordinal) ? StudyContract.Open($"{ProtocolSchema.Folder}{name}.json") : null;
        if (stream is null)
            throw new ConfigurationFault(
                $"Protocol: there is no '{name}'. Shipped: {string.Join(", ", Names)}; or give the path of a file that ends in .json."
            );
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
