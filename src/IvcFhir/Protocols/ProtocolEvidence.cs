using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>What one source says, seen from the rules of one study.</summary>
/// <param name="Stance">Towards the choice that these rules make.</param>
/// <param name="Setting">The setting on which the source makes a choice; null where it makes none.</param>
internal sealed record Testimony(EvidenceSource Source, Stance Stance, string Says, string? Setting = null);

/// <summary>
/// The evidence behind the rules of a study: one file for all of them, in which each source speaks for a choice or for none.
/// </summary>
internal static class ProtocolEvidence
{
    public static IEnumerable<DisputedPoint> Points => EvidenceFile.Shipped.Points;

    /// <summary>The settings that decide a disputed rule.</summary>
    public static IEnumerable<ProtocolSetting> SettingsOf(string decision) =>
        ProtocolSettings.All.Where(setting => string.Equals(ProtocolSchema.DecisionOf(setting.Path), decision, StringComparison.Ordinal));

    /// <summary>Those that support the choice first, then those that contrast it, then the others.</summary>
    public static ImmutableArray<Testimony> Of(DisputedPoint point, StudyProtocol rules) =>
        [
            .. point
                .Sources.Select(one => new Testimony(
                    EvidenceFile.Shipped.Source(one.Source),
                    StanceOf(one, point, rules),
                    one.Says,
                    one.For is { } choice ? SettingCondition.Parse(choice).Path : null
                ))
                .OrderBy(one => one.Stance),
        ];

    /// <summary>The statements on a figure.</summary>
    public static ImmutableArray<Testimony> Of(string figure) =>
        [.. EvidenceFile.Shipped.Of(figure).Select(one => new Testimony(EvidenceFile.Shipped.Source(one.Source), one.Stance, one.Says))];

    // A source that speaks for a choice supports whoever makes it. One that only speaks of the default says nothing of another choice.
    private static Stance StanceOf(Statement statement, DisputedPoint point, StudyProtocol rules) =>
        statement.Stance == Stance.Informs ? Stance.Informs
        : statement.For is { } choice
            ? SettingCondition.Parse(choice).Holds(rules) ? Stance.Supports
                : Stance.Contrasts
        : SettingsOf(point.Id).All(setting => IsDefault(setting, rules)) ? statement.Stance
        : Stance.Informs;

    public static bool IsDefault(ProtocolSetting setting, StudyProtocol rules) =>
        string.Equals(setting.Get(rules).ToJsonString(), setting.Get(StudyProtocol.Default).ToJsonString(), StringComparison.Ordinal);
}
