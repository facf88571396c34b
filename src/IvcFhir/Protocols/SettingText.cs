using System.Text.Json.Nodes;
using IvcFhir.Core;
using static System.FormattableString;

namespace IvcFhir.Protocols;

/// <summary>The value of a setting in one line for people.</summary>
internal static class SettingText
{
    public static string Of(ProtocolSetting setting, StudyProtocol rules) =>
        setting.Path == "visits"
            ? string.Join(", ", rules.Visits.Select(window => Invariant($"{window.Id} {window.FirstDay}–{window.LastDay}")))
            : setting.Get(rules) switch
            {
                JsonArray { Count: 0 } => "none",
                JsonArray values => string.Join(", ", values.Select(value => value!.GetValue<string>())),
                JsonValue value => value.ToString(),
                var other => other.ToJsonString(),
            };
}
