using System.Globalization;
using IvcFhir.Core;

namespace IvcFhir.Protocols;

/// <summary>
/// A condition on one setting, as the evidence names a choice: <c>villalta.ulcer=add-15</c>, <c>villalta.earliestPtsDay&gt;=90</c>.
/// </summary>
internal sealed record SettingCondition(string Path, bool OrMore, string Value)
{
    /// <exception cref="FormatException">It is none.</exception>
    public static SettingCondition Parse(string text) =>
        text.Split('=') switch
        {
            [[.. var path, '>'], var value] => new(path, OrMore: true, value),
            [var path, var value] => new(path, OrMore: false, value),
            _ => throw new FormatException($"{text} is no condition on a setting."),
        };

    /// <exception cref="InvalidOperationException">There is no such setting; a test looks each of them up.</exception>
    public bool Holds(StudyProtocol rules)
    {
        var value = ProtocolSettings
            .All.First(setting => string.Equals(setting.Path, Path, StringComparison.Ordinal))
            .Get(rules)
            .ToString();
        return OrMore ? Number(value) >= Number(Value) : string.Equals(value, Value, StringComparison.Ordinal);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
