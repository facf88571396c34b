using System.Text;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>
/// What stands where in the input: the heads of what is looked at, the places of what is passed over. The bytes stay in the files.
/// </summary>
internal sealed class FileIndex(CodeSieve sieve, KnownBases? bases = null) : IFound, IDisposable
{
    private const int LongestName = 256;

    private readonly List<InputFile> files = [];
    private readonly List<(InputFile File, Document Document)> documents = [];
    private readonly HashSet<ulong> passedNames = [];
    private int atStart;
    private (byte[] Utf8, string Name) lastType = ([], "");

    public List<Kept> Kept { get; } = [];

    public PassedOver Passed { get; } = new();

    /// <summary>Lines, entries and documents that are nothing, and resources that cannot be named.</summary>
    public List<(Place Place, GateFault Fault)> Broken { get; } = [];

    /// <summary>What was read, by type, the types that are passed over included.</summary>
    public SortedDictionary<string, int> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>Bundles and arrays, the empty ones included.</summary>
    public int Documents { get; private set; }

    /// <summary>The names of files that were passed over, or in which no resource was found.</summary>
    public List<string> Empty { get; } = [];

    public void Add(InputPath path, Stream standardInput)
    {
        if (!path.IsRead)
        {
            Empty.Add(path.Name);
            return;
        }
        Add(InputFile.Open(path, standardInput));
    }

    public void Add(InputFile file)
    {
        var before = Read.Values.Sum() + Documents;
        files.Add(file);
        atStart = documents.Count;
        documents.Add((file, Document.None));
        new DocumentScanner(file, sieve, this).Scan();
        if (Read.Values.Sum() + Documents == before)
            Empty.Add(file.Name);
    }

    public void Resource(in Entry entry, in Head head, ReadOnlySpan<byte> json)
    {
        var type = TypeOf(head.Type);
        Read[type] = Read.GetValueOrDefault(type) + 1;
        if (entry.FullUrl is { } url && Gate.Kept.NameOf(entry, head) is { } name)
            Addresses.Learn(entry.Document, url, name);
        if ((type.Length > 0 && !RawResources.IsRead(type)) || (head.IsOwn && type == "Observation"))
            return;
        if (!head.IsPassedOver(sieve) || NameHash(entry, head) is not { } passed)
            Keep(entry, head);
        else
            Passed.Add(new(passed, entry.Offset, entry.Length, entry.Place.Line, entry.Number, SourceOf(entry.Document)));
    }

    /// <summary>The same string for each resource of a type: most follow one of their own.</summary>
    private string TypeOf(JsonText type)
    {
        if (!type.Is(lastType.Utf8))
            lastType = type.Value is { } name ? (Encoding.UTF8.GetBytes(name), name) : ([], "");
        return lastType.Name;
    }

    /// <summary>Of <c>Type/id</c>, without making it where it can be read in place.</summary>
    private static ulong? NameHash(in Entry entry, in Head head)
    {
        if (!head.Id.IsThere || head.Id.IsEscaped || head.Type.IsEscaped || head.Id.Raw.Length + head.Type.Raw.Length > LongestName)
            return Gate.Kept.NameOf(entry, head) is { } name ? NameHash(name) : null;
        if (head.Id.Raw.IsEmpty)
            return null;
        Span<byte> text = stackalloc byte[LongestName + 1];
        head.Type.Raw.CopyTo(text);
        text[head.Type.Raw.Length] = (byte)'/';
        head.Id.Raw.CopyTo(text[(head.Type.Raw.Length + 1)..]);
        return Fingerprint.Of(text[..(head.Type.Raw.Length + 1 + head.Id.Raw.Length)]);
    }

    public void Deleted(in Entry entry)
    {
        Documents++;
        if (entry.Deleted!.Length == 0)
            Broken.Add((entry.Place, GateFault.NoResource));
        if (
            (bases ?? KnownBases.None).NameOf(entry.Deleted!, entry.Document) is { } name
            && name.Split('/') is [var type, var id]
            && RawResources.IsRead(type)
        )
            Kept.Add(Gate.Kept.Deleted(documents[atStart].File, entry, type, id));
    }

    void IFound.Broken(Place place, GateFault fault) => Broken.Add((place, fault));

    public void Ended(Document document) => Documents++;

    /// <summary>
    /// Looks at what was passed over and is needed all the same: what a kept panel names, and other versions of what is kept.
    /// </summary>
    public void Fetch(Func<Kept, IEnumerable<string>> namesOf)
    {
        var asked = new HashSet<ulong>();
        for (var from = 0; from < Kept.Count; )
        {
            var news = Kept[from..];
            from = Kept.Count;
            var versions = news.Where(kept => kept.Type is "Observation" or "MedicationAdministration").Select(kept => kept.Name);
            var members = news.Where(kept => kept.ReadsMembers).SelectMany(namesOf);
            foreach (var passed in Passed.Find([.. versions.Concat(members).Select(NameHash).Where(asked.Add)]))
                Look(passed);
        }
        passedNames.UnionWith(Passed.Find([.. Kept.SelectMany(namesOf).Select(NameHash)]).Select(passed => passed.Name));
    }

    /// <summary>Whether it stands in the input and was passed over.</summary>
    public bool IsPassedOver(string name) => passedNames.Contains(NameHash(name));

    public void Dispose()
    {
        files.ForEach(file => file.Dispose());
        Passed.Dispose();
    }

    private void Look(in Passed passed)
    {
        var (file, document) = documents[passed.Source];
        var json = file.Bytes.Slice(passed.Offset, passed.Length);
        Keep(
            new(new(file.Name, passed.Line, passed.Entry), document, passed.Entry, passed.Offset, passed.Length),
            HeadReader.Read(json, sieve),
            file
        );
    }

    private void Keep(in Entry entry, in Head head, InputFile? file = null)
    {
        if (Gate.Kept.Of(file ?? documents[atStart].File, entry, head) is { } kept)
            Kept.Add(kept);
        else
            Broken.Add((entry.Place, head.Fault == GateFault.None ? GateFault.IdMissing : head.Fault));
    }

    /// <summary>The number of the document; those that stand alone share the first of their file.</summary>
    private int SourceOf(Document document)
    {
        if (document == Document.None)
            return atStart;
        if (documents[^1].Document != document)
            documents.Add((documents[atStart].File, document));
        return documents.Count - 1;
    }

    private static ulong NameHash(string name) => Fingerprint.Of(Encoding.UTF8.GetBytes(name));
}
