using System.Collections.Frozen;
using System.Text;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// The code of an item within its instrument: the name of the member in small letters with hyphens, <c>pretibial-edema</c>.
/// </summary>
public static class ItemCode
{
    private static readonly FrozenDictionary<VillaltaItem, string> s_villalta = CodesOf<VillaltaItem>();
    private static readonly FrozenDictionary<VcssItem, string> s_vcss = CodesOf<VcssItem>();
    private static readonly FrozenDictionary<PtsSeverity, string> s_severity = CodesOf<PtsSeverity>();
    private static readonly FrozenDictionary<PatencyReason, string> s_reason = CodesOf<PatencyReason>();

    public static string Of(VillaltaItem item) => s_villalta[item];

    public static string Of(VcssItem item) => s_vcss[item];

    public static string Of(PtsSeverity severity) => s_severity[severity];

    public static string Of(PatencyReason reason) => s_reason[reason];

    /// <summary><c>ActiveUlcerSize</c> becomes <c>active-ulcer-size</c>, <c>Sir2003</c> becomes <c>sir-2003</c>.</summary>
    internal static string Hyphenated(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        var previous = '-';
        foreach (var letter in name)
        {
            var starts = char.IsAsciiLetterUpper(letter) || (char.IsAsciiDigit(letter) && !char.IsAsciiDigit(previous));
            if (starts && code.Length > 0)
                code.Append('-');
            code.Append(char.ToLowerInvariant(letter));
            previous = letter;
        }

        return code.ToString();
    }

    private static FrozenDictionary<T, string> CodesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(member => member, member => Hyphenated(member.ToString()));
}
