using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IvcFhir.R4;

/// <summary>
/// The file that the program embeds. Its first line tells the bytes of the index that follows; the index has a line for each definition in
/// ordinal order of the urls, <c>url TAB version TAB resource TAB type TAB offset</c>, where <c>type</c> is what a StructureDefinition is
/// about; then stand the definitions, each deflated by itself, from the offset on that is told from the end of the index.
/// </summary>
internal static class DefinitionArchive
{
    public static void Write(IEnumerable<Stripped> definitions, string path)
    {
        using var content = new MemoryStream();
        var index = new StringBuilder();
        foreach (var definition in definitions.DistinctBy(one => one.Url).OrderBy(one => one.Url, StringComparer.Ordinal))
        {
            var start = content.Length;
            using (var deflated = new DeflateStream(content, CompressionLevel.SmallestSize, leaveOpen: true))
                deflated.Write(definition.Json);
            index.AppendJoin('\t', definition.Url, definition.Version, definition.Resource, definition.Type, start).Append('\n');
        }
        var head = Encoding.UTF8.GetBytes(index.ToString());
        using var file = File.Create(path);
        file.Write(Encoding.UTF8.GetBytes(head.Length.ToString(CultureInfo.InvariantCulture) + "\n"));
        file.Write(head);
        content.WriteTo(file);
    }
}
