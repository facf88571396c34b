using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Terminology;

internal enum Membership
{
    Member,
    NotMember,

    /// <summary>Only a terminology server can tell.</summary>
    Unknown,
}

/// <summary>A code as an element states it. An element of type code has no system: its value set says which is meant.</summary>
internal readonly record struct CodedValue(string? System, string? Code);

/// <summary>A value set, as far as it can be written down here.</summary>
/// <param name="Definition">The value set, to be sent to a terminology server; null for one that is not ours, which goes by its address.</param>
/// <param name="Unlisted">Systems of which the set may hold codes that are not listed here.</param>
/// <param name="Closed">Whether it holds nothing of any further system.</param>
/// <param name="Doubtful">Whether it excludes codes that cannot be listed here, so that a listed one may be among them.</param>
internal sealed class CodeSet(string url, ValueSet? definition, FrozenSet<CodedValue> listed, FrozenSet<string> unlisted, bool closed, bool doubtful = false)
{
    private readonly FrozenSet<string> codes = listed.Select(value => value.Code!).ToFrozenSet(StringComparer.Ordinal);

    public string Url => url;

    public ValueSet? Definition => definition;

    public int Count => listed.Count;

    public static CodeSet Unknown(string url) => new(url, null, [], [], closed: false);

    public Membership Has(CodedValue value)
    {
        if (value.System is null ? codes.Contains(value.Code ?? "") : listed.Contains(value))
            return doubtful ? Membership.Unknown : Membership.Member;
        var mayBe = !closed || (value.System is null ? unlisted.Count > 0 : unlisted.Contains(value.System));
        return mayBe ? Membership.Unknown : Membership.NotMember;
    }
}
