using System.Text.Json;

namespace IvcFhir.Gate;

/// <summary>
/// Cuts an input into resources: one a line, one over many lines, an array, Bundles. What it is, is seen from the content, line by line, so
/// that a broken line costs itself only.
/// </summary>
/// <param name="whole">Whether a Bundle is taken as one resource.</param>
internal sealed class DocumentScanner(InputFile file, CodeSieve sieve, IFound found, bool whole = false)
{
    /// <summary>A longer line is read as a stream.</summary>
    private const int LongestLine = 8 << 20;

    private readonly Window window = new(file.Bytes, file.Start, file.Bytes.Length);

    /// <summary>
    /// Whether a document over many lines was broken here: until a line is a resource again, its other lines are no faults of their own.
    /// </summary>
    private bool inRuins;

    /// <summary>A document that is broken: whether it cost more than itself is seen from what follows.</summary>
    private Place? ruin;

    /// <summary>Whether it could have become whole by more bytes.</summary>
    private bool endsInIt;

    public void Scan()
    {
        var at = file.Start;
        while (SkipBlank(ref at))
            at = Next(at);
        Settle(endsInIt ? GateFault.CutShort : GateFault.NotJson);
        if (file.IsBroken)
            found.Broken(new(file.Name, 0), GateFault.CutShort);
    }

    /// <summary>Reads what begins at a place; the place behind it.</summary>
    private long Next(long at)
    {
        var place = new Place(file.Name, window.LineAt(at));
        if (LineLength(at) is not { } length)
            return Document(at, place);
        var line = window.Slice(at, length);
        var head = HeadReader.Read(line, sieve);
        if (head.Fault != GateFault.NotJson && !head.IsArray && (whole || !(head.Type.Is("Bundle"u8) || head.Type.Is("Parameters"u8))))
        {
            if (head.Fault == GateFault.NoResource)
                Broken(place, head.Fault);
            else
                Whole(new(place, Gate.Document.None, 0, at, length), head, line);
            return at + length;
        }
        var isOfMany = head.IsArray || (!whole && head.Type.Is("Bundle"u8));
        if (head.Fault != GateFault.NotJson || ((head.IsUnfinished || isOfMany) && !inRuins))
            return Document(at, place);
        Broken(place, head.Fault);
        return at + length;
    }

    private void Whole(in Entry entry, in Head head, ReadOnlySpan<byte> json)
    {
        Leave();
        found.Resource(entry, head, json);
    }

    /// <summary>A line that is nothing. Among the ruins of a document it is a part of it, and nobody knows of what.</summary>
    private void Broken(Place place, GateFault fault)
    {
        if (inRuins)
            Settle(GateFault.CutShort);
        else
            found.Broken(place, fault);
    }

    private void Leave()
    {
        inRuins = false;
        Settle(GateFault.NotJson);
    }

    private void Settle(GateFault fault)
    {
        if (ruin is { } place)
            found.Broken(place, fault);
        ruin = null;
    }

    /// <summary>A document whose end is not the end of the line, or that holds others.</summary>
    private long Document(long at, Place place)
    {
        var document = new DocumentReader(window, file.Name, sieve, found, whole);
        if (document.Read(at, place) is { } end)
        {
            Leave();
            return end;
        }
        if (!inRuins)
            ruin = document.Emitted > 0 ? place with { Line = document.BrokenLine } : place;
        endsInIt = document.IsUnfinished;
        if (document.IsOfMany)
            Settle(GateFault.CutShort);
        // Where entries were read, what comes behind them follows; else each line may be a resource of its own.
        var (resume, line) = document.Emitted > 0 ? (document.BrokenAt, document.BrokenLine) : (at, place.Line);
        inRuins |= document.BrokenLine - place.Line > 1 || document.Emitted > 0;
        window.Seek(resume, line);
        return EndOfLine(resume);
    }

    private bool SkipBlank(ref long at)
    {
        while (true)
        {
            var bytes = window.From(at);
            var blank = bytes.IndexOfAnyExcept(" \t\r\n"u8);
            at += blank < 0 ? bytes.Length : blank;
            if (blank >= 0)
                return true;
            if (!window.Grow(at))
                return false;
        }
    }

    /// <summary>The length of the line without its end; null when it is longer than a line may be.</summary>
    private int? LineLength(long at)
    {
        var looked = 0;
        while (true)
        {
            var bytes = window.From(at);
            if (bytes[looked..].IndexOf((byte)'\n') is >= 0 and var end)
                return bytes[..(looked + end)].TrimEnd(" \t\r"u8).Length;
            looked = bytes.Length;
            if (looked > LongestLine)
                return null;
            if (!window.Grow(at))
                return bytes.TrimEnd(" \t\r"u8).Length;
        }
    }

    private long EndOfLine(long at)
    {
        while (true)
        {
            var bytes = window.From(at);
            if (bytes.IndexOf((byte)'\n') is >= 0 and var end)
                return at + end + 1;
            at += bytes.Length;
            if (!window.Grow(at))
                return at;
        }
    }
}
