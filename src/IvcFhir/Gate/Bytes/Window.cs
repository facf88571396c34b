namespace IvcFhir.Gate;

/// <summary>A part of the input in memory that moves on, and the number of the line at its front.</summary>
internal sealed class Window(InputBytes bytes, long start, long end)
{
    // What is in memory is looked at where it stands: it is all here, so that it never grows and nothing is written over it.
    private byte[] buffer = bytes.InMemory ?? new byte[Math.Clamp(end - start, 4 << 10, 1 << 20)];
    private long origin = bytes.InMemory is null ? start : 0;
    private int filled = bytes.InMemory?.Length ?? 0;
    private long counted = start;
    private int line = 1;

    public bool AtEnd => origin + filled >= end;

    public long Origin => origin;

    /// <summary>The bytes at and behind a place, as far as they are here.</summary>
    public ReadOnlySpan<byte> From(long at) => buffer.AsSpan((int)(at - origin), filled - (int)(at - origin));

    public ReadOnlySpan<byte> Slice(long at, int length) => buffer.AsSpan((int)(at - origin), length);

    /// <summary>Reads on; what lies before <paramref name="keep"/> may go. False at the end.</summary>
    public bool Grow(long keep)
    {
        if (AtEnd)
            return false;
        LineAt(keep);
        var gone = (int)(keep - origin);
        if (filled - gone > buffer.Length / 2)
            Array.Resize(ref buffer, checked(buffer.Length * 2));
        buffer.AsSpan(gone, filled - gone).CopyTo(buffer);
        (origin, filled) = (keep, filled - gone);
        var room = buffer.AsSpan(filled, (int)Math.Min(buffer.Length - filled, end - origin - filled));
        var read = bytes.Read(origin + filled, room);
        filled += read;
        if (read == 0)
            throw new EndOfStreamException("An input file became shorter while it was read.");
        return true;
    }

    /// <summary>Goes back, or on, to a place.</summary>
    public void Seek(long at, int lineThere)
    {
        (counted, line) = (at, lineThere);
        if (at >= origin && at <= origin + filled)
            return;
        (origin, filled) = (at, 0);
    }

    /// <summary>The line of a place at or behind the last that was asked for.</summary>
    public int LineAt(long at)
    {
        if (at > counted)
        {
            line += Slice(counted, (int)(at - counted)).Count((byte)'\n');
            counted = at;
        }
        return line;
    }
}
