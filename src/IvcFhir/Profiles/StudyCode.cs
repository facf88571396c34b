using System.Runtime.CompilerServices;
using System.Text;

namespace IvcFhir.Profiles;

/// <summary>
/// The code of an enum member in its study CodeSystem. The rule is the only link: the CodeSystem's id is the enum's name and the code is
/// the member's name, both in kebab-case (<c>VeinStatus.PartialThrombus</c> is <c>vein-status#partial-thrombus</c>). A test holds it for
/// every member, in both directions.
/// </summary>
internal static class StudyCode
{
    public static string SystemOf<T>()
        where T : struct, Enum => Codes<T>.System;

    public static string Of<T>(T value)
        where T : struct, Enum => Codes<T>.All.CodeOf(Unsafe.BitCast<T, int>(value));

    public static T? Parse<T>(string code)
        where T : struct, Enum => Codes<T>.All.ValueOf(code) is { } value ? Unsafe.BitCast<int, T>(value) : null;

    public static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = char.IsAsciiLetterUpper(name[i]) || (char.IsAsciiDigit(name[i]) && !char.IsAsciiDigit(name[Math.Max(0, i - 1)]));
            if (i > 0 && starts)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(name[i]));
        }
        return kebab.ToString();
    }

    private static class Codes<T>
        where T : struct, Enum
    {
        public static readonly string System = Kebab(typeof(T).Name);
        public static readonly Codes All = new(typeof(T));
    }

    /// <summary>
    /// By number and not by member: tables of each enumeration's own type would each be compiled anew, which is most of what a start costs.
    /// </summary>
    private sealed class Codes
    {
        private readonly Dictionary<int, string> byValue = [];
        private readonly Dictionary<string, int> byCode = new(StringComparer.Ordinal);

        public Codes(Type type)
        {
            var (names, values) = (Enum.GetNames(type), (int[])Enum.GetValuesAsUnderlyingType(type));
            for (var member = 0; member < names.Length; member++)
                byCode.Add(byValue[values[member]] = Kebab(names[member]), values[member]);
        }

        public string CodeOf(int value) => byValue[value];

        public int? ValueOf(string code) => byCode.TryGetValue(code, out var value) ? value : null;
    }
}

/// <summary>What an Observation is about.</summary>
internal enum ObservationKind
{
    VillaltaAssessment,
    VillaltaUlcer,

    /// <summary>A total that the site computed itself.</summary>
    VillaltaTotal,
    VcssAssessment,
    VcssTotal,
    VeinFinding,
    FilterPosition,
    Complication,

    /// <summary>Which leg the other answers of a form are about.</summary>
    Leg,
    ProcedureStart,
    ProcedureEnd,

    /// <summary>Loss of a vein's diameter, in percent.</summary>
    Stenosis,
    NarrowestDiameter,
    ReferenceDiameter,

    /// <summary>In degrees.</summary>
    FilterTilt,

    /// <summary>In mm or cm, below zero towards the feet.</summary>
    FilterMigration,

    /// <summary>In mm or cm.</summary>
    StrutPenetration,
    FilterFracture,
    CavalThrombus,

    /// <summary>Thrombus of a segment; the time tells whether it is before or after treatment.</summary>
    ThrombusExtent,
    ThrombusBeforeTreatment,
    ThrombusAfterTreatment,
    ClinicalResponse,
}

internal enum DeviceKind
{
    Filter,
    Stent,
    Balloon,
}

/// <summary>What is recorded of a complication beyond kind and grade.</summary>
internal enum ComplicationDetail
{
    /// <summary>Time by which the complication prolonged the stay.</summary>
    ProlongedStay,
    BleedingSite,

    /// <summary>Whether blood was seen to be lost.</summary>
    BleedingOvert,
    BleedingFatal,
    HemoglobinFall,
    HemoglobinBefore,
    HemoglobinAfter,

    /// <summary>Units of whole blood or red cells.</summary>
    TransfusedUnits,
}
