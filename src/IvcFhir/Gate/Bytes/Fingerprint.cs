using System.Buffers.Binary;
using System.Numerics;

namespace IvcFhir.Gate;

/// <summary>Sixty-four bits that stand for bytes, the same in every run: to find again what was seen, never as an identity.</summary>
internal static class Fingerprint
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = unchecked((ulong)bytes.Length * Prime);
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        var tail = 0UL;
        foreach (var b in bytes)
            tail = (tail << 8) | b;
        return Mixed(hash, tail);
    }

    /// <summary>Of <c>Type/id</c>, where the two stand apart.</summary>
    public static ulong Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> id) => Mixed(Of(type), Of(id));

    private static ulong Mixed(ulong hash, ulong word)
    {
        unchecked
        {
            var mixed = (hash ^ word) * Prime;
            return BitOperations.RotateLeft(mixed, 29) ^ (mixed >> 31) ^ hash;
        }
    }
}
