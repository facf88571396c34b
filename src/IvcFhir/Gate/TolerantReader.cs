using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using IvcFhir.Core;

namespace IvcFhir.Gate;

/// <summary>
/// The SDK's reading with its faults as values. A faulty element is taken out and told, and the rest is read anew, strictly. Where a
/// meaning could turn round without the element (a status, a refutation), or nobody knows which of two is meant, there is no resource.
/// </summary>
internal sealed partial class TolerantReader
{
    private const int Rounds = 4;

    private const string TwiceNamed = "JSON129";

    private readonly BaseFhirJsonDeserializer deserializer = FhirModel.Deserializer();

    /// <returns>No resource where it cannot be used; else what was taken out, or kept as a day.</returns>
    public (Resource? Resource, ImmutableArray<(IssueCode Code, string Element)> Told) Read(ReadOnlySpan<byte> utf8)
    {
        var told = ImmutableArray.CreateBuilder<(IssueCode, string)>();
        if (Misspelt.In(utf8) is { Count: > 0 } misspelt)
        {
            if (Without(misspelt, utf8, told) is not { } rest)
                return (null, []);
            utf8 = rest;
        }
        var (resource, faults) = Parse(utf8);
        for (var round = 0; round < Rounds && resource is not null && faults.Count > 0; round++)
        {
            if (Mended(utf8, faults, told) is not { } mended)
                return (null, []);
            utf8 = mended;
            (resource, faults) = Parse(utf8);
        }
        return faults.Count > 0 ? (null, []) : (resource, [.. told.Distinct()]);
    }

    /// <summary>What is wrong, as the paths of the elements. Whatever the SDK throws at the content is a fault of it.</summary>
    private (Resource? Resource, IReadOnlyList<(string Code, string Path)> Faults) Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            return deserializer.TryDeserializeResource(ref reader, out var resource, out var issues)
                ? (resource, [])
                : (resource, [.. issues.Select(issue => (issue.ErrorCode, (issue as ExtendedCodedException)?.InstancePath ?? ""))]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, [("", "")]);
        }
    }

    private static byte[]? Mended(
        ReadOnlySpan<byte> utf8,
        IReadOnlyList<(string Code, string Path)> faults,
        ImmutableArray<(IssueCode, string)>.Builder told
    )
    {
        if (faults.Any(fault => fault.Code == TwiceNamed) || Root(utf8) is not { } json)
            return null;
        // The last of a list first: the numbers of the others stay what they are.
        foreach (var path in faults.Select(fault => fault.Path).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
        {
            var steps = path.Split('.');
            if (steps.Length < 2 || TurnsMeaning(steps[1]))
                return null;
            if (json.At(steps.AsSpan(1)) is { } time && KeepsItsDay(time, steps[^1]))
            {
                told.Add((IssueCode.OffsetMissing, ElementPaths.WithoutIndexes(path)));
                continue;
            }
            var unit = ElementPaths.UnitOf(steps);
            json.Remove(unit.AsSpan(1));
            told.Add((IssueCode.ElementInvalid, ElementPaths.WithoutIndexes(string.Join('.', unit))));
        }
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    /// <summary>Without what resembles an element in other letters, and without the element itself where both stand.</summary>
    private static byte[]? Without(
        List<(string Key, string Path)> misspelt,
        ReadOnlySpan<byte> utf8,
        ImmutableArray<(IssueCode, string)>.Builder told
    )
    {
        if (Root(utf8) is not { } json)
            return null;
        foreach (var (key, path) in misspelt.OrderByDescending(name => name.Path, StringComparer.Ordinal))
        {
            var steps = path.Split('.');
            if (steps.Length < 2 || TurnsMeaning(steps[1]))
                return null;
            json.Remove(key);
            var unit = ElementPaths.UnitOf(steps);
            json.Remove(unit.AsSpan(1));
            told.Add((IssueCode.ElementInvalid, ElementPaths.WithoutIndexes(string.Join('.', unit))));
        }
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static JsonObject? Root(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Elements without which a resource could be taken for the contrary of what it says.</summary>
    private static bool TurnsMeaning(string step) =>
        step.Split('[')[0]
            is "status"
                or "verificationStatus"
                or "clinicalStatus"
                or "actuality"
                or "statusReason"
                or "modifierExtension"
                or "implicitRules"
                or "dataAbsentReason"
                or "contained"
                or "resourceType";

    /// <summary>A time without an offset is no instant, and its day is the day that the hospital wrote.</summary>
    private static bool KeepsItsDay(ElementPlace place, string element)
    {
        if (element is "birthDate" or "lastUpdated" or "issued" || place.Text is not { } text || !WithoutOffset().IsMatch(text))
            return false;
        place.Replace(text[..10]);
        return true;
    }

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Patterns.Milliseconds
    )]
    private static partial Regex WithoutOffset();
}
