using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// Laws of a record that the maps do not know, over every patient of both centres: added to a chart it leaves each answer as it is or open,
/// never another; and what a hospital records beside a study opens next to nothing.
/// </summary>
public sealed class OneMoreRecordTests
{
    private const string Local = "urn:oid:1.2.999.77";

    /// <summary>A record of a kind, on a day after the first act of the patient; null for no day.</summary>
    private static readonly (string Name, Func<string, string?, JsonObject> Make)[] Unknown =
    [
        ("local procedure", (patient, day) => Procedure(patient, day, Local, "X1")),
        ("words of a procedure", (patient, day) => Procedure(patient, day, null, "something with a vein")),
        (
            "vascular procedure that is not listed",
            (patient, day) => Procedure(patient, day, "http://www.cms.gov/Medicare/Coding/ICD10", "06LY3ZZ")
        ),
        (
            "lysis in progress",
            (patient, day) => With(Procedure(patient, day, "http://snomed.info/sct", "432948005"), ("status", "in-progress"))
        ),
        ("local diagnosis", (patient, day) => Condition(patient, day, Local, "X2")),
        ("words of a diagnosis", (patient, day) => Condition(patient, day, null, "not well")),
        ("bleeding of the bowel", (patient, day) => Condition(patient, day, "http://hl7.org/fhir/sid/icd-10-cm", "K92.2")),
        (
            "adverse event in words",
            (patient, day) =>
                new JsonObject
                {
                    ["resourceType"] = "AdverseEvent",
                    ["id"] = "unknown",
                    ["actuality"] = "actual",
                    ["subject"] = Reference(patient),
                    ["event"] = new JsonObject { ["text"] = "fell" },
                    ["date"] = day,
                }
        ),
        (
            "image without a readable state",
            (patient, day) =>
                new JsonObject
                {
                    ["resourceType"] = "Observation",
                    ["id"] = "unknown",
                    ["status"] = "final",
                    ["subject"] = Reference(patient),
                    ["effectiveDateTime"] = day,
                    ["code"] = Concept("https://ivcfhir.org/fhir/CodeSystem/observation-kind", "vein-finding"),
                    ["bodySite"] = Concept("http://snomed.info/sct", "64131007"),
                    ["valueCodeableConcept"] = new JsonObject { ["text"] = "hard to see" },
                }
        ),
        (
            "Observation at a vein that no map knows",
            (patient, day) =>
                new JsonObject
                {
                    ["resourceType"] = "Observation",
                    ["id"] = "unknown",
                    ["status"] = "final",
                    ["subject"] = Reference(patient),
                    ["effectiveDateTime"] = day,
                    ["code"] = Concept(Local, "X3"),
                    ["bodySite"] = Concept("http://snomed.info/sct", "64131007"),
                    ["valueString"] = "?",
                }
        ),
        (
            "report in words",
            (patient, day) =>
                new JsonObject
                {
                    ["resourceType"] = "DiagnosticReport",
                    ["id"] = "unknown",
                    ["status"] = "final",
                    ["subject"] = Reference(patient),
                    ["effectiveDateTime"] = day,
                    ["code"] = Concept("http://www.ama-assn.org/go/cpt", "93970"),
                    ["conclusion"] = "no thrombus",
                }
        ),
    ];

