using System.Text;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// A thrombolytic that was given, with no lysis recorded, may have been given through a catheter. The thrombectomy is of 4 March 2021.
/// </summary>
public sealed class LyticDrugTests
{
    private const string Alteplase = """ "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AD02"}]} """;

    [Theory]
    [InlineData(Alteplase, "2021-03-04", "NotUnderstood")]
    [InlineData(Alteplase, "2021-03-11", "NotUnderstood")]
    [InlineData(Alteplase, "2021-03-12", "no")]
    [InlineData(Alteplase, "2021-03-02", "no")]
    [InlineData(Alteplase + """,  "reasonCode":["icd:I26.99"] """, "2021-03-04", "no")]
    [InlineData(Alteplase + """,  "reasonCode":["icd:I26.99","icd:I82.422"] """, "2021-03-04", "NotUnderstood")]
    [InlineData(Alteplase + """,  "status":"not-done" """, "2021-03-04", "no")]
    [InlineData(
        """ "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"8410"}]} """,
        "2021-03-04",
        "NotUnderstood"
    )]
    [InlineData(
        """ "medicationCodeableConcept":{"coding":[{"system":"urn:oid:1.2.999.1","code":"4711","display":"ALTEPLASE 50 MG INJ"}]} """,
        "2021-03-04",
        "NotUnderstood"
    )]
    [InlineData(""" "medicationCodeableConcept":{"text":"Actilyse 20 mg"} """, "2021-03-04", "NotUnderstood")]
    [InlineData(""" "medicationReference":{"reference":"Medication/m"} """, "2021-03-04", "NotUnderstood")]
    [InlineData(
        """ "medicationReference":{"reference":"#m"},"contained":[{"resourceType":"Medication","id":"m","code":{"text":"urokinase"}}] """,
        "2021-03-04",
        "NotUnderstood"
    )]
    [InlineData(
        """ "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AB05"}],"text":"enoxaparin"} """,
        "2021-03-04",
        "no"
    )]
    public void A_lytic_drug_alone_leaves_technical_success_open(string members, string day, string expected)
    {
        var status = members.Contains("\"status\"", StringComparison.Ordinal) ? "" : ""","status":"completed" """;
        var chart = Treated
            .WithoutLysis()
            .With("Medication/m", """ "subject":null,"code":{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AD04"}]} """)
            .With("MedicationAdministration/a", $"""{members}{status},"effectiveDateTime":"{day}" """);

        Assert.Equal(expected, chart.Say(Instrument.TechnicalSuccess));
    }

    [Fact]
    public void Beside_a_lysis_it_is_that_ones_drug() =>
        Assert.Equal(
            "yes",
            Treated
                .Fully()
                .With("MedicationAdministration/a", Alteplase + ""","status":"completed","effectiveDateTime":"2021-03-04" """)
                .Say(Instrument.TechnicalSuccess)
        );

    [Theory]
    [InlineData("""{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AD02"}]}""", true)]
    [InlineData("""{"coding":[{"system":"urn:x","code":"1","display":"Alteplase"}]}""", true)]
    [InlineData("""{"text":"alteplase"}""", true)]
    [InlineData("""{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AB05","display":"enoxaparin"}],"text":"enoxaparin"}""", false)]
    [InlineData("""{"coding":[{"system":"http://www.whocc.no/atc","code":5}]}""", true)] // what cannot be read is not unknown
    public void Other_drugs_are_passed_over_by_the_gate(string drug, bool isRead)
    {
        var json = Encoding.UTF8.GetBytes(
            $$"""{"resourceType":"MedicationAdministration","id":"a","status":"completed","medicationCodeableConcept":{{drug}},"subject":{"reference":"Patient/p"} }"""
        );
        var sieve = CodeSieve.Of(ConceptIndex.Load(null));

        Assert.Equal(!isRead, HeadReader.Read(json, sieve).IsPassedOver(sieve));
    }
}
