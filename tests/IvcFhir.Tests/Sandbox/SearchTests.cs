using Hl7.Fhir.Model;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Search;

namespace IvcFhir.Tests.Sandbox;

public sealed class SearchTests(Ward ward) : IClassFixture<Ward>
{
    [Theory]
    [InlineData("Patient?_id=p2,p1,zz", "p1 p2")]
    [InlineData("Patient?identifier=1", "p1 p2")]
    [InlineData("Patient?identifier=urn:mrn|1", "p1")]
    [InlineData("Patient?identifier=|1", "")]
    [InlineData("Patient?identifier=urn:ssn|", "p2")]
    [InlineData("Patient?identifier=A%5C,1", "p1")]
    [InlineData("Patient?identifier=urn:mrn|1&identifier=urn:ssn|1", "")]
    [InlineData("Patient?family=özi", "p1")]
    [InlineData("Patient?given=ann", "")]
    [InlineData("Patient?given:contains=ann", "p1")]
    [InlineData("Patient?given:exact=Mary+Ann", "p1")]
    [InlineData("Patient?name=jan", "p2")]
    [InlineData("Patient?gender=female&active=true", "p1")]
    [InlineData("Patient?gender:missing=true", "p2")]
    [InlineData("Patient?birthdate=1960", "p1")]
    [InlineData("Procedure?patient=p1", "r1")]
    [InlineData("Procedure?subject=p1", "r1 r3")]
    [InlineData("Procedure?subject=Patient/p2", "r2")]
    [InlineData("Procedure?subject:Group=p1", "r3")]
    [InlineData("Procedure?patient=Patient/p1,Patient/p2", "r1 r2")]
    [InlineData("Procedure?code=11", "r1 r2")]
    [InlineData("Procedure?code=http://snomed.info/sct|11", "r1")]
    [InlineData("Procedure?code=|11", "r2")]
    [InlineData("Procedure?code=http://www.ama-assn.org/go/cpt|37187,|11", "r1 r2")]
    [InlineData("Procedure?code=http://snomed.info/sct|", "r1")]
    [InlineData("Procedure?code:not=11", "r3")]
    [InlineData("Procedure?code=", "r1 r2 r3")]
    [InlineData("Procedure?category=387713003", "r1")]
    [InlineData("Procedure?status=completed", "r1 r3")]
    [InlineData("Procedure?encounter=Encounter/e1", "r1")]
    [InlineData("Device?type=360054005&patient=p1", "d1")]
    [InlineData("Device?manufacturer=acme", "d1")]
    [InlineData("DeviceUseStatement?device=d1&patient=p1", "u1")]
    [InlineData("Encounter?class=IMP&status=finished&type=inpatient&patient=p1", "e1")]
    [InlineData("Observation?patient=p1&code=1-1,2-2&category=survey", "o1")]
    [InlineData("Observation?device=Device/d1", "o1")]
    [InlineData("Observation?has-member=o1", "o2")]
    [InlineData("Observation?combo-code=c", "o2")]
    [InlineData("Observation?status=final,amended", "o1 o2")]
    [InlineData("Observation?_sort=-date", "o2 o1")]
    [InlineData("QuestionnaireResponse?questionnaire=urn:vill", "")]
    [InlineData("Condition?code=I82.422&clinical-status=active&onset-date=2023", "c1")]
    [InlineData("DiagnosticReport?result=o1&category=RAD&status=preliminary", "t1")]
    [InlineData("QuestionnaireResponse?questionnaire=urn:villalta&patient=p1&authored=ge2024", "q1")]
    [InlineData("Provenance?target=Observation/o1&recorded=2024-03-05", "v1")]
    [InlineData("Provenance?patient=p1", "v1")]
    [InlineData("Specimen?identifier=S-1&patient=p1&subject=Patient/p1&_id=s1", "s1")]
    public async Task A_search_finds(string url, string ids)
    {
        Assert.Equal(ids, await ward.Visit.IdsAsync(url));
    }