    public static TheoryData<Centre, string> Kinds =>
        [.. from centre in Enum.GetValues<Centre>() from kind in Unknown select (centre, kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Added_to_a_chart_it_leaves_each_answer_as_it_is_or_open(Centre centre, string kind)
    {
        var make = Unknown.Single(one => one.Name == kind).Make;
        var opened = 0;
        foreach (var (number, (patient, resources, mapper)) in Charts(centre).Index())
        {
            var before = Score(mapper, patient, resources);
            if (!before.Eligible)
                continue;
            // Two of the days of each patient in turn: every kind meets every day many times.
            foreach (var day in Days(before).Where((_, place) => place == number % 5 || place == (number + 2) % 5))
            {
                var after = Score(mapper, patient, [.. resources, make(patient, day)]);
                var answers = after.Outcomes.ToDictionary(outcome => outcome.Key);
                foreach (var outcome in before.Outcomes.Where(outcome => outcome.Value is not OutcomeValue.Unanswered))
                {
                    var now = answers[outcome.Key];
                    // Follow-up of what did not happen ends with the last record; a record more may lengthen it, and turns no "not yet"
                    // into "yes".
                    Assert.True(
                        now.Value.Equals(outcome.Value)
                            || now.Value is OutcomeValue.Unanswered
                            || now.Value is OutcomeValue.TimeToEvent { Happened: false },
                        $"{kind} on {day}: {outcome.Key.Instrument} of {outcome.Key.Location} was answered otherwise."
                    );
                    if (now.Value is OutcomeValue.Unanswered)
                    {
                        opened++;
                        Assert.Contains(now.Sources, source => source.Reference.EndsWith("/unknown", StringComparison.Ordinal));
                        Assert.Contains(
                            IvcFhir.Explain.BearingSettings.Of(now, StudyProtocol.Default),
                            row => row.Decision == "D14" && row.Setting.StartsWith("unread.", StringComparison.Ordinal)
                        );
                    }
                }
            }
        }

        // A report in words opens nothing of what was seen; every other kind opens something somewhere.
        Assert.Equal(kind != "report in words", opened > 0);
    }

    /// <summary>
    /// Two hundred records of an ordinary chart, none of which the study asks for: problem lists, visits, laboratory, procedures of other
    /// bodies.
    /// </summary>
    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void An_ordinary_chart_opens_at_most_a_tenth_of_the_answers(Centre centre)
    {
        var (right, lost) = (0, new Dictionary<(Instrument, AbsenceReason), int>());
        foreach (var (patient, resources, mapper) in Charts(centre))
        {
            var before = Score(mapper, patient, resources);
            if (!before.Eligible)
                continue;
            var after = Score(mapper, patient, [.. resources, .. Ordinary(patient, Days(before).OfType<string>().First())])
                .Outcomes.ToDictionary(outcome => outcome.Key);
            foreach (var outcome in before.Outcomes.Where(outcome => outcome.Value is not OutcomeValue.Unanswered))
            {
                right++;
                if (after[outcome.Key].Value is OutcomeValue.Unanswered none)
                    lost[(outcome.Key.Instrument, none.Reason)] = lost.GetValueOrDefault((outcome.Key.Instrument, none.Reason)) + 1;
            }
        }

        var ranked =
            $"{lost.Values.Sum()} of {right} answers opened: "
            + $"{string.Join(", ", lost.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Item1).Select(one => $"{one.Key.Item1} {one.Key.Item2} {one.Value}"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(ranked);
        Assert.True(lost.Values.Sum() <= right / 10, ranked);
    }

    private static IEnumerable<JsonObject> Ordinary(string patient, string index)
    {
        var day = DateOnly.ParseExact(index, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string[] icd =
        [
            "E11.9",
            "I10",
            "E78.5",
            "M17.11",
            "J45.909",
            "F32.9",
            "Z79.01",
            "N39.0",
            "K21.9",
            "R05",
            "Z23",
            "M54.5",
            "G47.33",
            "L03.115",
            "H25.9",
            "Z87.891",
            "E66.9",
            "D50.9",
            "K57.30",
            "R53.83",
        ];
        string[] snomed =
        [
            "430193006",
            "710824005",
            "171207006",
            "762998004",
            "428211000124100",
            "454711000124102",
            "225158009",
            "76601001",
            "252160004",
            "385763009",
        ];
        string[] cpt = ["99213", "99232", "71046", "80053", "93000", "45378", "97110", "90686", "66984", "27447"];
        for (var number = 0; number < 200; number++)
        {
            // Over three years around the treatment, as visits fall.
            var on = day.AddDays(((number * 37) % 1100) - 365).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var made = (number % 5) switch
            {
                0 => Condition(patient, on, "http://hl7.org/fhir/sid/icd-10-cm", icd[number % icd.Length]),
                1 => With(Condition(patient, on, "http://snomed.info/sct", snomed[number % snomed.Length]), ("recordedDate", on)),
                2 => Procedure(patient, on, "http://snomed.info/sct", snomed[number % snomed.Length]),
                3 => Procedure(patient, on, "http://www.ama-assn.org/go/cpt", cpt[number % cpt.Length]),
                _ => new JsonObject
                {
                    ["resourceType"] = "Observation",
                    ["status"] = "final",
                    ["subject"] = Reference(patient),
                    ["effectiveDateTime"] = on,
                    ["code"] = Concept("http://loinc.org", "2345-7"),
                },
            };
            made["id"] = FormattableString.Invariant($"ordinary-{number}");
            yield return made;
        }
    }

    /// <summary>Days on which something may happen to a patient: in the treatment, in its period, in follow-up; and none.</summary>
    private static IEnumerable<string?> Days(PatientOutcomes patient)
    {
        var index = patient.Outcomes.First(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess).Day!.Value.First;
        return new[] { 0, 2, 20, 100 }
            .Select(after => (string?)index.AddDays(after).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            .Append(null);
    }

    private static IEnumerable<(string Patient, List<JsonObject> Resources, RecordMapper Mapper)> Charts(Centre centre)
    {
        var mapper = new RecordMapper(ConceptIndex.Load(centre == Centre.B ? SiteMap.Load("centre-b") : null), StudyProtocol.Default);
        return SyntheticCohort
            .Resources(centre)
            .GroupBy(Owner)
            .Where(group => group.Key is not null)
            .Select(group => (group.Key!, group.ToList(), mapper));
    }

    private static string? Owner(JsonObject resource) =>
        (string)resource["resourceType"]! == "Patient"
            ? $"Patient/{(string)resource["id"]!}"
            : (string?)(resource["subject"] ?? resource["patient"])?["reference"];

    private static PatientOutcomes Score(RecordMapper mapper, string patient, IEnumerable<JsonObject> resources) =>
        StudyScorer.Score(
            mapper.Map(
                new RecordValidator().Check(
                    new(
                        "site",
                        patient,
                        [
                            .. resources
                                .Select(resource => RawResources.From(JsonSerializer.SerializeToElement(resource))!)
                                .OrderBy(raw => raw.Source),
                        ],
                        []
                    )
                )
            ),
            StudyProtocol.Default
        );

    private static JsonObject Procedure(string patient, string? day, string? system, string code) =>
        new()
        {
            ["resourceType"] = "Procedure",
            ["id"] = "unknown",
            ["status"] = "completed",
            ["subject"] = Reference(patient),
            ["performedDateTime"] = day,
            ["code"] = Concept(system, code),
        };

    private static JsonObject Condition(string patient, string? day, string? system, string code) =>
        new()
        {
            ["resourceType"] = "Condition",
            ["id"] = "unknown",
            ["subject"] = Reference(patient),
            ["onsetDateTime"] = day,
            ["code"] = Concept(system, code),
        };

    private static JsonObject Concept(string? system, string code) =>
        system is null
            ? new() { ["text"] = code }
            : new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static JsonObject Reference(string patient) => new() { ["reference"] = patient };

    private static JsonObject With(JsonObject resource, (string Name, string Value) member)
    {
        resource[member.Name] = member.Value;
        return resource;
    }
}
