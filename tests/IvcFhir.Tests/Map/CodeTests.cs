using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>Which code proves what, what it needs otherwise, and what wins over it.</summary>
public sealed class CodeTests
{
    [Theory]
    [InlineData("http://snomed.info/sct", "708969008")]
    [InlineData("https://snomed.info/sct", "708969008")]
    [InlineData("http://snomed.info/sct/", "708969008")]
    [InlineData("urn:oid:2.16.840.1.113883.6.96", "708969008")]
    [InlineData("https://www.ama-assn.org/go/cpt", "37212")]
    [InlineData("urn:oid:2.16.840.1.113883.6.12", "37212")]
    [InlineData("https://www.icd10data.com/icd10pcs", "06C03ZZ")]
    [InlineData("urn:oid:2.16.840.1.113883.6.4", "06c03zz")]
    [InlineData("http://terminology.hl7.org/CodeSystem/icd10PCS", "06C03ZZ")]
    public void A_code_counts_in_every_spelling_of_its_system(string system, string code) =>
        Assert.Single(Procedure($$""" "code":{"coding":[{"system":"{{system}}","code":"{{code}}"}]} """).Interventions);

    [Theory]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", "I82.422"), InlineData("http://hl7.org/fhir/sid/icd-10-cm", "I82422")]
    [InlineData("urn:oid:2.16.840.1.113883.6.90", "i82.422")]
    public void ICD_codes_count_with_and_without_the_dot(string system, string code) =>
        Assert.Equal(
            Side.Left,
            Assert
                .Single(
                    new Recorded()
                        .With("Condition/c", $$""" "code":{"coding":[{"system":"{{system}}","code":"{{code}}"}]} """)
                        .Facts()
                        .Diagnoses
                )
                .Side
        );