    // o1 is 08:00 UTC on 1 March, o2 is the whole of 2 March.
    [Theory]
    [InlineData("2024-03-01", "o1")]
    [InlineData("eq2024-03", "o1 o2")]
    [InlineData("2024-03-02T10:00", "")]
    [InlineData("ne2024-03-01", "o2")]
    [InlineData("gt2024-03-01", "o2")]
    [InlineData("gt2024-03-02T10:00", "o2")]
    [InlineData("ge2024-03-02", "o2")]
    [InlineData("ge2024-03-01T08:00:00Z", "o1 o2")]
    [InlineData("ge2024-03-01T08:00:01Z", "o2")]
    [InlineData("ge2024-03-01T09:00:00%2B01:00", "o1 o2")]
    [InlineData("ge2024-03-01T10:00:01+02:00", "o2")]
    [InlineData("lt2024-03-02", "o1")]
    [InlineData("lt2024-03-02T10:00", "o1 o2")]
    [InlineData("le2024-03-02", "o1 o2")]
    [InlineData("le2024-03-01", "o1")]
    [InlineData("sa2024-03-01", "o2")]
    [InlineData("sa2024-03-02T10:00", "")]
    [InlineData("eb2024-03-02", "o1")]
    [InlineData("ap2024-02", "o1 o2")]
    [InlineData("ap2023-01", "")]
    [InlineData("ge2024-03-01&date=lt2024-03-02", "o1")]
    [InlineData("ge2030,2024-03-02", "o2")]
    public async Task A_date_is_the_time_that_it_covers(string date, string ids)
    {
        Assert.Equal(ids, await ward.Visit.IdsAsync($"Observation?date={date}"));
    }

    [Theory]
    [InlineData("2024-02", "")]
    [InlineData("2024", "r1 r2")]
    [InlineData("ge2024-03-01", "r2")]
    [InlineData("ge2024-02-29", "r1 r2")]
    [InlineData("sa2024-02-28T21:59:59Z", "r1")]
    [InlineData("eb2024-03-01T02:00:00Z", "r1")]
    [InlineData("lt2024-02-01", "r2")]
    public async Task A_period_and_a_bare_year_are_intervals_too(string date, string ids)
    {
        Assert.Equal(ids, await ward.Visit.IdsAsync($"Procedure?date={date}"));
    }

    [Fact]
    public async Task A_period_without_an_end_goes_on()
    {
        Assert.Equal("e1", await ward.Visit.IdsAsync("Encounter?date=gt2099"));
        Assert.Equal("", await ward.Visit.IdsAsync("Encounter?date=eq2024"));
    }

    [Fact]
    public async Task A_poller_finds_what_is_newer_than_the_last_thing_it_saw()
    {
        var seen = (string)(await ward.Visit.GetAsync("Observation/o1")).Json["meta"]!["lastUpdated"]!;
        Assert.Equal("o2", await ward.Visit.IdsAsync($"Observation?_lastUpdated=gt{seen}"));
        Assert.Equal("o1 o2", await ward.Visit.IdsAsync($"Observation?_lastUpdated=ge{seen}"));
        Assert.Equal("o1", await ward.Visit.IdsAsync($"Observation?_lastUpdated=le{seen}"));
        Assert.Equal("o1 o2", await ward.Visit.IdsAsync("Observation?_lastUpdated=2024-07-01T12:00:00Z"));
        Assert.Equal("", await ward.Visit.IdsAsync("Observation?_lastUpdated=gt2024-07-01"));
    }

    [Fact]
    public async Task An_absolute_reference_to_this_hospital_is_the_same_as_a_relative_one()
    {
        await using var visit = await Visit.WithAsync();
        var here = visit.Hospital.BaseUrl;
        await visit.SendAsync(
            "POST",
            "Observation",
            Chart.Observation("x", "p9").Replace("Patient/p9", $"{here}Patient/p9", StringComparison.Ordinal)
        );
        await visit.SendAsync(
            "POST",
            "Observation",
            Chart.Observation("y", "p9").Replace("Patient/p9", "http://elsewhere/Patient/p9", StringComparison.Ordinal)
        );
        Assert.Equal("1", await visit.IdsAsync("Observation?patient=p9"));
        Assert.Equal("1", await visit.IdsAsync($"Observation?subject={here}Patient/p9"));
        Assert.Equal("2", await visit.IdsAsync("Observation?subject=http://elsewhere/Patient/p9"));
    }

