using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace IvcFhir.Gate;

/// <summary>
/// UTF-16 read as UTF-8. Half a surrogate pair stays what it is, three bytes that are no UTF-8: the resource that holds them is told, and
/// no other.
/// </summary>
internal sealed class Utf16Stream(Stream source, bool bigEndian) : ForwardStream
{
    private const int Units = 32 << 10;

    private readonly byte[] raw = new byte[2 * Units];
    private readonly char[] units = new char[Units];
    private readonly byte[] text = new byte[3 * Units];
    private int kept;
    private int at;
    private int end;
    private bool started;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at == end && !Fill())
            return 0;
        var read = Math.Min(count, end - at);
        text.AsSpan(at, read).CopyTo(buffer.AsSpan(offset));
        at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        var room = raw.AsSpan(0, raw.Length - 2 * kept);
        var bytes = source.ReadAtLeast(room, room.Length, throwOnEndOfStream: false) & ~1;
        var count = kept + bytes / 2;
        for (var unit = kept; unit < count; unit++)
            units[unit] = (char)(
                bigEndian
                    ? BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(2 * (unit - kept)))
                    : BinaryPrimitives.ReadUInt16LittleEndian(raw.AsSpan(2 * (unit - kept)))
            );
        var first = !started && count > 0 && units[0] == '\uFEFF' ? 1 : 0;
        started = true;
        (at, end) = (0, Encode(units.AsSpan(first, count - first), isLast: bytes == 0));
        return end > 0 || (bytes > 0 && Fill());
    }

    private int Encode(ReadOnlySpan<char> from, bool isLast)
    {
        var written = 0;
        while (true)
        {
            var status = Utf8.FromUtf16(
                from,
                text.AsSpan(written),
                out var read,
                out var added,
                replaceInvalidSequences: false,
                isFinalBlock: isLast
            );
            from = from[read..];
            written += added;
            if (status != OperationStatus.InvalidData)
                break;
            var half = from[0];
            (text[written], text[written + 1], text[written + 2]) = (
                (byte)(0xE0 | half >> 12),
                (byte)(0x80 | (half >> 6 & 0x3F)),
                (byte)(0x80 | half & 0x3F)
            );
            from = from[1..];
            written += 3;
        }
        kept = from.Length;
        from.CopyTo(units);
        return written;
    }
}
