using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>
/// The law of <see cref="EquivalentShapesTests"/> for duplex and venography: one imaging study gives the same findings, whatever shape it
/// has.
/// </summary>
public sealed class EquivalentFindingsTests
{
    private const string Day = "\"effectiveDateTime\":\"2019-05-06\"";
    private const string NoDay = "\"effectiveDateTime\":null";
    private const string Kind = "\"code\":\"study:observation-kind#vein-finding\"";

    private const string Map = """
        {"site":"test",
         "codes":[{"system":"urn:oid:1.2.999.1","code":"DUP","means":"observation-kind#vein-finding"},{"system":"urn:oid:1.2.999.1","code":"patent","means":"vein-status#patent"},
          {"system":"urn:oid:1.2.999.1","code":"stenosed","means":"vein-status#stenosed"},{"system":"urn:oid:1.2.999.1","code":"partial-thrombus","means":"vein-status#partial-thrombus"},
          {"system":"urn:oid:1.2.999.1","code":"occluded","means":"vein-status#occluded"}],
         "texts":[{"text":"open","means":"vein-status#patent"},{"text":"narrow","means":"vein-status#stenosed"},{"text":"some clot","means":"vein-status#partial-thrombus"},{"text":"closed","means":"vein-status#occluded"}]}
        """;

    private static readonly VeinSite[] Veins =
    [
        VeinSite.Ivc,
        .. from segment in Enum.GetValues<VeinSegment>()
        where segment is not (VeinSegment.InferiorVenaCava or VeinSegment.SuperiorVenaCava)
        from side in new[] { Side.Left, Side.Right }
        select new VeinSite(segment, side),
    ];

    private sealed record Seen(VeinSite Site, VeinStatus Status, int Form);

    private sealed record Study(ImmutableArray<Seen> Veins, ImagingModality Modality);

