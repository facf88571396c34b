using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Protocols;

public sealed class ProtocolReaderTests
{
    public static TheoryData<string, string, string> Wrong =>
        new()
        {
            {
                "villalta.ulcr",
                "1",
                "$.villalta.ulcr is no setting; allowed here: ulcer, ptsDefinition, ptsVisitsApartDays, "
                    + "earliestPtsDay, earlyPtsLastDay, cavaAffectsLegs."
            },
            {
                "lisys",
                "{}",
                "$.lisys is no setting; allowed here: $schema, id, version, title, timeZone, reportedTotal, "
                    + "eligibility, indexTreatment, analysis, visits, villalta, vcss, patency, lysis, filter, "
                    + "complications, unread, statistics, published, evidence."
            },
            { "villalta", "[]", "$.villalta is an empty list; expected: an object." },
            { "villalta.ulcer", "15", "$.villalta.ulcer is 15; expected: one of category-only, at-least-15, add-15." },
            { "villalta.ulcer", "\"Add15\"", "$.villalta.ulcer is \"Add15\"; expected: one of category-only, at-least-15, add-15." },
            { "vcss.compression", "\"yes\"", "$.vcss.compression is \"yes\"; expected: true or false." },
            { "vcss.compression", "null", "$.vcss.compression is null; expected: true or false." },
            { "complications.days", "30.5", "$.complications.days is 30.5; expected: a whole number from 0 to 365." },
            { "complications.days", "-1", "$.complications.days is -1; expected: a whole number from 0 to 365." },
            { "complications.days", "366", "$.complications.days is 366; expected: a whole number from 0 to 365." },
            {
                "complications.scales",
                "[]",
                "$.complications.scales is an empty list; expected: a list of at least one of sir-2003, sir-2017, cirse-2017."
            },
            {
                "complications.scales",
                "[\"sir-2003\",\"sir-2003\"]",
                "$.complications.scales[1] is \"sir-2003\", which stands twice; expected: each value once."
            },
            {
                "complications.scales",
                "[\"ctcae\"]",
                "$.complications.scales[0] is \"ctcae\"; expected: one of sir-2003, sir-2017, cirse-2017."
            },
            {
                "complications.scales",
                "\"sir-2003\"",
                "$.complications.scales is \"sir-2003\"; expected: a list of at least one of sir-2003, sir-2017, cirse-2017."
            },
            {
                "eligibility.treatments",
                "[\"filter-placement\"]",
                "$.eligibility.treatments[0] is \"filter-placement\"; expected: one of thrombectomy, "
                    + "thrombolysis, angioplasty, stent-placement."
            },
            {
                "analysis.figures",
                "[\"qol\"]",
                "$.analysis.figures[0] is \"qol\"; expected: one of technical-success, procedure-duration, "
                    + "filter-infrarenal, filter-retrohepatic, severe-complications, ivc-primary-patency, "
                    + "ivc-secondary-patency, iliac-primary-patency, iliac-secondary-patency, vcss, villalta, pts, "
                    + "ivc-assisted-primary-patency, iliac-assisted-primary-patency, lysis-success, clinical-success, "
                    + "filter-dwell, filter-tilt, filter-migration, filter-penetration, filter-fracture, "
                    + "caval-thrombus, major-bleeding, recurrent-dvt, pulmonary-embolism, death."
            },
            {
                "id",
                "\"Study 1\"",
                "$.id is \"Study 1\"; expected: small letters, digits and hyphens, beginning with a letter, at most 40."
            },
            { "version", "\"1.0\"", "$.version is \"1.0\"; expected: three numbers with dots, such as 1.0.0." },
            { "version", "\"1.0.0\\n\"", "$.version is \"1.0.0\\n\"; expected: three numbers with dots, such as 1.0.0." },
            { "title", "\" \"", "$.title is \" \"; expected: a text, not empty." },
            { "title", "\"\"", "$.title is \"\"; expected: a text, not empty." },
            {
                "timeZone",
                "\"Mars/Base\"",
                "$.timeZone is \"Mars/Base\", which is unknown; expected: an IANA name such as Europe/Berlin or UTC."
            },
            { "visits", "[]", "$.visits is an empty list; expected: a list, not empty." },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"lastDay\":9}]",
                "$.visits[0].targetDay is missing; expected: a whole number from 0 to 36500."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"targetDay\":5,\"lastDay\":9},{\"id\":\"b\",\"firstDay\":9,\"targetDay\":12,\"lastDay\":19}]",
                "$.visits[1].firstDay is 9, which overlaps the window before; expected: 10."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"targetDay\":5,\"lastDay\":9},{\"id\":\"b\",\"firstDay\":11,\"targetDay\":12,\"lastDay\":19}]",
                "$.visits[1].firstDay is 11, which leaves a gap after the window before; expected: 10."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":1,\"targetDay\":5,\"lastDay\":9}]",
                "$.visits[0].firstDay is 1, which leaves a gap after the index treatment; expected: 0."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"targetDay\":0,\"lastDay\":9},{\"id\":\"b\",\"firstDay\":10,\"targetDay\":10,\"lastDay\":8}]",
                "$.visits[1].lastDay is 8, before firstDay 10; expected: 10 or later."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"targetDay\":10,\"lastDay\":9}]",
                "$.visits[0].targetDay is 10, outside the window; expected: 0 to 9."
            },
            {
                "visits",
                "[{\"id\":\"a\",\"firstDay\":0,\"targetDay\":5,\"lastDay\":9},{\"id\":\"a\",\"firstDay\":10,\"targetDay\":12,\"lastDay\":19}]",
                "$.visits[1].id is \"a\", which stands twice; expected: each name once."
            },
            { "filter.overdueAfterDay", "20", "$.filter.overdueAfterDay is 20; expected: filter.reviewFromDay (29) or later." },
            { "filter.lateAfterDay", "50", "$.filter.lateAfterDay is 50; expected: filter.overdueAfterDay (54) or later." },
            { "published.pts", "{\"percent\":22}", "$.published.pts.printed is missing; expected: a text, not empty." },
            { "published.pts", "{\"printed\":\"22 %\",\"percent\":\"22\"}", "$.published.pts.percent is \"22\"; expected: a number." },
            {
                "published.patency",
                "{}",
                "$.published.patency is no setting; allowed here: technical-success, procedure-duration, "
                    + "filter-infrarenal, filter-retrohepatic, severe-complications, ivc-primary-patency, "
                    + "ivc-secondary-patency, iliac-primary-patency, iliac-secondary-patency, vcss, villalta, pts, "
                    + "ivc-assisted-primary-patency, iliac-assisted-primary-patency, lysis-success, clinical-success, "
                    + "filter-dwell, filter-tilt, filter-migration, filter-penetration, filter-fracture, "
                    + "caval-thrombus, major-bleeding, recurrent-dvt, pulmonary-embolism, death."
            },
            { "evidence", "\"mine\"", "$.evidence is \"mine\"; expected: name and version, such as venous-outcomes-evidence/1.0.0." },
            {
                "evidence",
                "\"venous-outcomes-evidence/0.9.0\"",
                "$.evidence is \"venous-outcomes-evidence/0.9.0\", which this program does not ship; expected: "
                    + "venous-outcomes-evidence/1.0.0."
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_wrong_form_has_one_message_that_names_place_value_and_expectation(string path, string json, string message) =>
        Assert.Equal([message], SomeProtocol.Faults(SomeProtocol.With(path, json)));

    [Theory]
    [InlineData("id"), InlineData("version"), InlineData("title")]
    public void What_names_the_study_is_never_left_out(string member)
    {
        var document = JsonNode.Parse(SomeProtocol.With("timeZone", "\"UTC\""))!.AsObject();
        document.Remove(member);
        Assert.StartsWith(
            $"$.{member} is missing; expected: ",
            Assert.Single(SomeProtocol.Faults(document.ToJsonString())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_fault_is_named_at_once() =>
        Assert.Equal(
            3,
            SomeProtocol.Faults("""{ "id": "a", "version": "1", "title": "t", "vcss": { "version": 2010, "item": true } }""").Length
        );

    [Fact]
    public void What_a_schema_cannot_say_is_named_beside_what_it_can() =>
        Assert.Equal(
            [
                "$.villalta.ulcer is \"both\"; expected: one of category-only, at-least-15, add-15.",
                "$.timeZone is \"Nowhere\", which is unknown; expected: an IANA name such as Europe/Berlin or UTC.",
            ],
            SomeProtocol.Faults(
                """{ "id": "a", "version": "1.0.0", "title": "t", "timeZone": "Nowhere", "villalta": { "ulcer": "both" }, "filter": { "reviewFromDay": 30, "overdueAfterDay": 54 } }"""
            )
        );

    [Fact]
    public void Of_a_part_that_is_wrong_in_form_nothing_is_said_twice() =>
        Assert.Equal(
            ["$.filter.reviewFromDay is \"x\"; expected: a whole number from 1 to 3650."],
            SomeProtocol.Faults(
                """{ "id": "a", "version": "1.0.0", "title": "t", "filter": { "reviewFromDay": "x", "overdueAfterDay": 5 } }"""
            )
        );

    [Fact]
    public void A_byte_order_mark_is_no_fault_and_text_that_is_not_UTF_8_is_one()
    {
        var text = Encoding.UTF8.GetBytes("""{ "id": "a", "version": "1.0.0", "title": "t?" }""");
        Assert.Equal("a", ProtocolReader.Read("marked", (byte[])[0xEF, 0xBB, 0xBF, .. text]).Rules.Study);
        text[Array.IndexOf(text, (byte)'?')] = 0xFF;
        Assert.Contains(
            "is not UTF-8",
            Assert.Throws<ConfigurationFault>(() => ProtocolReader.Read("broken", text)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [
        InlineData("""{ "id": "a", "version": "1.0.0", "title": "\ud800" }"""),
        InlineData("""{ "id": "a", "version": "1.0.0", "title": "t", "\udc00": 1 }""")
    ]
    public void Half_a_character_is_refused_and_stops_nothing(string json)
    {
        Assert.Contains(
            "half a character",
            Assert.Throws<ConfigurationFault>(() => SomeProtocol.Read(json)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_member_that_stands_twice_is_a_fault() =>
        Assert.Equal(
            ["$.title stands twice; expected: each member once."],
            SomeProtocol.Faults("""{ "id": "a", "version": "1.0.0", "title": "t", "title": "u" }""")
        );

    [Theory]
    [
        InlineData("{ \"id\": \"a\",\n}", "line 2"),
        InlineData("", "line 1"),
        InlineData("{} {}", "line 1"),
        InlineData("// no\n{}", "line 1")
    ]
    public void What_is_not_JSON_is_said_with_its_line(string text, string line) =>
        Assert.Contains(
            $"is not JSON ({line})",
            Assert.Throws<ConfigurationFault>(() => SomeProtocol.Read(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_left_out_has_its_default_but_nothing_is_published()
    {
        var rules = SomeProtocol.Read("""{ "id": "some-study", "version": "2.1.0", "title": "t" }""").Rules;
        var expected = StudyProtocol.Default with
        {
            Study = "some-study",
            Version = "2.1.0",
            Published = StudyProtocol.Default.Published.Clear(),
        };
        Assert.Equal(ProtocolWriter.Rules(expected).ToJsonString(), ProtocolWriter.Rules(rules).ToJsonString());
    }

    [Theory]
    [InlineData("ivc-mat-cdt"), InlineData("iliofemoral-cdt")]
    public void A_protocol_that_is_written_and_read_again_is_the_same(string name)
    {
        var document = StudyProtocols.Load(name);
        var text = ProtocolWriter.Write(document);
        var again = SomeProtocol.Read(text);
        Assert.Equal(text, ProtocolWriter.Write(again));
        Assert.Equal((document.Title, document.Rules.Hash), (again.Title, again.Rules.Hash));
    }

    [Fact]
    public void The_shipped_study_is_the_default_of_the_core_with_its_published_figures()
    {
        var rules = StudyProtocols.Load("ivc-mat-cdt").Rules;
        Assert.Equal(ProtocolWriter.Rules(StudyProtocol.Default).ToJsonString(), ProtocolWriter.Rules(rules).ToJsonString());
        Assert.Equal(StudyProtocol.Default.Published, rules.Published);
    }

    [Fact]
    public void The_shipped_documents_state_every_rule_and_name_their_evidence()
    {
        Assert.Equal(["iliofemoral-cdt", "ivc-mat-cdt"], StudyProtocols.Names);
        foreach (var name in StudyProtocols.Names)
        {
            var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "profiles", "protocols", $"{name}.json")))!;
            Assert.All(
                ProtocolSettings.All,
                setting => Assert.NotNull(setting.Path.Split('.').Aggregate(file, (node, member) => node![member]!))
            );
            Assert.Equal(EvidenceFile.Shipped.Reference, file["evidence"]!.GetValue<string>());
            Assert.Equal(EvidenceFile.Shipped.Reference, StudyProtocols.Load(name).Evidence);
        }
    }

    [Fact]
    public void The_hash_depends_on_the_rules_and_on_nothing_else()
    {
        var plain = SomeProtocol
            .Read("""{ "id": "a", "version": "1.0.0", "title": "t", "vcss": { "version": "revised-2010", "compression": true } }""")
            .Rules.Hash;
        Assert.Matches("^[0-9a-f]{12}$", plain);
        Assert.Equal(
            plain,
            SomeProtocol
                .Read(
                    "{\n \"vcss\" : {\"compression\":true,\n "
                        + "\"version\":\"revised-2010\"},\"title\":\"another\",\"version\":\"1.0.0\",\"id\":\"a\" }"
                )
                .Rules.Hash
        );
        Assert.Equal(plain, SomeProtocol.Read("""{ "id": "a", "version": "1.0.0", "title": "t" }""").Rules.Hash);
        Assert.Equal(
            plain,
            SomeProtocol
                .Read("""{ "id": "a", "version": "1.0.0", "title": "t", "evidence": "venous-outcomes-evidence/1.0.0" }""")
                .Rules.Hash
        );
        Assert.NotEqual(plain, SomeProtocol.Read("""{ "id": "a", "version": "1.0.1", "title": "t" }""").Rules.Hash);
        Assert.NotEqual(
            plain,
            SomeProtocol.Read("""{ "id": "a", "version": "1.0.0", "title": "t", "vcss": { "compression": false } }""").Rules.Hash
        );
        Assert.NotEqual(
            plain,
            SomeProtocol
                .Read("""{ "id": "a", "version": "1.0.0", "title": "t", "published": { "pts": { "printed": "22 %" } } }""")
                .Rules.Hash
        );
    }

    [Fact]
    public void The_order_in_which_a_set_is_written_changes_no_hash()
    {
        static string Of(string scales) =>
            SomeProtocol
                .Read($$"""{ "id": "a", "version": "1.0.0", "title": "t", "complications": { "scales": [{{scales}}] } }""")
                .Rules.Hash;
        Assert.Equal(Of("\"sir-2003\", \"cirse-2017\""), Of("\"cirse-2017\", \"sir-2003\""));
        Assert.NotEqual(Of("\"sir-2003\""), Of("\"cirse-2017\", \"sir-2003\""));
    }

    [Fact]
    public void A_deployment_in_another_zone_has_another_hash()
    {
        var document = StudyProtocols.Load("ivc-mat-cdt");
        Assert.Equal(document.Rules.Hash, document.In("").Rules.Hash);
        Assert.NotEqual(document.Rules.Hash, document.In("UTC").Rules.Hash);
        Assert.NotEqual(document.Rules.Hash, document.In("Europe/Berlin").Rules.Hash);
        Assert.Equal("Europe/Berlin", document.In("Europe/Berlin").Rules.TimeZone);
    }

    [Fact]
    public void A_printed_number_keeps_its_decimals()
    {
        var published = SomeProtocol
            .Read(SomeProtocol.With("published.pts", """{ "printed": "22.0 %", "percent": 22.0 }"""))
            .Rules.Published["pts"];
        Assert.Equal(1, published.Percent!.Value.Scale);
    }
}
