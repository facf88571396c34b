using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Codes;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Gate;

/// <summary>The sieve on bytes passes whatever a full parser would find known.</summary>
public sealed class SieveLaws
{
    private static readonly ConceptIndex Concepts = ConceptIndex.Load(null);

    private static readonly CodeSieve Sieve = CodeSieve.Of(Concepts);

    private static readonly (string System, string Code)[] Codes =
    [
        ("http://snomed.info/sct", "708969008"),
        ("https://snomed.info/sct/", "397913009"),
        ("urn:oid:2.16.840.1.113883.6.96", "708969008"),
        ("http://loinc.org", "2345-7"),
        ("http://www.ama-assn.org/go/cpt", "37187-LT"),
        ("http://www.ama-assn.org/go/cpt", "37187-ZZ"),
        ("urn:x", "708969008"),
        ("https://ivcfhir.org/fhir/CodeSystem/observation-kind", "vein-finding"),
    ];

    [Fact]
    public void What_a_full_parser_knows_the_sieve_passes() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var json = Observation(new Random(seed));
                    using var document = JsonDocument.Parse(json);
                    var known = document
                        .RootElement.Items("code")
                        .Concat(document.RootElement.Member("code") is { } code ? [code] : [])
                        .SelectMany(concept => concept.Items("coding"))
                        .Any(coding =>
                            coding.Text("system") is { } system
                            && coding.Text("code") is { } value
                            && !Concepts.MeaningsOf(new Hl7.Fhir.Model.Coding(system, value)).IsEmpty
                        );
                    return !known || HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve).HasKnownCode;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void It_passes_no_more_than_needed() =>
        Assert.InRange(
            Enumerable.Range(0, 2_000).Count(seed => HeadReader.Read(Encoding.UTF8.GetBytes(Observation(new(seed))), Sieve).HasKnownCode),
            500,
            1_900
        );

    /// <summary>Names in escapes, members in any order and twice, codes in unusual places, numbers for texts.</summary>
    private static string Observation(Random random)
    {
        string Written(string text) =>
            string.Concat(
                text.Select(c =>
                    random.Next(30) == 0 ? $"\\u{(int)c:x4}"
                    : c == '/' && random.Next(6) == 0 ? "\\/"
                    : $"{c}"
                )
            );
        string Name(string name) => $"\"{Written(name)}\"";
        string Coding()
        {
            var (system, code) = Codes[random.Next(Codes.Length)];
            List<string> members =
            [
                $"{Name("system")}:\"{Written(system)}\"",
                $"{Name("code")}:\"{Written(code)}\"",
                $"{Name("display")}:\"x\"",
                $"{Name("extension")}:[{{\"code\":\"708969008\"}}]",
            ];
            if (random.Next(5) == 0)
                members.Add($"{Name("code")}:{(random.Next(2) == 0 ? "1" : "\"y\"")}");
            return $"{{{string.Join(",", members.Where(_ => random.Next(8) > 0).OrderBy(_ => random.Next()))}}}";
        }
        var concept =
            $"{{{Name("text")}:\"x\",{Name("coding")}:[{string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(9) == 0 ? "7" : Coding()))}]}}";
        List<string> root =
        [
            $"{Name("resourceType")}:\"Observation\"",
            $"{Name("code")}:{concept}",
            $"{Name("id")}:\"1\"",
            $"\"component\":[{{\"code\":{{\"coding\":[{Coding()}]}}}}]",
        ];
        return $"{{{string.Join(random.Next(3) == 0 ? ",\n" : ",", root.OrderBy(_ => random.Next()))}}}";
    }
}