    [Theory]
    [InlineData("Observation?_id=o1&_include=Observation:patient", "p1")]
    [InlineData("Observation?_id=o1&_include=Observation:device:Device&_include=Observation:patient", "d1 p1")]
    [InlineData("Observation?_id=o1&_include=Observation:subject:Group", "")]
    [InlineData("Patient?_id=p1&_revinclude=Provenance:target&_revinclude=DeviceUseStatement:patient", "v1 u1")]
    [InlineData("Observation?_id=o1&_include=Observation:device&_revinclude:iterate=DeviceUseStatement:device", "d1 u1")]
    [InlineData("Observation?patient=p1&_include=Observation:has-member", "")]
    public async Task Included_resources_come_with_the_page_but_are_no_matches(string url, string ids)
    {
        var answer = await ward.Visit.GetAsync(url);
        Assert.Equal(ids, string.Join(' ', answer.Ids("include")));
        Assert.Equal(answer.Total, answer.Ids("match").Count());
    }

    [Fact]
    public async Task A_search_may_be_posted_as_a_form()
    {
        var answer = await ward.Visit.SendAsync(
            "POST",
            "Procedure/_search?status=completed",
            "code=http%3A%2F%2Fsnomed.info%2Fsct%7C11&patient=p1",
            "Content-Type: application/x-www-form-urlencoded"
        );
        Assert.Equal(["r1"], answer.Ids("match"));
        Assert.Equal(0, ward.Visit.Hospital.Requests.Writes);
        Assert.Equal(415, (await ward.Visit.SendAsync("POST", "Procedure/_search", "{}")).Status);
    }

    [Theory]
    [InlineData("Procedure?colour=red&patient=p1", "colour")]
    [InlineData("Procedure?patient.name=x&patient=p1", "patient.name")]
    [InlineData("Procedure?_include=Procedure:nothing&patient=p1", "_include")]
    public async Task An_unknown_parameter_is_ignored_with_a_note_or_refused_as_the_client_prefers(string url, string name)
    {
        foreach (var prefer in new[] { "X: y", "Prefer: handling=lenient" })
        {
            var lenient = await ward.Visit.GetAsync(url, prefer);
            Assert.Equal((200, 1), (lenient.Status, lenient.Total));
            Assert.Contains(
                name,
                (string?)lenient.Entries.Single(e => (string?)e["search"]!["mode"] == "outcome")["resource"]!["issue"]![0]!["diagnostics"]
            );
            Assert.DoesNotContain(name, (string?)lenient.Json["link"]![0]!["url"]);
        }

        var strict = await ward.Visit.GetAsync(url, "Prefer: handling=strict");
        Assert.Equal((400, "OperationOutcome"), (strict.Status, strict.Type));
    }

    [Theory]
    [InlineData("Observation?date=yesterday")]
    [InlineData("Observation?date=2024-02-30")]
    [InlineData("Observation?date=gt2024-13")]
    [InlineData("Observation?_count=many")]
    [InlineData("Observation?code:above=1")]
    [InlineData("Observation?date:exact=2024")]
    [InlineData("Observation?subject:Nobody=1")]
    public async Task A_known_parameter_that_makes_no_sense_is_refused_even_if_the_client_is_lenient(string url)
    {
        var answer = await ward.Visit.GetAsync(url, "Prefer: handling=lenient");
        Assert.Equal((400, "OperationOutcome"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task An_empty_result_is_a_Bundle_without_entries()
    {
        var answer = await ward.Visit.GetAsync("Observation?patient=nobody");
        Assert.Equal((200, 0, false), (answer.Status, answer.Total, answer.Json.ContainsKey("entry")));
    }

    [Fact]
    public void The_resource_types_are_those_of_R4() =>
        Assert.Equal(ModelInfo.SupportedResources.Order(StringComparer.Ordinal), R4Types.All.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_of_the_table_is_a_search_parameter_of_R4_with_the_same_kind()
    {
        foreach (var type in SearchTable.NamedTypes)
        {
            foreach (var row in SearchTable.Of(type).Where(p => p.Name[0] != '_'))
            {
                // The rows of all types (identifier, patient, subject) are offered everywhere.
                var official = ModelInfo.SearchParameters.SingleOrDefault(p => p.Resource == type && p.Name == row.Name);
                Assert.True(official is not null || row.Name is "identifier" or "patient" or "subject", $"{type}.{row.Name}");
                Assert.Equal(official?.Type.ToString().ToLowerInvariant() ?? row.OfficialKind, row.OfficialKind);
            }
        }
    }
}
