using System.Collections.Immutable;
using System.Globalization;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// Reads <c>cohort.txt</c>; its header explains the lines. A line that is not understood stops the reading with its number.
/// </summary>
internal static class DescriptionReader
{
    private static readonly TimeOnly LaterSessions = new(9, 30);

    public static string EmbeddedText()
    {
        using var stream =
            typeof(DescriptionReader).Assembly.GetManifestResourceStream("IvcFhir.Sandbox.Cohort.cohort.txt")
            ?? throw new InvalidOperationException("The description of the cohort is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static ImmutableArray<PatientStory> Read(string text)
    {
        var stories = ImmutableArray.CreateBuilder<PatientStory>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0)
                continue;
            try
            {
                if (Words(line) is ["patient", var id])
                    stories.Add(new PatientStory(id, default, "", default));
                else
                    stories[^1] = With(stories[^1], line);
            }
            catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"cohort.txt, line {number}: {e.Message}"), e);
            }
        }

        return stories.ToImmutable();
    }

    private static PatientStory With(PatientStory story, string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = Words(colon < 0 ? line : line[..colon]);
        var body = colon < 0 ? "" : line[(colon + 2)..].Trim();
        return head[0] switch
        {
            "born" => story with { Born = Date(head[1]), Gender = head[2] },
            "thrombosis" => story with { Thrombosis = head[1] == "both" ? ["left", "right"] : [head[1]] },
            "refuted" => story with { Refuted = [head[1]] },
            "chart" => story with { DayZero = Date(head[1]) },
            "session" => story with { DayZero = Date(head[1]), Sessions = [new Session(0, Time(head[2]), null, Steps(body))] },
            "again" => story with
            {
                Sessions = story.Sessions.Add(new Session(Number(head[1]), LaterSessions, StatusIn(head), Steps(body))),
            },
            "retrieval" => story with
            {
                Sessions = story.Sessions.Add(new Session(Number(head[1]), LaterSessions, null, Steps("retrieval 20"))),
            },
            "position" => story with { Positions = story.Positions.Add(new PositionNote(Number(head[1]), StatusIn(head), body)) },
            "visit" => story with
            {
                Visits = story.Visits.Add(new Visit(Number(head[1]), StatusIn(head), [.. Parts(body, ';').Select(Leg)])),
            },
            "imaging" => story with { Scans = story.Scans.AddRange(Parts(body, ',').Select(part => ScanOf(head[1], part))) },
            "event" => story with
            {
                Complications = story.Complications.Add(
                    new ComplicationNote(Number(head[1]), StatusIn(head), Words(body)[0], Words(body)[1])
                ),
            },
            "other" => story with { Others = story.Others.Add(new OtherProcedure(Number(head[1]), body)) },
            _ => throw new FormatException($"'{head[0]}' is not a kind of note."),
        };
    }

    private static ImmutableArray<Step> Steps(string body) => [.. Parts(body, ',').Select(StepOf)];

    private static Step StepOf(string part)
    {
        var words = Words(part);
        var minutes = Array.FindIndex(words, word => char.IsAsciiDigit(word[0]));
        return new Step(
            words[0],
            minutes == 2 ? words[1] : null,
            Number(words[minutes]),
            words.Length > minutes + 1 ? words[minutes + 1] : null
        );
    }

    private static LegGrades Leg(string part) =>
        Words(part) switch
        {
            [var leg, var villalta, "u0" or "u1", var vcss] words => new LegGrades(
                leg,
                Grades(villalta.Replace("|", "", StringComparison.Ordinal), 11),
                words[2] == "u1",
                Grades(vcss, 10)
            ),
            _ => throw new FormatException($"'{part}' is not LEG VILLALTA uULCER VCSS."),
        };

    private static ImmutableArray<int?> Grades(string digits, int expected) =>
        digits.Length == expected && digits.All(digit => digit is (>= '0' and <= '3') or '-')
            ? [.. digits.Select(digit => digit == '-' ? (int?)null : digit - '0')]
            : throw new FormatException($"'{digits}' is not the instrument's grades from 0 to 3 (or -).");

    private static Scan ScanOf(string vein, string part)
    {
        var words = Words(part);
        var status = words.Skip(2).FirstOrDefault(word => word != "venography");
        return new Scan(vein, Number(words[0]), words[1], words.Contains("venography"), status);
    }

    private static string? StatusIn(string[] head) => head.Length > 2 ? head[2] : null;

    private static string[] Parts(string text, char separator) => text.Split(separator, StringSplitOptions.TrimEntries);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
