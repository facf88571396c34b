using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IvcFhir.Answers;

/// <summary>
/// The answers of an answer file: one JSON object a line, the last line on a question counting. The file is only ever added to, so that it
/// keeps who answered what and when.
/// </summary>
internal sealed class AnswerBook
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly AnswerBook Empty = new([]);

    private readonly FrozenDictionary<(string Site, string Patient), ImmutableArray<GivenAnswer>> answers;

    private readonly ConcurrentDictionary<(string Site, string Patient), bool> asked = [];

    private AnswerBook(IEnumerable<GivenAnswer> lines) =>
        answers = lines
            .GroupBy(line => (line.Site, line.Patient))
            .ToFrozenDictionary(
                patient => patient.Key,
                patient =>
                    patient
                        .GroupBy(line => line.Key)
                        .Select(question => question.Last())
                        .Where(line => line.Answer != GivenAnswer.Withdrawn)
                        .ToImmutableArray()
            );

    /// <param name="file">Null: nobody answered anything.</param>
    /// <exception cref="ConfigurationFault">The file cannot be read, or a line of it. The message does not repeat the line.</exception>
    public static AnswerBook Load(string? file)
    {
        if (file is null)
            return Empty;
        var lines = new List<GivenAnswer>();
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(file, new UTF8Encoding(false, throwOnInvalidBytes: true)))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    lines.Add(
                        JsonSerializer.Deserialize<GivenAnswer>(line, Options) is { IsWhole: true } answer
                            ? answer
                            : throw new JsonException()
                    );
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ConfigurationFault(
                $"Answers: line {number} of '{file}' is no answer. Expected: a JSON object with site, patient, "
                    + "question, location, visit, answer, who, when, ground and sources, as 'ivcfhir answer' writes "
                    + "it."
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new ConfigurationFault(
                $"Answers: the file '{file}' cannot be read: "
                    + $"{(e is DecoderFallbackException ? "it is not UTF-8" : "it is not there, or not to be opened")}."
            );
        }
        return new(lines);
    }

    /// <summary>Makes the file where it is not there: for its owner alone, because it names patients.</summary>
    public static void Create(string file) => Open(file).Dispose();

    /// <summary>Adds a line to the file, on a line of its own also where somebody left the last one without an end.</summary>
    /// <returns>The line.</returns>
    public static string Append(string file, GivenAnswer answer)
    {
        var line = JsonSerializer.Serialize(answer, Options);
        using var stream = Open(file);
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
                stream.WriteByte((byte)'\n');
        }

        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        return line;
    }

    private static FileStream Open(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(file, options);
    }

    /// <summary>The answers that stand of one patient, in the order in which they were given.</summary>
    public ImmutableArray<GivenAnswer> Of(string site, string patient)
    {
        if (!answers.TryGetValue((site, patient), out var given))
            return [];
        asked[(site, patient)] = true;
        return given;
    }

    /// <summary>How many answers stand of patients who were not asked for so far.</summary>
    public int OfNobody => answers.Where(patient => !asked.ContainsKey(patient.Key)).Sum(patient => patient.Value.Length);
}
