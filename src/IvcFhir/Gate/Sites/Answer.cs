using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>
/// What stands in one answer of a site: the page of a search, or one resource. Every entry is a row, also one that cannot be read, so that
/// rows can be counted against what was announced.
/// </summary>
internal sealed class Answer : IFound
{
    private readonly InputFile file;
    private readonly CodeSieve sieve;
    private bool severalBases;

    private Answer(InputFile file, CodeSieve sieve, Document document) => (this.file, this.sieve, Document) = (file, sieve, document);

    public Document Document { get; }

    public List<Row> Rows { get; } = [];

    /// <summary>What is wrong with the answer as a whole, so that nothing of it may be used.</summary>
    public GateFault Fault { get; private set; }

    /// <summary>Whether an OperationOutcome among the rows says that rows are missing.</summary>
    public bool SaysIncomplete { get; private set; }

    /// <summary>The base under which all its entries stand; null where they name none, or several.</summary>
    public string? EntryBase { get; private set; }

    /// <param name="name">What was asked, for messages.</param>
    /// <param name="bases">The bases of the site, as <see cref="Addresses"/> compares them.</param>
    /// <param name="most">Bytes that it may have when it is unpacked.</param>
    public static Answer Read(byte[] body, string name, CodeSieve sieve, IEnumerable<string> bases, long most)
    {
        var bytes = InputFile.Of(name, InputBytes.Of(body), most);
        var answer = new Answer(bytes, sieve, new(bases));
        var reader = new DocumentReader(new(bytes.Bytes, bytes.Start, bytes.Bytes.Length), name, sieve, answer, own: answer.Document);
        if (reader.Read(bytes.Start, new(name, 0)) is not { } end)
            answer.Fault = reader.Fault;
        else if (bytes.IsBroken || bytes.Bytes.Slice(end, (int)(bytes.Bytes.Length - end)).AsSpan().ContainsAnyExcept(" \t\r\n"u8))
            answer.Fault = GateFault.NotJson;
        return answer;
    }

    /// <summary>The one resource that the answer is; null when it is something else.</summary>
    public Row? Single => !Document.IsBundle && Fault == GateFault.None && Rows is [var only] ? only : null;

    public void Resource(in Entry entry, in Head head, ReadOnlySpan<byte> json)
    {
        if (entry.FullUrl is { } url && Kept.NameOf(entry, head) is { } name)
            LearnBase(Addresses.Learn(Document, url, name));
        if (Document.IsBundle && head.Type.Is("OperationOutcome"u8))
            SaysIncomplete |= head.Fault != GateFault.None || TellsOfMissingRows(json);
        else
            Rows.Add(Row.Of(file, entry with { Place = WithoutLine(entry.Place) }, head, sieve));
    }

    public void Deleted(in Entry entry) => Rows.Add(Row.Deleted(file, entry with { Place = WithoutLine(entry.Place) }));

    public void Broken(Place place, GateFault fault)
    {
        if (place.Entry > 0)
            Rows.Add(new(WithoutLine(place), fault) { IsMatch = true });
    }

    public void Ended(Document document) { }

    /// <summary>Nobody can look up a line of an answer; an entry has a number.</summary>
    private static Place WithoutLine(Place place) => place with { Line = 0 };

    private void LearnBase(string? known)
    {
        severalBases |= known is not null && EntryBase is not null && EntryBase != known;
        EntryBase = severalBases ? null : known ?? EntryBase;
    }

    /// <summary>
    /// Whatever is not surely harmless: an error, a warning that says incomplete, a severity that cannot be read. Information and other
    /// warnings are no fault: a vendor sends them on every page.
    /// </summary>
    private static bool TellsOfMissingRows(ReadOnlySpan<byte> outcome)
    {
        using var json = JsonDocument.Parse(outcome.ToArray());
        var issues = json.RootElement.Items("issue").ToList();
        return issues.Count == 0
            || issues.Exists(issue =>
                issue.Text("severity") is not ("information" or "success")
                && !(issue.Text("severity") is "warning" && issue.Text("code") is not "incomplete")
            );
    }
}

/// <summary>One row of an answer.</summary>
/// <param name="Fault">Why it is no resource that can be named; none where it is one, or where it says that one was deleted.</param>
internal sealed record Row(Place Place, GateFault Fault)
{
    private string? subject;
    private Document document = Document.None;

    /// <summary>Null where it is no resource, or one without a name.</summary>
    public Kept? Resource { get; private init; }

    /// <summary>
    /// Whose it is, as <c>Patient/id</c>; null where it names nobody. Known also of a resource that has no name. Asked when the answer was
    /// read to its end, for what names the bases and resources of a Bundle may stand behind its rows.
    /// </summary>
    public string? Owner => Resource is { } kept ? kept.OwnerBy(NameOf) : Kept.PatientIn(subject, NameOf);

    /// <summary>It answers the search itself, and was not only included beside a match.</summary>
    public required bool IsMatch { get; init; }

    /// <summary>This program wrote it.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>An Observation whose codes no map knows: it is read only where something that is read names it.</summary>
    public bool IsPassedOver { get; private init; }

    /// <summary>As JSON, its references in one spelling; null where it cannot be read.</summary>
    public JsonElement? Read() => Resource is { Fault: GateFault.None } kept ? kept.Read(kept.InOneSpelling) : null;

    public static Row Of(InputFile file, in Entry entry, in Head head, CodeSieve sieve)
    {
        var kept = Kept.Of(file, entry, head);
        return new(
            entry.Place,
            kept is not null ? GateFault.None
                : head.Fault == GateFault.None ? GateFault.IdMissing
                : head.Fault
        )
        {
            Resource = kept,
            subject = head.Owner.Value,
            document = entry.Document,
            IsMatch = entry.Mode is null or "match",
            IsOwn = head.IsOwn && head.Type.Is("Observation"u8),
            IsPassedOver = head.IsPassedOver(sieve),
        };
    }

    /// <summary>The word that a resource was deleted.</summary>
    public static Row Deleted(InputFile file, in Entry entry)
    {
        var kept = entry.Deleted!.Split('/') is [var type, var id] ? Kept.Deleted(file, entry, type, id) : null;
        return new(entry.Place, kept is null ? GateFault.NoResource : GateFault.None)
        {
            document = entry.Document,
            Resource = kept,
            IsMatch = true,
        };
    }

    private string? NameOf(string reference) => Addresses.Of(reference, document);
}
