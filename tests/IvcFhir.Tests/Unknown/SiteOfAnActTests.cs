using IvcFhir.Core;

namespace IvcFhir.Tests.Unknown;

/// <summary>An act of the study by its code, at a site that is no vein of the study or that nobody knows.</summary>
public sealed class SiteOfAnActTests
{
    [Theory]
    [InlineData("""{"text":"Pulmonary artery, left"}""", "no")]
    [InlineData("""{"coding":[{"system":"urn:oid:1.2.999.1","code":"AP","display":"pulmonary arteries"}]}""", "no")]
    [InlineData("""{"text":"right subclavian vein"}""", "no")]
    [InlineData("""{"coding":[{"system":"urn:oid:1.2.999.1","code":"S-17"}]}""", "NotUnderstood")]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"999999001"}]}""", "NotUnderstood")]
    [InlineData("""{"text":"zone 3"}""", "NotUnderstood")]
    [InlineData("""{"text":"lower limb veins"}""", "yes")]
    [InlineData("""{"text":"right internal jugular vein"}""", "NotUnderstood")] // most often the way in
    [InlineData("""{"text":"left foot"}""", "NotUnderstood")]
    [InlineData("""{"text":"left lung"}""", "no")]
    [InlineData("""{"coding":[{"system":"urn:oid:1.2.999.1","code":"S-18","display":"Left leg"}]}""", "yes")]
    [InlineData("""{"text":"left"}""", "yes")]
    [InlineData("\"sct:64131007\"", "yes")]
    public void A_lysis_counts_where_its_site_may_be_a_vein_of_the_study(string site, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .WithoutLysis()
                .With(
                    "Procedure/cdt",
                    $""" "code":"study:intervention-kind#thrombolysis","performedDateTime":"2021-03-04","bodySite":[{site}] """
                )
                .Say(Instrument.TechnicalSuccess)
        );

    [Fact]
    public void The_site_that_nobody_knows_is_told()
    {
        var issues = Treated
            .WithoutLysis()
            .With(
                "Procedure/cdt",
                """ "code":"study:intervention-kind#thrombolysis","performedDateTime":"2021-03-04","bodySite":[{"text":"zone 3"}] """
            )
            .Facts()
            .Issues;

        Assert.Contains(new DataIssue(IssueCode.UnknownCode, new("Procedure/cdt"), "Procedure.bodySite"), issues);
    }

    [Fact]
    public void A_site_that_the_site_map_ignores_is_as_if_none_were_stated()
    {
        var chart = Treated
            .WithoutLysis()
            .With(
                "Procedure/cdt",
                """ "code":"study:intervention-kind#thrombolysis","performedDateTime":"2021-03-04","bodySite":[{"text":"zone 3"}] """
            )
            .MappedBy("""{"site":"test","ignore":[{"text":"zone 3","because":"the room"}]}""");

        Assert.Equal("yes", chart.Say(Instrument.TechnicalSuccess));
    }

    [Theory]
    [InlineData("""{"text":"renal artery"}""", "open 184")]
    [InlineData("""{"text":"zone 3"}""", "NotUnderstood")]
    public void A_stent_elsewhere_ends_no_patency_and_one_at_a_site_that_nobody_knows_may(string site, string expected)
    {
        var chart = Treated
            .Fully()
            .With(
                "Observation/cava",
                """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-09-04","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """
            )
            .With(
                "Procedure/stent",
                $""" "code":"study:intervention-kind#stent-placement","performedDateTime":"2021-06-04","bodySite":[{site}] """
            );

        Assert.Equal(expected, chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
    }

    [Fact]
    public void The_way_in_says_nothing_of_where_a_filter_was_placed() =>
        Assert.Equal(
            "yes",
            Treated
                .Fully()
                .With(
                    "Procedure/filter2",
                    """ "code":"sct:397913009","performedDateTime":"2021-03-04","bodySite":[{"text":"right jugular vein"}] """
                )
                .Say(Instrument.TechnicalSuccess)
        );
}
