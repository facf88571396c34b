namespace IvcFhir.Tests.Gate;

/// <summary>Patients of an export who cannot belong to the study: whom no procedure could bring in, nothing else does.</summary>
public sealed class OtherPatientsTests
{
    private static readonly string[] Lines = File.ReadAllLines(Chart.Case("10-death-lost.ndjson"));

    private const string Other = """{"resourceType":"Patient","id":"other","gender":"male"}""",
        Heart =
            """{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/other"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I10"}]},"recordedDate":"yesterday"}""",
        Villalta =
            """{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/other"},"code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"bodySite":{"text":"left leg"}}""";

    private static string Act(string coding, string text = "") =>
        $$$"""{"resourceType":"Procedure","id":"a1","status":"completed","subject":{"reference":"Patient/other"},"performedDateTime":"2021-03-04","code":{"coding":[{{{coding}}}]{{{text}}}}}""";

    [Fact]
    public async Task Of_a_patient_without_a_procedure_nothing_is_read_and_it_is_told()
    {
        var alone = await Chart.OfLinesAsync(Lines);

        var chart = await Chart.OfLinesAsync([.. Lines, Other, Heart, Villalta]);

        Assert.Equal(alone.Outcomes.Select(one => one.ToJsonString()), chart.Outcomes.Select(one => one.ToJsonString()));
        Assert.Equal(alone.Issues, chart.Issues);
        Assert.Contains("Of 1 patients no procedure could be of the study: 3 other resources", chart.Messages, StringComparison.Ordinal);
    }

    /// <summary>An appendectomy is known to be none of the study; a code that nobody knows, on a vessel or without a place, may be one.</summary>
    [Theory]
    [InlineData("""{"system":"http://www.ama-assn.org/go/cpt","code":"44950"}""", "", false)]
    [InlineData("""{"system":"urn:oid:1.2.3.4","code":"X1"}""", "", true)]
    [InlineData("""{"system":"http://www.ama-assn.org/go/cpt","code":"37187"}""", "", true)]
    [InlineData("""{"system":"http://www.ama-assn.org/go/cpt","code":"37799"}""", ",\"text\":\"thrombectomy of the vena cava\"", true)]
    public async Task Whom_a_procedure_could_bring_in_is_read_whole(string coding, string text, bool isRead)
    {
        var chart = await Chart.OfLinesAsync([Other, Heart, Act(coding, text)]);

        Assert.Equal(isRead, !chart.Messages.Contains("no procedure could be of the study", StringComparison.Ordinal));
    }

    /// <summary>What could not be read may have been the treatment.</summary>
    [Fact]
    public async Task A_procedure_that_cannot_be_read_may_be_the_treatment()
    {
        var chart = await Chart.OfLinesAsync([Other, Heart, Act("{\"code\":\"\\ud800\"}")]);

        Assert.DoesNotContain("no procedure could be of the study", chart.Messages, StringComparison.Ordinal);
        Assert.Equal(1, chart.Exit);
    }
}
