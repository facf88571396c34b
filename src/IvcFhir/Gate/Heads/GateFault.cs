using IvcFhir.Core;

namespace IvcFhir.Gate;

/// <summary>
/// Why bytes from outside cannot be taken as they are. A fault costs the smallest unit whose meaning stays certain, and never throws.
/// </summary>
internal enum GateFault
{
    None,

    /// <summary>Not JSON, or JSON that ends too early.</summary>
    NotJson,

    /// <summary>
    /// A file that ends in the middle, or a document of which the rest could not be read: how much is lost, and whose, nobody knows.
    /// </summary>
    CutShort,

    /// <summary>Bytes that are no UTF-8, or half a surrogate pair: no text could be made of them.</summary>
    NotText,

    /// <summary>A property without a name.</summary>
    NameEmpty,

    /// <summary>A property that stands twice: nobody knows which of the two is meant.</summary>
    NameTwice,

    /// <summary>Nested deeper than <see cref="Limits.Depth"/>.</summary>
    TooDeep,

    /// <summary>Longer than <see cref="Limits.ResourceBytes"/>.</summary>
    TooLong,

    /// <summary>No JSON object with a <c>resourceType</c>.</summary>
    NoResource,

    /// <summary>A resource without an id: nothing could be traced to it.</summary>
    IdMissing,
}

internal static class GateFaults
{
    /// <summary>The code under which a fault is told.</summary>
    public static IssueCode AsIssue(this GateFault fault) =>
        fault switch
        {
            GateFault.IdMissing => IssueCode.IdMissing,
            GateFault.NotJson or GateFault.CutShort or GateFault.NoResource or GateFault.TooLong => IssueCode.MalformedInput,
            _ => IssueCode.InvalidResource,
        };
}

/// <summary>What the gate takes at most.</summary>
internal static class Limits
{
    /// <summary>As deep as the JSON reader of .NET and the SDK read by default.</summary>
    public const int Depth = 64;

    public const int ResourceBytes = 64 << 20;
}
