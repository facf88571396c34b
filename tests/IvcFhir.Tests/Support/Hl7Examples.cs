using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace IvcFhir.Tests.Support;

/// <summary>The official HL7 R4 example set, fetched once by npm and kept under <c>artifacts/</c>; never committed.</summary>
public sealed class Hl7Examples : IAsyncLifetime
{
    private const string Package = "hl7.fhir.r4.examples";
    private const string Version = "4.0.1";

    public string Folder { get; } = Path.Combine(Repository.Root, "artifacts", $"{Package}-{Version}");

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Path.Combine(Folder, "complete")))
            return;
        Directory.CreateDirectory(Folder);
        var start = new ProcessStartInfo("npm", ["pack", $"{Package}@{Version}", "--silent"])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
        };
        using var npm = Process.Start(start)!;
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        var archive = Path.Combine(Folder, $"{Package}-{Version}.tgz");
        await using (var file = File.OpenRead(archive))
        await using (var tar = new GZipStream(file, CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(tar, Folder, overwriteFiles: true);
        File.Delete(archive);
        await File.WriteAllTextAsync(Path.Combine(Folder, "complete"), "");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "IvcFhir.sln")) ? folder.FullName : Find(folder.Parent!);
}
