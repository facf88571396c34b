using System.Runtime.InteropServices;

namespace IvcFhir.Gate;

/// <summary>Where a resource stands that was not looked at; its identity only as a fingerprint.</summary>
/// <param name="Source">The number of its document among those of the input.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Passed(ulong Name, long Offset, int Length, int Line, int Entry, int Source);

/// <summary>
/// What was passed over, so that it can be found again where something that is kept names it. Memory does not grow with it: the most goes
/// into a file.
/// </summary>
internal sealed class PassedOver : IDisposable
{
    private const int Chunk = 32 << 10;

    private readonly List<Passed> chunk = [];
    private FileStream? spill;

    public long Count { get; private set; }

    public void Add(in Passed passed)
    {
        if (chunk.Count == Chunk)
        {
            spill ??= InputBytes.Temporary();
            spill.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(chunk)));
            chunk.Clear();
        }
        chunk.Add(passed);
        Count++;
    }

    /// <summary>All that stand under one of the names; by chance others too, so that whoever reads them looks again.</summary>
    public List<Passed> Find(HashSet<ulong> names)
    {
        var found = new List<Passed>();
        if (names.Count == 0)
            return found;
        Look(CollectionsMarshal.AsSpan(chunk), names, found);
        if (spill is null)
            return found;
        spill.Position = 0;
        var page = new Passed[Chunk];
        for (var left = Count - chunk.Count; left > 0; left -= Chunk)
        {
            spill.ReadExactly(MemoryMarshal.AsBytes(page.AsSpan()));
            Look(page, names, found);
        }
        return found;
    }

    public void Dispose() => spill?.Dispose();

    private static void Look(ReadOnlySpan<Passed> among, HashSet<ulong> names, List<Passed> found)
    {
        foreach (ref readonly var passed in among)
        {
            if (names.Contains(passed.Name))
                found.Add(passed);
        }
    }
}
