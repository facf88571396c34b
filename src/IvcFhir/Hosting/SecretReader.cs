using System.Text.RegularExpressions;
using IvcFhir.Connect;
using Microsoft.Extensions.Configuration;
using static IvcFhir.Hosting.SettingValues;

namespace IvcFhir.Hosting;

/// <summary>
/// A secret in the settings: an object that says where it stands. A text is refused, for it would be the secret itself, and is not shown.
/// </summary>
internal static partial class SecretReader
{
    private const string Form = "an object with exactly one of Env, File, Credential is expected";

    public static Secret Required(IConfigurationSection section, string key, params string[] beside) =>
        Optional(section, key, beside) ?? throw Missing(section, key, Form);

    /// <param name="beside">Keys of the object that belong to somebody else.</param>
    public static Secret? Optional(IConfigurationSection section, string key, params string[] beside)
    {
        if (Child(section, key) is not { } child)
            return null;
        if (child.Value is not null || !child.GetChildren().Any())
            throw new ConfigurationFault($"{child.Path} is a text, or empty: {Form}.");
        var places = child.GetChildren().Where(part => !beside.Contains(part.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        var place =
            places.Count == 1
            && Enum.GetNames<SecretPlace>().Contains(places[0].Key, StringComparer.OrdinalIgnoreCase)
            && places[0].Value is { Length: > 0 }
                ? Enum.Parse<SecretPlace>(places[0].Key, ignoreCase: true)
                : throw new ConfigurationFault(
                    $"{child.Path}: {Form}{(beside.Length > 0 ? $", and beside it {string.Join(", ", beside)}" : "")}."
                );
        var name = places[0].Value!;
        return place switch
        {
            SecretPlace.Env when !Variable().IsMatch(name) || name.StartsWith("IVCFHIR_", StringComparison.OrdinalIgnoreCase) =>
                throw new ConfigurationFault(
                    $"{child.Path}:Env: the name of a variable is expected, of letters, digits and '_', none that begins with IVCFHIR_, "
                        + "for those are settings."
                ),
            SecretPlace.Credential when !Credential().IsMatch(name) => throw new ConfigurationFault(
                $"{child.Path}:Credential: the name of a file in $CREDENTIALS_DIRECTORY is expected, of letters, digits, '.', '-' and '_'."
            ),
            _ => new(child.Path, place, name),
        };
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,200}\\z", RegexOptions.None, Patterns.Milliseconds)]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}\\z", RegexOptions.None, Patterns.Milliseconds)]
    private static partial Regex Credential();
}