    [Theory]
    [
        InlineData("I82.402", DiagnosisKind.DeepVeinThrombosis, "left"),
        InlineData("I82.401", DiagnosisKind.DeepVeinThrombosis, "right"),
        InlineData("I82.409", DiagnosisKind.DeepVeinThrombosis, "unstated")
    ]
    [
        InlineData("I82.4Y3", DiagnosisKind.DeepVeinThrombosis, "left right"),
        InlineData("I82.462", DiagnosisKind.DeepVeinThrombosis, "left"),
        InlineData("I82.4Z1", DiagnosisKind.DeepVeinThrombosis, "right")
    ]
    [
        InlineData("I82.522", DiagnosisKind.DeepVeinThrombosis, "left"),
        InlineData("I82.593", DiagnosisKind.DeepVeinThrombosis, "left right"),
        InlineData("I82.519", DiagnosisKind.DeepVeinThrombosis, "unstated")
    ]
    [
        InlineData("I87.032", DiagnosisKind.PostThromboticSyndrome, "left"),
        InlineData("I87.021", DiagnosisKind.PostThromboticSyndrome, "right"),
        InlineData("I87.093", DiagnosisKind.PostThromboticSyndrome, "left right")
    ]
    public void The_last_digit_of_a_diagnosis_of_the_leg_tells_its_side(string code, DiagnosisKind kind, string sides)
    {
        var diagnoses = new Recorded().With("Condition/c", $$""" "code":"icd:{{code}}" """).Facts().Diagnoses;
        Assert.All(diagnoses, diagnosis => Assert.Equal(kind, diagnosis.Kind));
        Assert.Equal(sides, string.Join(' ', diagnoses.Select(diagnosis => StudyCode.Of(diagnosis.Side)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Only_ICD_codes_are_compared_without_their_dots()
    {
        const string map =
            """{"site":"test","codes":[{"system":"https://epicdata.example.org/rows","code":"1.12","means":"villalta-item#pain"},{"system":"http://fhir.de/CodeSystem/bfarm/icd-10-gm","code":"I80.1","means":"diagnosis-kind#deep-vein-thrombosis"}]}""";
        var facts = new Recorded()
            .MappedBy(map)
            .With(
                "Observation/o",
                """ "code":{"coding":[{"system":"https://epicdata.example.org/rows","code":"11.2"}]},"bodySite":{"text":"left"},"valueInteger":2 """
            )
            .With("Condition/c", """ "code":{"coding":[{"system":"http://fhir.de/CodeSystem/bfarm/icd-10-gm","code":"I801"}]} """)
            .Facts();

        Assert.Empty(facts.Villalta);
        Assert.Equal(DiagnosisKind.DeepVeinThrombosis, Assert.Single(facts.Diagnoses).Kind);
    }

    [Theory]
    [
        InlineData("C1880", "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
        InlineData("C1880", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
        InlineData("C1880", "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes")
    ]
    public void HCPCS_arrives_in_three_spellings(string code, string system) =>
        Assert.True(ConceptIndex.Load(null).Knows(new(system, code)));

    [Theory]
    [
        InlineData("http://loinc.org"),
        InlineData("https://loinc.org"),
        InlineData("http://loinc.org/"),
        InlineData("urn:oid:2.16.840.1.113883.6.1")
    ]
    public void LOINC_arrives_in_several_spellings(string system) =>
        Assert.Equal(
            ImagingModality.Duplex,
            ConceptIndex.Single<ImagingModality>(ConceptIndex.Load(null).MeaningsOf(new Hl7.Fhir.Model.Coding(system, "69392-9")))
        );

    /// <summary>A candidate, and the one thing beside it that makes it count; alone it goes to review.</summary>
    [Theory]
    [InlineData("pcs:06H03DZ", InterventionKind.FilterPlacement, """ "focalDevice":[{"manipulated":{"reference":"Device/filter"}}] """)]
    [InlineData("pcs:06PY3DZ", InterventionKind.FilterRetrieval, """ "usedReference":[{"reference":"Device/filter"}] """)]
    [InlineData("pcs:06WY3DZ", InterventionKind.FilterRepositioning, """ "note":[{"text":"IVC filter repositioned"}] """)]
    [InlineData("sct:105373008", InterventionKind.FilterPlacement, """ "bodySite":["sct:64131007"] """)]
    [InlineData("cpt:37187", InterventionKind.Thrombectomy, """ "bodySite":["sct:46027005"] """)]
    [InlineData("cpt:37187", InterventionKind.Thrombectomy, """ "bodySite":[{"text":"left common iliac"}] """)]
    [InlineData("sct:307521008", InterventionKind.Thrombolysis, """ "bodySite":["sct:64131007"] """)]
    [InlineData("pcs:3E03317", InterventionKind.Thrombolysis, """ "bodySite":["sct:83419000"] """)]
    [InlineData("sct:68457009", InterventionKind.Angioplasty, """ "bodySite":["sct:46027005"] """)]
    [InlineData("sct:1296925008", InterventionKind.StentPlacement, """ "bodySite":["sct:64131007"] """)]
    [InlineData(
        "pcs:06H03DZ",
        InterventionKind.FilterPlacement,
        """ "focalDevice":[{"manipulated":{"reference":"Device/filter"}},{"manipulated":{"reference":"Device/other"}}] """
    )]
    [InlineData("pcs:06H03DZ", InterventionKind.FilterPlacement, """ "usedCode":["sct:257409000"] """)]
    [InlineData(
        "pcs:06H03DZ",
        InterventionKind.FilterPlacement,
        """ "code":{"coding":["=pcs:06H03DZ",{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"C1880"}]} """
    )]
    [InlineData("pcs:06H03DZ", InterventionKind.FilterPlacement, """ "code":{"coding":["=pcs:06H03DZ","=cpt:37191"]} """)]
    [InlineData("sct:233423007", InterventionKind.Thrombectomy, """ "note":[{"text":"endovascular, by suction"}] """)]
    [InlineData(
        "sct:2977001",
        InterventionKind.Thrombectomy,
        """ "code":{"coding":["=sct:2977001","=cpt:37187"]},"bodySite":["sct:46027005"] """
    )]
    [InlineData(
        "sct:2977001",
        InterventionKind.Thrombectomy,
        """ "code":{"coding":["=cpt:37187","=sct:2977001"]},"bodySite":["sct:46027005"] """
    )]
    public void A_candidate_counts_with_one_corroboration_and_goes_to_review_without(string code, InterventionKind kind, string witness)
    {
        const string filter = """ "type":"sct:257409000" """;
        var alone = new Recorded().With("Procedure/p", $$""" "code":"{{code}}","performedDateTime":"2019-03-04" """).Facts();
        var own = witness.Contains("\"code\":", StringComparison.Ordinal) ? "" : $$""" "code":"{{code}}", """;
        var witnessed = new Recorded()
            .MappedBy(Rules)
            .With("Device/filter", filter)
            .With("Device/other", filter)
            .With("Procedure/p", $$"""{{own}}"performedDateTime":"2019-03-04",{{witness}} """)
            .Facts();

        Assert.Empty(alone.Interventions);
        Assert.Contains(new DataIssue(IssueCode.AmbiguousCode, new("Procedure/p"), "Procedure.code"), alone.Issues);
        Assert.Equal(kind, Assert.Single(witnessed.Interventions).Kind);
        Assert.DoesNotContain(witnessed.Issues, issue => issue.Code == IssueCode.AmbiguousCode);
    }

    [Theory]
    [InlineData("2019-03-04", null, true), InlineData("2019-03-05", null, false), InlineData("2019-03-05", "Encounter/e", true)]
    public void A_second_code_corroborates_in_the_same_encounter_or_on_the_same_day(string day, string? encounter, bool counts)
    {
        var together = encounter is null ? "" : $$""","encounter":{"reference":"{{encounter}}"}""";
        var facts = new Recorded()
            .With("Procedure/a", $$""" "code":"cpt:37187","performedDateTime":"{{day}}"{{together}} """)
            .With("Procedure/b", $$""" "code":"sct:708969008","performedDateTime":"2019-03-04"{{together}} """)
            .Facts();

        Assert.Equal(counts, !facts.Issues.Any(issue => issue.Code == IssueCode.AmbiguousCode));
    }

    [Fact]
    public void The_same_month_is_not_the_same_day()
    {
        var facts = new Recorded()
            .With("Procedure/a", """ "code":"cpt:37187","performedDateTime":"2019-03" """)
            .With("Procedure/b", """ "code":"sct:708969008","performedDateTime":"2019-03" """)
            .Facts();

        Assert.Contains(new(IssueCode.AmbiguousCode, new("Procedure/a"), "Procedure.code"), facts.Issues);
    }

    [Theory]
    [InlineData("2019-03-05", true), InlineData("2019-03-06", false)]
    public void A_further_day_of_lysis_inherits_from_the_day_before(string day, bool counts)
    {
        var facts = new Recorded()
            .With("Procedure/a", """ "code":"cpt:37212","performedDateTime":"2019-03-04" """)
            .With("Procedure/b", $$""" "code":"cpt:37214","performedDateTime":"{{day}}" """)
            .Facts();

        Assert.Equal(counts ? 2 : 1, facts.Interventions.Length);
    }

    [Theory]
    [InlineData("37212", 4), InlineData("37211", 0)]
    public void Each_day_of_lysis_inherits_from_the_first_through_the_days_between(string first, int interventions)
    {
        // In an order of references that is not that of the days.
        var facts = new Recorded()
            .With("Procedure/d", $$""" "code":"cpt:{{first}}","performedDateTime":"2019-03-04" """)
            .With("Procedure/c", """ "code":"cpt:37213","performedDateTime":"2019-03-05" """)
            .With("Procedure/a", """ "code":"cpt:37213","performedDateTime":"2019-03-06" """)
            .With("Procedure/b", """ "code":"cpt:37214","performedDateTime":"2019-03-07" """)
            .Facts();

        Assert.Equal(interventions, facts.Interventions.Length);
    }

    [Theory]
    [InlineData("sct:175845008"), InlineData("sct:69245005"), InlineData("cpt:37211"), InlineData("pcs:3E06317")]
    public void Open_surgery_and_arterial_lysis_are_no_interventions_whatever_stands_beside_them(string code)
    {
        var kind = code == "sct:175845008" ? "=sct:708969008" : "=sct:432948005";

        Assert.Empty(Procedure($$""" "code":{"coding":["={{code}}","{{kind}}"]},"bodySite":["sct:64131007"] """).Interventions);
    }

    [Fact]
    public void An_exclusion_on_the_same_day_wins_over_the_corroboration_of_a_candidate()
    {
        var facts = new Recorded()
            .With("Procedure/a", """ "code":"cpt:37187","bodySite":["sct:46027005"],"performedDateTime":"2019-03-04" """)
            .With("Procedure/b", """ "code":"sct:175845008","performedDateTime":"2019-03-04" """)
            .Facts();

        Assert.Empty(facts.Interventions);
        Assert.Contains(facts.Issues, issue => issue.Code == IssueCode.AmbiguousCode);
    }

    [Theory]
    [InlineData("sct:233423007"), InlineData("sct:405315005"), InlineData("sct:397028007"), InlineData("sct:2977001")]
    public void An_approach_that_is_not_stated_is_never_endovascular_by_itself(string code) =>
        Assert.Empty(Procedure($$""" "code":"{{code}}","bodySite":["sct:46027005"] """).Interventions);

    [Theory]
    [InlineData(""" "code":"cpt:37187","bodySite":[{"coding":["=sct:46027005","=sct:7771000"]}] """, "second coding")]
    [InlineData(""" "code":"cpt:37187","bodySite":["sct:46027005","sct:7771000"] """, "a concept of its own")]
    [InlineData(""" "code":"cpt:37187","bodySite":[{"text":"left common iliac"}] """, "text")]
    [InlineData(""" "code":"cpt:37187-LT","bodySite":["sct:46027005"] """, "suffix")]
    [InlineData(""" "code":{"coding":["=cpt:37187","=cpt:LT"]},"bodySite":["sct:46027005"] """, "modifier coding")]
    [InlineData(
        """ "code":"cpt:37187","bodySite":["sct:46027005"],"extension":[{"url":"http://example.org/modifier","valueCode":"LT"}] """,
        "extension"
    )]
    [InlineData(
        """ "code":"cpt:37187","bodySite":["sct:46027005"],"extension":[{"url":"http://example.org/side","valueCodeableConcept":"sct:7771000"}] """,
        "coded extension"
    )]
    [InlineData(""" "code":{"coding":["=cpt:37187"],"text":"Left common iliac thrombectomy"} """, "text of the code")]
    [InlineData(""" "code":"pcs:06CD3ZZ" """, "ICD-10-PCS")]
    public void The_side_is_found_wherever_it_is_said(string members, string where)
    {
        var one = Assert.Single(Procedure(members).Interventions);

        Assert.True(one.Sites.SequenceEqual([new(VeinSegment.CommonIliac, Side.Left)]), where);
    }

    /// <summary>Which side belongs to which vein; where the words do not tell, none is guessed.</summary>
    [Theory]
    [InlineData("left common iliac and right external iliac", "Left CommonIliac, Right ExternalIliac")]
    [InlineData("Common iliac left, external iliac right", "Left CommonIliac, Right ExternalIliac")]
    [InlineData("left common iliac, left external iliac, right femoral", "Left CommonIliac, Left ExternalIliac, Right Femoral")]
    [InlineData("left iliac, right iliac", "Left Iliac, Right Iliac")]
    [InlineData("left and right common iliac veins", "Left CommonIliac, Right CommonIliac")]
    [InlineData("bilateral common iliac veins", "Left CommonIliac, Right CommonIliac")]
    [InlineData("common iliac veins, both sides", "Left CommonIliac, Right CommonIliac")]
    [InlineData("left common and external iliac", "Left CommonIliac, Left ExternalIliac")]
    [InlineData("IVC, left and right common iliac", "NotApplicable InferiorVenaCava, Left CommonIliac, Right CommonIliac")]
    [InlineData("left common iliac and IVC", "NotApplicable InferiorVenaCava, Left CommonIliac")]
    [InlineData("left common iliac, external iliac right", "Unstated CommonIliac, Unstated ExternalIliac")]
    [InlineData("left common iliac, patient turned to the right", "Unstated CommonIliac")]
    public void A_side_in_words_belongs_to_the_vein_that_it_stands_with(string text, string sites)
    {
        static string Named(IEnumerable<VeinSite> all) => string.Join(", ", all.Select(site => $"{site.Side} {site.Segment}"));
        var ofCode = Assert.Single(Procedure($$""" "code":{"coding":["=cpt:37212"],"text":"{{text}}"} """).Interventions);
        var ofSite = Assert.Single(Procedure($$""" "code":"cpt:37212","bodySite":[{"text":"{{text}}"}] """).Interventions);

        Assert.Equal((sites, sites), (Named(ofCode.Sites), Named(ofSite.Sites)));
    }

    [Theory]
    [InlineData(""" "code":"pcs:06CD3ZZ","bodySite":[{"coding":["=sct:46027005","=sct:24028007"]}] """)]
    [InlineData(""" "code":"cpt:37212-RT","bodySite":[{"coding":["=sct:46027005","=sct:7771000"]}] """)]
    [InlineData(""" "code":"cpt:37212","bodySite":[{"coding":["=sct:46027005","=sct:7771000"],"text":"right common iliac vein"}] """)]
    [InlineData(
        """ "code":{"coding":["=cpt:37212"],"text":"Lysis of the right iliac veins"},"bodySite":[{"coding":["=sct:46027005","=sct:7771000"]}] """
    )]
    public void Sides_that_contradict_each_other_are_no_side(string members)
    {
        var facts = Procedure(members);

        Assert.Equal(new VeinSite(VeinSegment.CommonIliac, Side.Unstated), Assert.Single(Assert.Single(facts.Interventions).Sites));
        Assert.Contains(new(IssueCode.SideUnstated, new("Procedure/p"), "Procedure.bodySite"), facts.Issues);
    }

    [Theory]
    [InlineData("37187-50", "Left Right"), InlineData("37187-RT", "Right"), InlineData("37187", "Unstated")]
    public void The_modifier_of_both_sides_gives_both(string code, string sides) =>
        Assert.Equal(
            sides,
            string.Join(
                ' ',
                Assert
                    .Single(Procedure($$""" "code":"cpt:{{code}}","bodySite":["sct:46027005"] """).Interventions)
                    .Sites.Select(site => site.Side)
            )
        );

    [Theory]
    [InlineData(""" "code":"cpt:37212-ZZ" """, true), InlineData(""" "code":"cpt:37191-26-LT" """, true)]
    [InlineData(""" "code":"cpt:99213-25" """, false), InlineData(""" "code":"cpt:37191-26","status":"not-done" """, false)]
    public void A_code_of_the_study_with_a_modifier_that_no_map_knows_is_unknown_and_never_without_a_word(string members, bool issue)
    {
        var facts = Procedure(members);

        Assert.Empty(facts.Interventions);
        Assert.Equal(issue, facts.Issues.Contains(new(IssueCode.UnknownCode, new("Procedure/p"), "Procedure.code")));
    }

    [Theory]
    [
        InlineData("left common iliac artery"),
        InlineData("via right femoral access"),
        InlineData("no thrombus in the left common iliac vein")
    ]
    public void An_artery_an_access_and_what_is_not_there_are_no_veins_of_the_study(string text) =>
        Assert.Empty(Procedure($$""" "code":{"coding":["=cpt:37187"],"text":"{{text}}"} """).Interventions);

    [Theory]
    [InlineData("sct:83938003", true), InlineData("sct:281595001", false)]
    public void A_diagnosis_of_the_vena_cava_needs_to_say_which(string code, bool candidate)
    {
        var alone = new Recorded().With("Condition/c", $$""" "code":"{{code}}" """).Facts();
        var sited = new Recorded().With("Condition/c", $$""" "code":"{{code}}","bodySite":["sct:64131007"] """).Facts();

        Assert.Equal(candidate, alone.Diagnoses.IsEmpty);
        Assert.Equal(candidate, alone.Issues.Contains(new(IssueCode.AmbiguousCode, new("Condition/c"), "Condition.code")));
        Assert.Equal(DiagnosisKind.IvcThrombosis, Assert.Single(sited.Diagnoses).Kind);
    }

    private const string Rules =
        """{"site":"test","rules":[{"words":"ivc filter","in":["note"],"corroborates":"filter-device"},{"words":"endovascular","in":["note"],"corroborates":"endovascular-approach"}]}""";

    private static PatientFacts Procedure(string members) =>
        new Recorded().With("Procedure/p", $$""" "performedDateTime":"2019-03-04",{{members}} """).Facts();
}
