using System.Text;

namespace IvcFhir.Tests.Gate;

/// <summary>Resources, Bundles, pages and NDJSON by a grammar, and what can befall them. The same seed gives the same bytes.</summary>
internal sealed class Garbled(int seed)
{
    private static readonly string[] Types =
    [
        "Patient",
        "Observation",
        "Procedure",
        "Condition",
        "Device",
        "Encounter",
        "DiagnosticReport",
        "QuestionnaireResponse",
        "AdverseEvent",
        "Bundle",
        "Urn:a",
        "",
        "\\ud800",
    ];

    private static readonly string[] Names =
    [
        "resourceType",
        "id",
        "meta",
        "subject",
        "patient",
        "code",
        "coding",
        "system",
        "reference",
        "link",
        "other",
        "type",
        "identifier",
        "hasMember",
        "contained",
        "entry",
        "resource",
        "fullUrl",
        "request",
        "method",
        "url",
        "response",
        "status",
        "performedDateTime",
        "value",
        "valueQuantity",
        "component",
        "bodySite",
        "versionId",
        "lastUpdated",
        "modifierExtension",
        "result",
        "",
        "\\u0069d",
        "\\udc00",
        "deceasedBoolean",
        "birthDate",
        "total",
        "relation",
    ];

    private static readonly string[] Texts =
    [
        "Patient/1",
        "Patient/2/",
        "Patient/1#x",
        "http://h/fhir/Patient/1",
        "HTTP://H:80/fhir/Patient/1/_history/2",
        "urn:uuid:1",
        "urn:uuid:2",
        "#a",
        "Urn:a/b",
        "File:\\\\\\\\x",
        "http://host:80:80/x",
        "http://[bad",
        "final",
        "DELETE",
        "history",
        "replaced-by",
        "replaces",
        "self",
        "2020-01-01",
        "2020-01-01T10:00:00",
        "2020-01-01T10:00:00Z",
        "9999",
        "1",
        "10",
        "\\ud83d\\ude00",
        "\\ud800",
        "ü",
        "",
        "http://snomed.info/sct",
        "708969008",
        "397913009",
        "completed",
        "searchset",
        "W/\\\"3\\\"",
    ];

    private readonly Random random = new(seed);

    /// <summary>The answer to a search, or something else.</summary>
    public byte[] Page()
    {
        if (random.Next(4) == 0)
            return Document();
        var bytes = Encoding.UTF8.GetBytes(
            $$"""{"resourceType":"Bundle","type":"searchset","total":{{Pick("0", "1", "3", "-1", "1e9", "\"2\"", "99999999999")}},"link":[{{Link("self")}},{{Link("next")}}],"entry":[{{string.Join(',', Many(5, Row))}}]}"""
        );
        return random.Next(2) == 0 ? bytes : Damaged(bytes);
    }

    /// <summary>A site map or settings.</summary>
    public string Configuration()
    {
        var text = random.Next(3) switch
        {
            0 =>
                $$"""{"site":"north","codes":[{{string.Join(',', Many(3, () => Members("system", "code", "means", "needs")))}}],"texts":[{{string.Join(',', Many(2, () => Members("text", "means")))}}],"units":[{{Members("unit", "ucum")}}],"rules":[{{Members("words", "in", "corroborates")}}] }""",
            1 => $$"""{"Ledger":{{Value(1)}},"Every":{{Value(1)}},"TimeZone":{{Value(1)}},"Sites":[{{string.Join(',', Many(2, Site))}}]}""",
            _ => Value(4),
        };
        return random.Next(3) == 0 ? Encoding.UTF8.GetString(Damaged(Encoding.UTF8.GetBytes(text))) : text;
    }

