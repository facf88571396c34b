using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate.Slicing;

/// <summary>A slice: which items belong to it, how many there must be, and what each must be like.</summary>
internal sealed record Slice(string Name, ImmutableArray<Discriminator> Discriminators, Occurrence? Occurrence, ElementShape Shape)
{
    public bool? Holds(Base item, Walk walk) => Discriminators is [var only] ? only.Matches(item, walk) : Logic.All(Discriminators, discriminator => discriminator.Matches(item, walk));
}

/// <summary>The slicing of an element: each item belongs to the first slice whose discriminators it meets, or to none.</summary>
internal sealed record SliceSet(ImmutableArray<Slice> Slices, ElementDefinition.SlicingRules Rules, bool Ordered, RuleSource Source)
{
    private const int None = -1;

    /// <summary>It may be one of a slice; whether it is cannot be told here.</summary>
    private const int Open = -2;

    public void Check(ElementItems items, string name, Walk walk)
    {
        if (items.Count == 0 && !Slices.Any(slice => slice.Occurrence?.Min > 0))
            return;
        Span<int> counts = stackalloc int[Slices.Length];
        var (furthest, unmatchedSeen, openSeen) = (None, false, false);
        for (var i = 0; i < items.Count; i++)
        {
            walk.Enter(items[i], name, items.IndexOf(i));
            var slice = SliceOf(items[i], walk);
            CheckPlace(slice, furthest, unmatchedSeen, walk);
            unmatchedSeen |= slice == None;
            openSeen |= slice == Open;
            if (slice >= 0)
            {
                counts[slice]++;
                furthest = Math.Max(furthest, slice);
                Slices[slice].Shape.CheckContent(items[i], walk);
            }
            walk.Leave();
        }
        CheckCounts(counts, openSeen, name, walk);
    }

    private int SliceOf(Base item, Walk walk)
    {
        var otherwise = None;
        for (var i = 0; i < Slices.Length; i++)
        {
            switch (Slices[i].Holds(item, walk))
            {
                case true: return i;
                case null: otherwise = Open; break;
            }
        }
        return otherwise;
    }

    private void CheckPlace(int slice, int furthest, bool unmatchedSeen, Walk walk)
    {
        if (slice == Open)
            walk.Report(FindingCode.RuleNotChecked, Source, Verdict.CouldNotCheck);
        else if (slice == None && Rules == ElementDefinition.SlicingRules.Closed)
            walk.Report(FindingCode.SliceUnmatched, Source);
        else if (slice >= 0 && unmatchedSeen && Rules == ElementDefinition.SlicingRules.OpenAtEnd)
            walk.Report(FindingCode.SliceNotAtEnd, Source);
        else if (slice >= 0 && Ordered && slice < furthest)
            walk.Report(FindingCode.SliceOutOfOrder, Source);
    }

    private void CheckCounts(ReadOnlySpan<int> counts, bool openSeen, string name, Walk walk)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (Slices[i].Occurrence is not { } occurrence)
                continue;
            if (counts[i] < occurrence.Min && !openSeen)
                walk.Report(FindingCode.SliceMissing, occurrence.Source, below: name);
            else if (counts[i] > occurrence.Max)
                walk.Report(occurrence.Max == 0 ? FindingCode.ElementProhibited : FindingCode.SliceRepeated, occurrence.Source, below: name);
        }
    }
}