    [Fact]
    public void All_shapes_of_one_imaging_study_give_the_same_findings() =>
        Prop.ForAll(
                Studies.ToArbitrary(),
                study =>
                {
                    var expected = study
                        .Veins.Select(seen => (seen.Site, seen.Status, Recorded.Day("2019-05-06"), study.Modality))
                        .ToHashSet();
                    foreach (var shape in Shapes(study))
                    {
                        var facts = shape.MappedBy(Map).Facts();
                        Assert.Empty(facts.Issues);
                        Assert.Equal(study.Veins.Length, facts.Findings.Length);
                        Assert.Equal(
                            expected,
                            facts.Findings.Select(finding => (finding.Site, finding.Status, finding.Day, finding.Modality)).ToHashSet()
                        );
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<Study> Studies =>
        from chosen in Gen.ArrayOf(Gen.Elements(true, false), Veins.Length)
        from statuses in Gen.ArrayOf(Gen.Elements(Enum.GetValues<VeinStatus>()), Veins.Length)
        from forms in Gen.ArrayOf(Gen.Choose(0, 3), Veins.Length)
        from modality in Gen.Elements(ImagingModality.Duplex, ImagingModality.Venography)
        select new Study(
            [
                .. Veins
                    .Index()
                    .Where(vein => chosen[vein.Index])
                    .Select(vein => new Seen(vein.Item, statuses[vein.Index], forms[vein.Index])),
            ],
            modality
        );

    private static Recorded[] Shapes(Study study) =>
        [
            Values(study, Day, Coded),
            Values(study, Day, Worded),
            Components(study, coded: true),
            Components(study, coded: false),
            Components(study, Side.Left, Side.Right),
            Report(study),
            Panel(study),
            Grouped(study),
            Conclusions(study),
            ContainedIn("DiagnosticReport", "result", study),
            ContainedIn("Observation", "hasMember", study),
        ];

    private static Recorded Values(Study study, string day, Func<VeinSite, string> site) =>
        study
            .Veins.Index()
            .Aggregate(
                new Recorded(),
                (record, one) => record.With($"Observation/o{one.Index}", $"{Finding(study, one.Item, site)},{day}")
            );

    /// <summary>One component for each vein, with its side.</summary>
    private static Recorded Components(Study study, bool coded) =>
        study.Veins.IsEmpty
            ? new()
            : new Recorded().With(
                "Observation/survey",
                $"{Kind},{Method(study)},{Day},\"component\":[{string.Join(',', study.Veins.Select(seen => Component(seen, coded ? Coded(seen.Site) : Worded(seen.Site))))}]"
            );

    /// <summary>One survey of each leg, whose body site says the side of its components.</summary>
    private static Recorded Components(Study study, params Side[] legs) =>
        legs.Aggregate(
            new Recorded(),
            (record, leg) =>
            {
                var seen = study.Veins.Where(vein => vein.Site.Side == leg || (vein.Site == VeinSite.Ivc && leg == legs[0])).ToList();
                return seen.Count == 0
                    ? record
                    : record.With(
                        $"Observation/{leg}",
                        $$"""
                        {{Kind}},{{Method(study)}},{{Day}},"bodySite":"sct:{{(
                            leg == Side.Left ? "32153003" : "62175007"
                        )}}","component":[{{string.Join(
                            ',',
                            seen.Select(vein => Component(vein, $"\"study:vein-segment#{StudyCode.Of(vein.Site.Segment)}\""))
                        )}}]
                        """
                    );
            }
        );

    private static Recorded Report(Study study) =>
        Values(study, NoDay, Coded).With("DiagnosticReport/r", $"{ReportCode(study)},{Day},\"result\":[{Named(study, "Observation/o")}]");

    private static Recorded Panel(Study study) =>
        study.Veins.IsEmpty
            ? new()
            : Values(study, Day, Coded).With("Observation/panel", $"{Kind},{Day},\"hasMember\":[{Named(study, "Observation/o")}]");

    private static Recorded Grouped(Study study) =>
        study.Veins.IsEmpty
            ? new()
            : Values(study, NoDay, Worded)
                .With("Observation/panel", $"{Kind},{NoDay},\"hasMember\":[{Named(study, "Observation/o")}]")
                .With("DiagnosticReport/r", $$"""{{ReportCode(study)}},{{Day}},"result":[{"reference":"Observation/panel"}]""");

    private static Recorded Conclusions(Study study) =>
        new Recorded().With(
            "DiagnosticReport/r",
            $$"""
            {{ReportCode(study)}},{{Day}},"conclusionCode":[{{string.Join(
                ',',
                study.Veins.Select(seen => $$"""{"coding":[{{Codings(seen.Site)}},"=study:vein-status#{{StudyCode.Of(seen.Status)}}"]}""")
            )}}]
            """
        );

    private static Recorded ContainedIn(string container, string element, Study study) =>
        study.Veins.IsEmpty
            ? new()
            : new Recorded().With(
                $"{container}/r",
                $$"""
                {{(container == "Observation" ? Kind : ReportCode(study))}},{{Day}},"{{element}}":[{{Named(study, "#o")}}],
                "contained":[{{string.Join(
                    ',',
                    study.Veins.Index().Select(one =>
                        $$"""{"resourceType":"Observation","id":"o{{one.Index}}","status":"final",{{Finding(study, one.Item, Coded)}}}"""
                    )
                )}}]
                """
            );

    private static string Named(Study study, string name) =>
        string.Join(',', study.Veins.Index().Select(one => $$"""{"reference":"{{name}}{{one.Index}}"}"""));

    private static string Finding(Study study, Seen seen, Func<VeinSite, string> site) =>
        $"\"code\":\"{(seen.Form % 2 == 0 ? "study:observation-kind#vein-finding" : "local:DUP")}\",{Method(study)},\"bodySite\":{site(seen.Site)},{Status(seen)}";

    private static string Component(Seen seen, string code) => $$"""{"code":{{code}},{{Status(seen)}}}""";

    private static string Method(Study study) => $"\"method\":\"study:imaging-modality#{StudyCode.Of(study.Modality)}\"";

    private static string ReportCode(Study study) => $"\"code\":\"cpt:{(study.Modality == ImagingModality.Duplex ? "93978" : "75825")}\"";

    private static string Coded(VeinSite site) => $$"""{"coding":[{{Codings(site)}}]}""";

    private static string Codings(VeinSite site) =>
        $"\"=study:vein-segment#{StudyCode.Of(site.Segment)}\"{(site.Side == Side.NotApplicable ? "" : $",\"=study:side#{StudyCode.Of(site.Side)}\"")}";

    private static string Worded(VeinSite site) =>
        $$"""{"text":"{{(site.Side == Side.NotApplicable ? "" : $"{site.Side} ")}}{{StudyCode.Of(site.Segment).Replace('-', ' ')}} vein"}""";

    private static string Status(Seen seen) =>
        (seen.Form, seen.Status) switch
        {
            (0, _) => $"\"valueCodeableConcept\":\"study:vein-status#{StudyCode.Of(seen.Status)}\"",
            (1, _) => $"\"valueCodeableConcept\":\"local:{StudyCode.Of(seen.Status)}\"",
            (2, VeinStatus.Patent) => Percent(50),
            (2, VeinStatus.Stenosed) => Percent(51),
            (2, VeinStatus.Occluded) => Percent(100),
            _ => $"\"valueString\":\"{new[] { "Open", "narrow", "Some clot", "CLOSED" }[(int)seen.Status]}\"",
        };

    private static string Percent(int value) =>
        $$""" "valueQuantity":{"value":{{value}},"system":"http://unitsofmeasure.org","code":"%"} """;
}