    public byte[] Document()
    {
        var text = random.Next(6) switch
        {
            0 => Resource(3),
            1 => Bundle(),
            2 => $"[{string.Join(",", Many(4, () => Resource(2)))}]",
            3 => string.Join(random.Next(2) == 0 ? "\n" : "\r\n", Many(6, () => Resource(2))),
            4 => string.Join('\n', Many(3, Bundle)),
            _ => Value(5),
        };
        var bytes = random.Next(12) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };
        return random.Next(2) == 0 ? bytes : Damaged(bytes);
    }

    private byte[] Damaged(byte[] bytes)
    {
        var damaged = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0 && damaged.Count > 0; times--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(20), damaged.Count - at));
                    break;
                case 2:
                    damaged.Insert(at, "{}[],:\"\\\n0"u8[random.Next(10)]);
                    break;
                case 3:
                    damaged.InsertRange(at, damaged[at..Math.Min(damaged.Count, at + random.Next(60))]);
                    break;
                case 4:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                default:
                    damaged.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(200)));
                    break;
            }
        }
        return [.. damaged];
    }

    private string Bundle() =>
        $$"""{"resourceType":"Bundle","type":"{{Pick("history", "searchset", "collection", "transaction")}}",{{Space}}"entry":[{{string.Join($",{Space}", Many(5, Entry))}}]{{Pick("", ""","link":[{"relation":"self","url":"http://h/fhir/Patient?x=1"}]""")}} }""";

    private string Row() =>
        $$"""{"fullUrl":"{{Pick(Texts)}}","search":{"mode":"{{Pick("match", "include", "outcome", "x")}}"},"resource":{{(random.Next(6) == 0 ? Outcome() : Resource(2))}} }""";

    private string Outcome() =>
        $$"""{"resourceType":"OperationOutcome","issue":[{"severity":"{{Pick("error", "information", "warning", "\\ud800")}}","code":"{{Pick("incomplete", "x")}}"}] }""";

    private string Link(string relation) => $$"""{"relation":"{{Pick(relation, "", "\\ud800")}}","url":{{Url()}} }""";

    private string Url() =>
        Pick(
            "\"http://h/fhir/Patient?patient=1\"",
            "\"http://h/fhir?page=2\"",
            "\"http://[bad\"",
            "\"http://host:80:80/x\"",
            "\"\"",
            "1",
            "\"\\ud800\"",
            "null",
            "\"?page=3\""
        );

    private string Site() =>
        $$"""{"Name":{{Pick("\"north\"", Value(1))}},"FhirBase":{{Pick("\"http://h/fhir\"", "\"http://[bad\"", Value(1))}},"{{Setting()}}":{{Value(1)}} }""";

    private string Setting() => Pick("WriteBack", "Pages", "Concurrency", "Map", "Patients", "TimeZone", "Else", "TotalIsEstimate");

    private string Members(params string[] names) => "{" + string.Join(',', names.Select(name => $"\"{name}\":{Meaning()}")) + "}";

    private string Meaning() => Pick($"\"{Pick(Texts)}\"", "\"vein-status#occluded\"", "\"mm\"", "[\"note\",\"\\ud800\"]", Value(1));

    private string Entry() =>
        random.Next(8) == 0
            ? $$"""{"fullUrl":"http://h/fhir/Patient/1","request":{"method":"DELETE","url":"Patient/{{random.Next(3)}}"} }"""
            : $$"""{"fullUrl":"{{Pick(Texts)}}","resource":{{(random.Next(12) == 0 ? Bundle() : Resource(2))}} }""";

    private string Resource(int depth) =>
        $$"""{"resourceType":"{{Pick(Types)}}","id":"{{random.Next(4)}}"{{string.Concat(Many(6, () => $",{Space}\"{Pick(Names)}\":{Value(depth)}"))}}{{Pick("", ""","subject":{"reference":"Patient/1"}""")}} }""";

    private string Value(int depth) =>
        (depth <= 0 ? random.Next(4) : random.Next(7)) switch
        {
            0 => Pick("1", "-1.5e400", "true", "null", "00", "1e5"),
            1 or 2 or 3 => $"\"{Pick(Texts)}\"",
            4 => $"[{string.Join(",", Many(3, () => Value(depth - 1)))}]",
            5 => $$"""{"coding":[{"system":"{{Pick(Texts)}}","code":"{{Pick(Texts)}}"}]}""",
            _ => $"{{{string.Join(",", Many(4, () => $"\"{Pick(Names)}\":{Value(depth - 1)}"))}}}",
        };

    private string Space => random.Next(10) == 0 ? "\n  " : "";

    private string Pick(params string[] among) => among[random.Next(among.Length)];

    private IEnumerable<string> Many(int atMost, Func<string> one) =>
        Enumerable.Range(0, random.Next(atMost + 1)).Select(_ => one()).ToList();
}
