using System.Globalization;
using System.Text.Json.Nodes;
using static IvcFhir.Sandbox.Cohort.Elements;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>One patient's chart: days as this hospital's dates, ids, and the shell that every resource of the chart shares.</summary>
internal sealed class Chart(PatientStory story)
{
    public PatientStory Story => story;

    public string Patient => $"Patient/{story.Id}";

    /// <summary>A family name that no real person bears; it must never turn up in a log, a metric or a file name.</summary>
    public string Family => "Synthetic-" + story.Id.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    public string Id(string rest) => $"{story.Id}-{rest}";

    /// <summary>A day as part of an id: <c>d183</c>, <c>before1</c>.</summary>
    public static string Tag(int day) => day < 0 ? "before" + Digits(-day) : "d" + Digits(day);

    public static string StepId(Session session, Step step, int index) => $"{Tag(session.Day)}-{Digits(index)}-{step.Kind}";

    public string Date(int day) => story.DayZero.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// An instant with the hospital's offset: summer time from April to October, centre A one hour east of UTC in winter, centre B six
    /// hours west. Every time of the cohort falls on the same date in UTC.
    /// </summary>
    public string At(int day, TimeOnly time)
    {
        var date = story.DayZero.AddDays(day);
        var summer = date.Month is >= 4 and <= 10 ? 1 : 0;
        var offset = TimeSpan.FromHours(summer + (story.Centre == Centre.A ? 1 : -6));
        return new DateTimeOffset(date.ToDateTime(time), offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    public JsonObject Resource(string type, string id, string status) =>
        new()
        {
            ["resourceType"] = type,
            ["id"] = Id(id),
            ["status"] = status,
            ["subject"] = Reference(Patient),
        };

    public JsonObject Observation(string id, string? status, string category, JsonObject code, string effective)
    {
        var observation = Resource("Observation", id, status ?? "final");
        observation["category"] = new JsonArray(Hl7("observation-category", category));
        observation["code"] = code;
        observation["effectiveDateTime"] = effective;
        return observation;
    }

    public JsonObject Condition(string id, string verification, JsonObject code)
    {
        var condition = new JsonObject { ["resourceType"] = "Condition", ["id"] = Id(id) };
        if (verification != "entered-in-error")
            condition["clinicalStatus"] = Hl7("condition-clinical", verification == "refuted" ? "inactive" : "active");
        condition["verificationStatus"] = Hl7("condition-ver-status", verification);
        condition["category"] = new JsonArray(Hl7("condition-category", "encounter-diagnosis"));
        condition["code"] = code;
        condition["subject"] = Reference(Patient);
        condition["onsetDateTime"] = Date(-3);
        condition["recordedDate"] = Date(-1);
        condition["note"] = new JsonArray(
            new JsonObject { ["text"] = $"Testa {Family} (synthetic): free text names patients, as it does in real charts." }
        );
        return condition;
    }

    /// <summary>The stay of a session with its coded diagnoses, as it is billed: a complication would stand among them.</summary>
    public JsonObject Stay(Session session, IEnumerable<JsonObject> diagnoses)
    {
        var stay = Resource(
            "Encounter",
            $"{Tag(session.Day)}-stay",
            session.Status is null ? "finished"
                : session.Status == "not-done" ? "cancelled"
                : session.Status
        );
        stay["class"] = Coding(new Code("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IMP", "inpatient encounter"));
        stay["period"] = new JsonObject { ["start"] = Date(session.Day - 1), ["end"] = Date(session.Day + 2) };
        if (session.Status is null && diagnoses.ToList() is { Count: > 0 } coded)
        {
            stay["diagnosis"] = new JsonArray([
                .. coded.Select(condition => new JsonObject
                {
                    ["condition"] = Reference($"Condition/{(string)condition["id"]!}"),
                    ["use"] = Hl7("diagnosis-role", "AD"),
                }),
            ]);
        }

        return stay;
    }

    /// <summary>A procedure of the session that starts some minutes after the session's start.</summary>
    public JsonObject Procedure(string id, Session session, Step step, int startsAfter, JsonObject code)
    {
        var procedure = Resource("Procedure", id, session.Status ?? (step.Result == "stopped" ? "stopped" : "completed"));
        procedure["code"] = code;
        procedure["encounter"] = Reference($"Encounter/{Id($"{Tag(session.Day)}-stay")}");
        if (session.Status == "not-done")
            procedure["performedDateTime"] = Date(session.Day);
        else
            procedure["performedPeriod"] = new JsonObject
            {
                ["start"] = At(session.Day, session.Start.AddMinutes(startsAfter)),
                ["end"] = At(session.Day, session.Start.AddMinutes(startsAfter + step.Minutes)),
            };
        if (step.Result is not null)
            procedure["outcome"] = Concept(HospitalCodes.Unsuccessful);
        return procedure;
    }

    /// <summary>The steps of a session with the minutes at which each starts. A pause takes time and leaves no record.</summary>
    public static IEnumerable<(Step Step, int Index, int StartsAfter)> Timed(Session session)
    {
        var minutes = 0;
        for (var index = 0; index < session.Steps.Length; index++)
        {
            var step = session.Steps[index];
            if (step.Kind != "pause")
                yield return (step, index + 1, minutes);
            minutes += step.Minutes;
        }
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
