using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace IvcFhir.Gate;

/// <summary>
/// The members of a gzip file (RFC 1952), one behind the other, as one text. The stream of .NET ends without a word where a member breaks
/// off, where other bytes follow the last one, and gives nothing of what stood before a fault; this one gives it first, and then ends with
/// the fault.
/// </summary>
internal sealed class GzipMembers(InputBytes bytes) : Stream
{
    private const int Piece = 4 << 10;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Rest((uint)value))];

    private long at;
    private Feeder? feeder;
    private DeflateStream? member;
    private uint check;
    private uint length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">It is not whole, or not only gzip. What could be unpacked was given before.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (member is not null || Begin())
        {
            // In small pieces: what a read has unpacked before it meets a fault is lost.
            var read = member!.Read(buffer, offset, Math.Min(count, Piece));
            if (read > 0)
            {
                Count(buffer.AsSpan(offset, read));
                return read;
            }
            End();
        }
        return 0;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
            at += Byte() + (Byte() << 8);
        for (var texts = BitOperations.PopCount((uint)flags & 0x18); texts > 0; texts--)
            while (Byte() != 0) { }
        at += (flags & 2) != 0 ? 2 : 0;
        (check, length) = (uint.MaxValue, 0);
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
        BinaryPrimitives.WriteUInt32LittleEndian(expected, ~check);
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

    private void Count(ReadOnlySpan<byte> unpacked)
    {
        length = unchecked(length + (uint)unpacked.Length);
        foreach (var one in unpacked)
            check = Table[(check ^ one) & 0xFF] ^ (check >> 8);
    }

    private static uint Rest(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
        return value;
    }

    /// <summary>The bytes from a place on, which remembers where what was last taken began.</summary>
    private sealed class Feeder(InputBytes bytes, long start) : Stream
    {
        public long At { get; private set; } = start;

        public long Last { get; private set; } = start;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = bytes.Read(At, buffer.AsSpan(offset, count));
            if (read > 0)
                (Last, At) = (At, At + read);
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
