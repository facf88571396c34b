using System.Collections.Concurrent;
using System.Text;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Gate;

/// <summary>Which codes may matter, asked of bytes. A code that was seen before costs no string.</summary>
internal sealed class CodeSieve
{
    private const int LongestKey = 512,
        MostKept = 100_000;

    private static readonly byte[] Own = Encoding.UTF8.GetBytes(StudyContract.Identifiers("outcome"));

    private readonly ConceptIndex? concepts;
    private readonly ConcurrentDictionary<byte[], bool> seen = new(ByteKeys.Instance),
        veins = new(ByteKeys.Instance);

    private CodeSieve(ConceptIndex? concepts) => this.concepts = concepts;

    /// <summary>For those who look at everything.</summary>
    public static CodeSieve Everything { get; } = new(null);

    /// <summary>The system of the identifiers of what this program writes.</summary>
    public static ReadOnlySpan<byte> OwnSystem => Own;

    /// <summary>Everything that the maps give any meaning; what a mapper reads is less.</summary>
    public static CodeSieve Of(ConceptIndex concepts) => new(concepts);

    public bool LooksAtAll => concepts is null;

    public bool Knows(JsonText system, JsonText code) => concepts is null || Remembered(seen, system, code, IsKnown);

    /// <summary>Whether a code names a vein or a leg.</summary>
    public bool IsVein(JsonText system, JsonText code) => concepts is null || Remembered(veins, system, code, IsVein);

    private static bool Remembered(ConcurrentDictionary<byte[], bool> seen, JsonText system, JsonText code, Func<Coding, bool> ask)
    {
        var length = system.Raw.Length + code.Raw.Length + 1;
        if (length > LongestKey)
            return Ask(system, code, ask);
        Span<byte> key = stackalloc byte[LongestKey];
        key = key[..length];
        system.Raw.CopyTo(key);
        key[system.Raw.Length] = 0; // stands in no JSON text
        code.Raw.CopyTo(key[(system.Raw.Length + 1)..]);
        var lookup = seen.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(key, out var known))
            return known;
        known = Ask(system, code, ask);
        if (seen.Count < MostKept)
            lookup.TryAdd(key, known);
        return known;
    }

    /// <summary>Whether a text has a word for a vein or a leg.</summary>
    public bool IsVeinText(JsonText text) =>
        concepts is null
        || text.Value is not { } words
        || (concepts.PartsOf(words) & (BodyPart.Leg | BodyPart.Veins)) != BodyPart.None
        || concepts.MeaningsOf(words).Any(IsOfVein)
        || concepts.Words(words).Any(meanings => meanings.Any(IsOfVein));

    private bool IsVein(Coding coding) => concepts!.IsLeg(coding) || concepts.MeaningsOf(coding).Any(IsOfVein);

    private static bool IsOfVein(Meaning meaning) => meaning.As<VeinSegment>() is not null;

    /// <summary>Whether a text names a thrombolytic.</summary>
    public bool IsLyticText(JsonText text) => concepts is null || text.Value is not { } words || concepts.Events.NamesLyticDrug(words);

    public bool KnowsText(JsonText text) => concepts is null || !concepts.MeaningsOf(text.Value).IsEmpty;

    // What is no text passes: it costs an issue of its own.
    private static bool Ask(JsonText system, JsonText code, Func<Coding, bool> ask) =>
        system.Value is not { } name || code.Value is not { } value || ask(new(name, value));

    private bool IsKnown(Coding coding) =>
        !concepts!.MeaningsOf(coding).IsEmpty
        || concepts.Events.IsLaboratory(coding)
        || concepts.Events.IsLyticDrug(coding)
        || !concepts.BehindModifiers(coding).IsEmpty;

    private sealed class ByteKeys : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteKeys Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => Fingerprint.Of(alternate).GetHashCode();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
