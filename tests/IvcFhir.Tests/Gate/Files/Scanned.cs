using System.Text;
using IvcFhir.Codes;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Gate;

/// <summary>What a scan finds, as lines of text: <c>Type/id at place</c>, <c>fault at place</c>.</summary>
internal sealed class Scanned : IFound
{
    private static readonly CodeSieve Sieve = CodeSieve.Of(ConceptIndex.Load(null));

    public List<string> Found { get; } = [];

    public static List<string> Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static List<string> Of(byte[] bytes)
    {
        var scanned = new Scanned();
        using var file = InputFile.Of("f", InputBytes.Of(bytes));
        new DocumentScanner(file, Sieve, scanned).Scan();
        return scanned.Found;
    }

    public void Resource(in Entry entry, in Head head, ReadOnlySpan<byte> json) =>
        Found.Add($"{(head.Fault == GateFault.None ? "" : $"{head.Fault} ")}{head.Type.Value}/{head.Id.Value} at {entry.Place}");

    public void Deleted(in Entry entry) => Found.Add($"deleted {entry.Deleted} at {entry.Place}");

    public void Broken(Place place, GateFault fault) => Found.Add($"{fault} at {place}");

    public void Ended(Document document) { }
}
