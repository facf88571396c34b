using Microsoft.Win32.SafeHandles;

namespace IvcFhir.Gate;

/// <summary>Bytes that can be read at any place: of a file, or of what was spilled because it cannot be read in place.</summary>
internal sealed class InputBytes : IDisposable
{
    private const int LargestInMemory = 16 << 20;

    private readonly FileStream? file;
    private readonly byte[]? memory;

    private InputBytes(FileStream? file, byte[]? memory, long length) => (this.file, this.memory, Length) = (file, memory, length);

    public long Length { get; }

    /// <summary>All of it, where it stands in memory; null for a file.</summary>
    public byte[]? InMemory => memory;

    private SafeFileHandle Handle => file!.SafeFileHandle;

    public static InputBytes Of(FileStream file) => file.CanSeek ? new(file, null, file.Length) : Spilled(file, out _);

    public static InputBytes Of(byte[] memory) => new(null, memory, memory.Length);

    /// <summary>
    /// Keeps what a stream gives: a little in memory, more in a file that only this user can read and that goes with the program.
    /// </summary>
    /// <param name="broken">Whether the stream ended by a fault, or is longer than it may be; what it gave before is kept.</param>
    public static InputBytes Spilled(Stream stream, out bool broken, long most = long.MaxValue)
    {
        var head = new MemoryStream();
        broken = !Copy(stream, head, LargestInMemory);
        if (broken || head.Length < LargestInMemory)
            return Of(head.ToArray());
        var spill = Temporary();
        head.WriteTo(spill);
        broken = !Copy(stream, spill, most - LargestInMemory) || HasMore(stream);
        spill.Flush();
        return new(spill, null, spill.Length);
    }

    public int Read(long offset, Span<byte> into)
    {
        if (memory is null)
            return RandomAccess.Read(Handle, into, offset);
        var count = (int)Math.Min(into.Length, Math.Max(0, memory.Length - offset));
        memory.AsSpan((int)Math.Min(offset, memory.Length), count).CopyTo(into);
        return count;
    }

    public byte[] Slice(long offset, int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length; )
        {
            var more = Read(offset + read, bytes.AsSpan(read));
            if (more == 0)
                throw new EndOfStreamException("An input file became shorter while it was read.");
            read += more;
        }
        return bytes;
    }

    public Stream Stream()
    {
        if (memory is not null)
            return new MemoryStream(memory, writable: false);
        file!.Position = 0;
        return file;
    }

    public void Dispose() => file?.Dispose();

    /// <summary>A file that only this user can read and that goes when it is closed.</summary>
    public static FileStream Temporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var created = new FileStream(Path.Combine(Path.GetTempPath(), $"ivcfhir-{Guid.NewGuid():N}"), options);
        if (!OperatingSystem.IsWindows())
            File.Delete(created.Name); // it has no name any more, and goes with the program however that ends
        return created;
    }

    private static bool HasMore(Stream stream)
    {
        try
        {
            return stream.ReadByte() >= 0;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>False where the stream ends by a fault of its content.</summary>
    private static bool Copy(Stream from, Stream to, long atMost)
    {
        var buffer = new byte[128 << 10];
        try
        {
            while (atMost > 0 && from.Read(buffer, 0, (int)Math.Min(buffer.Length, atMost)) is > 0 and var read)
            {
                to.Write(buffer, 0, read);
                atMost -= read;
            }
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
