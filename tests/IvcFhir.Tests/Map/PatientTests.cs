using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

public sealed class PatientTests
{
    private const string Assessed =
        """ "code":"study:villalta-item#pain","effectiveDateTime":"2019-06-04","bodySite":{"text":"left"},"valueInteger":1 """;

    [Theory]
    [InlineData(""" "deceasedDateTime":"2020-05-06" """, "2020-05-06", "2020-05-06")]
    [InlineData(""" "deceasedDateTime":"2020-05" """, "2020-05-01", "2020-05-31")]
    [InlineData(""" "deceasedBoolean":true """, "2019-06-04", "9999-12-31")]
    public void A_death_is_known_on_the_days_that_it_may_have_been(string deceased, string first, string last)
    {
        var facts = new Recorded().With("Patient/p", deceased).With("Observation/o", Assessed).Facts();
        Assert.Equal(
            new DayInterval(
                DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture),
                DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture)
            ),
            facts.Death?.Value
        );
    }

    [Fact]
    public void A_death_without_a_date_is_an_issue() =>
        Assert.Contains(
            new DataIssue(IssueCode.DateMissing, new("Patient/p"), "Patient.deceased"),
            new Recorded().With("Patient/p", """ "deceasedBoolean":true """).Facts().Issues
        );

    [Theory]
    [InlineData(""" "deceasedBoolean":false """), InlineData(""" "active":true """)]
    public void Who_is_not_said_to_be_dead_is_not(string patient) => Assert.Null(new Recorded().With("Patient/p", patient).Facts().Death);

    [Theory]
    [
        InlineData("confirmed", 1, 0),
        InlineData("provisional", 0, 1),
        InlineData("differential", 0, 1),
        InlineData("unconfirmed", 0, 1),
        InlineData("refuted", 0, 0),
        InlineData("entered-in-error", 0, 0)
    ]
    public void Only_a_confirmed_diagnosis_counts(string verification, int diagnoses, int issues)
    {
        var facts = new Recorded()
            .With(
                "Condition/c",
                $$"""
                "code":"icd:I82422","verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"{{verification}}"}]}
                """
            )
            .Facts();
        Assert.Equal(diagnoses, facts.Diagnoses.Length);
        Assert.Equal(issues, facts.Issues.Count(issue => issue.Code == IssueCode.StatusNotUsable));
    }
}
