using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IvcFhir.Pull;

namespace IvcFhir.Commands;

/// <summary>
/// What a chart's Patient resource says of the person: names, identifiers, day of birth, telephone, address. Sites have put these into
/// codes, units and ids of forms, where nothing else tells them from a code.
/// </summary>
internal sealed class PersonalData
{
    private static readonly ImmutableArray<string> DateForms = ["yyyyMMdd", "ddMMyyyy", "MMddyyyy", "yyMMdd", "ddMMyy", "MMddyy"];

    private readonly ImmutableHashSet<string> words;

    private PersonalData(ImmutableHashSet<string> words) => this.words = words;

    public static PersonalData Of(PatientRecord record) =>
        new([.. record.Resources.Where(resource => resource.Type == "Patient").SelectMany(patient => WordsOf(patient.Json))]);

    /// <summary>Whether a text holds something of the person: a word of it whole, or a long one within another, in any case.</summary>
    public bool IsIn(string? text)
    {
        if (string.IsNullOrEmpty(text) || words.IsEmpty)
            return false;
        var own = Words(text);
        var joined = string.Concat(own);
        return words.Any(word =>
            own.Contains(word, StringComparer.Ordinal) || (IsLong(word) && joined.Contains(word, StringComparison.Ordinal))
        );
    }

    private static IEnumerable<string> WordsOf(JsonElement patient)
    {
        var names = Texts(patient.Member("name")).Concat(Texts(patient.Member("contact"))).SelectMany(Words).Where(word => word.Length > 1);
        var places = Texts(patient.Member("address")).SelectMany(Words).Where(word => word.Length > 3 && !IsNumber(word));
        // Whole: the parts of a number stand in other numbers too.
        var numbers = Texts(patient.Member("identifier"))
            .Concat(Texts(patient.Member("telecom")))
            .Append(patient.Text("id") ?? "")
            .Select(number => string.Concat(Words(number)))
            .Where(number => number.Length > 3);
        return names.Concat(places).Concat(numbers).Concat(Dates(patient.Text("birthDate")));
    }

    private static IEnumerable<string> Dates(string? birth) =>
        DateOnly.TryParseExact(birth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateForms.Select(form => day.ToString(form, CultureInfo.InvariantCulture))
            : [];

    /// <summary>What was entered of the person, however deep; not the codes that say what kind of name, address or number it is.</summary>
    private static IEnumerable<string> Texts(JsonElement? element) =>
        element switch
        {
            { ValueKind: JsonValueKind.String } text => Spellings(text.GetString()!),
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().SelectMany(item => Texts(item)),
            { ValueKind: JsonValueKind.Object } parts => parts
                .EnumerateObject()
                .Where(part =>
                    part.Name
                        is "name"
                            or "address"
                            or "telecom"
                            or "text"
                            or "family"
                            or "given"
                            or "line"
                            or "city"
                            or "district"
                            or "value"
                )
                .SelectMany(part => Texts(part.Value)),
            _ => [],
        };

    /// <summary>A code has no umlauts: Müller is in it as Mueller or Muller.</summary>
    private static IEnumerable<string> Spellings(string text) =>
        [
            text,
            text.Replace("ä", "ae", StringComparison.OrdinalIgnoreCase)
                .Replace("ö", "oe", StringComparison.OrdinalIgnoreCase)
                .Replace("ü", "ue", StringComparison.OrdinalIgnoreCase)
                .Replace("ß", "ss", StringComparison.OrdinalIgnoreCase),
        ];

    /// <summary>Small letters and digits only, without marks.</summary>
    private static string[] Words(string text)
    {
        var bare = text.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(bare.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Shorter words and numbers stand by chance in others: six digits in every other address of a code system.</summary>
    private static bool IsLong(string word) => word.Length > (IsNumber(word) ? 6 : 3);

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);
}
