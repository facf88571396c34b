namespace IvcFhir.Gate;

/// <summary>One file or stream of the input as UTF-8, whatever it was: gzip by its first bytes, UTF-16 with or without a mark.</summary>
/// <param name="Name">As the user gave it, or the path below the folder that was given.</param>
/// <param name="Start">Behind the mark of the byte order, if there is one.</param>
/// <param name="IsBroken">Whether it could be unpacked in part only.</param>
internal sealed record InputFile(string Name, InputBytes Bytes, long Start, bool IsBroken) : IDisposable
{
    public static InputFile Open(InputPath path, Stream standardInput) =>
        Of(
            path.Name,
            path.IsStandardInput
                ? InputBytes.Spilled(standardInput, out _)
                : InputBytes.Of(new FileStream(path.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1))
        );

    /// <param name="most">Bytes that it may have when it is unpacked; what is longer is broken.</param>
    public static InputFile Of(string name, InputBytes bytes, long most = long.MaxValue)
    {
        var broken = false;
        var four = new byte[4];
        for (var layers = 0; layers < 4; layers++)
        {
            var head = four.AsSpan(0, bytes.Read(0, four));
            var unpacked = Unpacked(bytes, head, most, ref broken);
            if (unpacked is null)
                return new(name, bytes, head.StartsWith("\uFEFF"u8) ? 3 : 0, broken);
            bytes.Dispose();
            bytes = unpacked;
        }
        return new(name, bytes, 0, broken);
    }

    public void Dispose() => Bytes.Dispose();

    private static InputBytes? Unpacked(InputBytes bytes, ReadOnlySpan<byte> head, long most, ref bool broken)
    {
        if (head is not ([0x1F, 0x8B, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, > 0, ..] or [> 0, 0, ..]))
            return null;
        using Stream stream = head is [0x1F, 0x8B, ..]
            ? new GzipMembers(bytes)
            : new Utf16Stream(bytes.Stream(), bigEndian: head is [0xFE, 0xFF, ..] or [0, ..]);
        var unpacked = InputBytes.Spilled(stream, out var failed, most);
        broken |= failed;
        return unpacked;
    }
}
