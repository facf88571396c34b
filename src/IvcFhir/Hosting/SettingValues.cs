using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace IvcFhir.Hosting;

/// <summary>Single values of a section of the settings, each with its form: what is wrong names the key and what is allowed.</summary>
internal static class SettingValues
{
    public static void CheckKeys(IEnumerable<IConfigurationSection> children, string path, string[] allowed)
    {
        var unknown = children.FirstOrDefault(child => !allowed.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new ConfigurationFault($"{path}{unknown.Key} is no setting. Allowed here: {string.Join(", ", allowed)}.");
    }

    public static int Number(IConfigurationSection section, string key, int otherwise, int least, int most)
    {
        if (Plain(section, key) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ConfigurationFault($"{section.Path}:{key} is '{text}': a whole number from {least} to {most} is expected.");
    }

    public static bool Flag(IConfigurationSection section, string key, bool otherwise) =>
        Plain(section, key) switch
        {
            null => otherwise,
            var text when bool.TryParse(text, out var flag) => flag,
            var text => throw new ConfigurationFault($"{section.Path}:{key} is '{text}': true or false is expected."),
        };

    /// <summary>
    /// The text of one plain value; null where the key is absent. An object, a list or <c>null</c> is no value, and never taken for an
    /// absent one.
    /// </summary>
    public static string? Plain(IConfigurationSection section, string key)
    {
        if (Child(section, key) is not { } child)
            return null;
        var shape =
            child.GetChildren().Any() ? "an object or a list"
            : child.Value is null ? "null or empty"
            : null;
        return shape is null ? child.Value : throw new ConfigurationFault($"{child.Path} is {shape}: {Expected(key)} is expected.");
    }

    /// <summary>A text that may be shown; null where the key is absent, or empty.</summary>
    public static string? Line(IConfiguration section, string key)
    {
        var child = section.GetSection(key);
        if (child.GetChildren().Any())
            throw new ConfigurationFault($"{child.Path} is an object or a list: a text is expected.");
        return child.Value is { Length: > 0 } text ? text : null;
    }

    private static string Expected(string key) =>
        key switch
        {
            "WriteBack" or "TotalIsEstimate" => "true or false",
            "Patients" => $"one of {string.Join(", ", Enum.GetNames<PatientSelection>())}",
            _ => "a whole number",
        };

    public static T OneOf<T>(IConfigurationSection section, string key, T otherwise)
        where T : struct, Enum =>
        Plain(section, key) switch
        {
            null => otherwise,
            var text when Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) => Enum.Parse<T>(text, ignoreCase: true),
            var text => throw new ConfigurationFault(
                $"{section.Path}:{key} is '{text}'. Allowed: {string.Join(", ", Enum.GetNames<T>())}."
            ),
        };

    /// <summary>A section, also one that is empty; null where the key is absent.</summary>
    public static IConfigurationSection? Child(IConfigurationSection section, string key) =>
        section.GetChildren().FirstOrDefault(child => string.Equals(child.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>An object with no other keys than these; null where it is absent.</summary>
    public static IConfigurationSection? Object(IConfigurationSection section, string key, string[] allowed)
    {
        if (Child(section, key) is not { } child)
            return null;
        if (child.Value is not null || !child.GetChildren().Any())
            throw new ConfigurationFault($"{child.Path} is no object. Expected is one with {string.Join(", ", allowed)}.");
        CheckKeys(child.GetChildren(), child.Path + ":", allowed);
        return child;
    }

    /// <summary>One line of text; null where the key is absent. It is not shown: in a wrong place it could be a secret.</summary>
    public static string? Text(IConfigurationSection section, string key)
    {
        if (Child(section, key) is not { } child)
            return null;
        return !child.GetChildren().Any() && child.Value is { Length: > 0 and < 4096 } text && !text.Any(char.IsControl)
            ? text
            : throw new ConfigurationFault($"{child.Path} is no text of one line, or empty: one is expected.");
    }

    public static ConfigurationFault Missing(IConfigurationSection section, string key, string form) =>
        new($"{section.Path}:{key} is missing: {form}.");
}
