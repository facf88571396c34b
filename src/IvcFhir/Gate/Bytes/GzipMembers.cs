using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Numerics;

namespace IvcFhir.Gate;

/// <summary>
/// The members of a gzip file (RFC 1952), one behind the other, as one text. The stream of .NET ends without a word where a member breaks
/// off, where other bytes follow the last one, and gives nothing of what stood before a fault; this one gives it first, and then ends with
/// the fault.
/// </summary>
internal sealed class GzipMembers(InputBytes bytes) : ForwardStream
{
    private const int Piece = 4 << 10;

    private readonly Crc32 check = new();
    private long at;
    private Feeder? feeder;
    private DeflateStream? member;
    private uint length;

    /// <exception cref="InvalidDataException">It is not whole, or not only gzip. What could be unpacked was given before.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (member is not null || Begin())
        {
            // In small pieces: what a read has unpacked before it meets a fault is lost.
            var read = member!.Read(buffer, offset, Math.Min(count, Piece));
            if (read > 0)
            {
                check.Append(buffer.AsSpan(offset, read));
                length = unchecked(length + (uint)read);
                return read;
            }
            End();
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            member?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Goes to the next member; false where there is none, and nothing but padding.</summary>
    private bool Begin()
    {
        if (at > 0 && IsPadding())
            return false;
        var (magic, flags) = (Byte() == 0x1F && Byte() == 0x8B && Byte() == 8, Byte());
        if (!magic)
            throw new InvalidDataException();
        at += 6; // time, extra flags, system
        if ((flags & 4) != 0)
        {
            var extra = Byte() | (Byte() << 8);
            at += extra;
        }
        for (var texts = BitOperations.PopCount((uint)flags & 0x18); texts > 0; texts--)
            while (Byte() != 0) { }
        at += (flags & 2) != 0 ? 2 : 0;
        if (at >= bytes.Length)
            throw new InvalidDataException(); // it breaks off in its header
        check.Reset();
        length = 0;
        feeder = new(bytes, at);
        member = new(feeder, CompressionMode.Decompress);
        return true;
    }

    /// <summary>
    /// Finds the check and the length that stand behind a member. Where it ended nobody tells, but it was in what was last taken.
    /// </summary>
    private void End()
    {
        var expected = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(expected, check.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(expected.AsSpan(4), length);
        var last = bytes.Slice(feeder!.Last, (int)(Math.Min(bytes.Length, feeder.At + 8) - feeder.Last));
        var found = last.AsSpan().IndexOf(expected);
        member!.Dispose();
        member = null;
        if (found < 0)
            throw new InvalidDataException();
        at = feeder.Last + found + 8;
    }

    private bool IsPadding()
    {
        var rest = new byte[Piece];
        for (var from = at; ; )
        {
            var read = bytes.Read(from, rest);
            if (read == 0)
                return true;
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
                return false;
            from += read;
        }
    }

    private int Byte()
    {
        Span<byte> one = stackalloc byte[1];
        return bytes.Read(at++, one) == 1 ? one[0] : throw new InvalidDataException();
    }

    /// <summary>The bytes from a place on, which remembers where what was last taken began.</summary>
    private sealed class Feeder(InputBytes bytes, long start) : ForwardStream
    {
        public long At { get; private set; } = start;

        public long Last { get; private set; } = start;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = bytes.Read(At, buffer.AsSpan(offset, count));
            if (read > 0)
                (Last, At) = (At, At + read);
            return read;
        }
    }
}
