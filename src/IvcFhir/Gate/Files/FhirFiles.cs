using IvcFhir.Core.Facts;

namespace IvcFhir.Gate;

/// <summary>One thing found in a file, and the place where it stands.</summary>
internal abstract record FileItem(SourceRef Where)
{
    public sealed record Resource(SourceRef Where, byte[] Utf8) : FileItem(Where);

    public sealed record Unreadable(SourceRef Where) : FileItem(Where);
}

/// <summary>FHIR JSON in files as it stands there, a Bundle as one resource: for those who judge the files.</summary>
internal static class FhirFiles
{
    /// <param name="passedOver">Takes the names of files that were passed over, or in which no resource was found.</param>
    public static IEnumerable<FileItem> Documents(IEnumerable<string> paths, Stream standardInput, ICollection<string> passedOver)
    {
        foreach (var path in paths.SelectMany(InputPath.Of))
        {
            var found = new Items();
            using var file = path.IsRead ? InputFile.Open(path, standardInput) : null;
            if (file is not null)
                new DocumentScanner(file, CodeSieve.Everything, found, whole: true).Scan();
            if (!found.Any)
                passedOver.Add(path.Name);
            foreach (var (place, range, fault) in found.All)
                yield return fault == GateFault.None
                    ? new FileItem.Resource(place.ToSource(), file!.Bytes.Slice(range.Offset, range.Length))
                    : new FileItem.Unreadable(place.ToSource());
        }
    }

    private sealed class Items : IFound
    {
        public List<(Place Place, (long Offset, int Length) Range, GateFault Fault)> All { get; } = [];

        public bool Any { get; private set; }

        public void Resource(in Entry entry, in Head head, ReadOnlySpan<byte> json)
        {
            Any = true;
            All.Add((entry.Place, (entry.Offset, entry.Length), head.Fault));
        }

        public void Deleted(in Entry entry) { }

        public void Broken(Place place, GateFault fault) => All.Add((place, default, fault));

        public void Ended(Document document) { }
    }
}
