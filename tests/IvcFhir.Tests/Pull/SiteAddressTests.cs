using IvcFhir.Pull;

namespace IvcFhir.Tests.Pull;

/// <summary>No text from data chooses a host, leaves the base or adds a parameter.</summary>
public sealed class SiteAddressTests
{
    private static readonly Uri Base = new("https://gate.example.org/r4/");

    [Theory]
    [InlineData("Device/1", true), InlineData("Device/a-B.9", true)]
    [InlineData("Device/1234567890123456789012345678901234567890123456789012345678901234", true)]
    [InlineData("Device/12345678901234567890123456789012345678901234567890123456789012345", false)]
    [InlineData("Device/../../admin", false), InlineData("Device/..", false), InlineData("Device/.", false)]
    [InlineData("Device/x?_count=1", false)]
    [InlineData("Device/x#y", false), InlineData("Device/x/_history/1", false), InlineData("Device/", false)]
    [InlineData("Device/%2e%2e", false), InlineData("Device/x\n", false)]
    [InlineData("Http:\\\\host:80/x?mrn=1", false), InlineData("http://host/Device/1", false), InlineData("//host/1", false)]
    [InlineData("Urn:a/b", false), InlineData("File:\\x", false)]
    [InlineData("", false), InlineData(null, false), InlineData("$x/1", false), InlineData("Device\\1", false)]
    [InlineData("Device/ä", false)]
    public void Only_Type_and_id_may_stand_in_an_address(string? reference, bool requestable) =>
        Assert.Equal(requestable, SiteAddress.IsRequestable(reference));

    [Theory]
    [InlineData(null, "https://gate.example.org/r4/Observation?_page=2", "https://gate.example.org/r4/Observation?_page=2")]
    [InlineData(null, "https://gate.example.org/pages/7", "https://gate.example.org/pages/7")]
    [InlineData(null, "Observation?_page=2", "https://gate.example.org/r4/Observation?_page=2")]
    [InlineData(
        "http://inner:8080/fhir/Observation?patient=1",
        "http://inner:8080/fhir/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    [InlineData(
        "http://inner:8080/fhir/Observation/_search",
        "http://inner:8080/fhir/Observation/_search?_page=2",
        "https://gate.example.org/r4/Observation/_search?_page=2"
    )]
    [InlineData(
        "http://inner:8080/fhir/Observation?patient=1",
        "http://inner:8080/fhir?_getpages=9",
        "https://gate.example.org/r4/?_getpages=9"
    )]
    [InlineData(null, "?_page=2", "https://gate.example.org/r4/?_page=2")]
    [InlineData(null, "/fhir?_page=2", "https://gate.example.org/fhir?_page=2")]
    [InlineData(null, "//gate.example.org/r4/Observation?_page=2", "https://gate.example.org/r4/Observation?_page=2")]
    [InlineData(null, "HTTPS://GATE.example.org:443/r4/Observation?_page=2", "https://gate.example.org/r4/Observation?_page=2")]
    [InlineData(null, "https://gate.example.org/r4/Observation?_page=2#rows", "https://gate.example.org/r4/Observation?_page=2#rows")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "?_page=2", "https://gate.example.org/r4/?_page=2")]
    [InlineData(
        "http://inner:8080/fhir/Observation?patient=1",
        "/fhir/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    [InlineData(
        "http://INNER:8080/fhir/Observation?patient=1",
        "http://INNER:8080/fhir/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    [InlineData(
        "http://inner:80/fhir/Observation?patient=1",
        "http://inner/fh%69r/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    [InlineData(
        "https://inner/fhir/Observation?patient=1",
        "http://inner/fhir/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    [InlineData(
        "http://[::1]:8080/fhir/Observation?patient=1",
        "http://[0:0:0:0:0:0:0:1]:8080/fhir/Observation?_page=2",
        "https://gate.example.org/r4/Observation?_page=2"
    )]
    public void A_next_link_leads_below_the_origin_of_FhirBase(string? self, string next, string expected) =>
        Assert.Equal(expected, SiteAddress.Next(Base, self, next)?.AbsoluteUri);

    [Theory]
    [InlineData(null, "http://host:80:80/x"), InlineData(null, "http://[bad")]
    [InlineData(null, "https://evil.example.org/r4/Observation?_page=2")]
    [InlineData(null, "http://gate.example.org/r4/Observation"), InlineData(null, "https://gate.example.org:8443/r4/x")]
    [InlineData(null, "//evil.example.org/x")]
    [InlineData(null, "https://me@gate.example.org/r4/x"), InlineData(null, "file:///etc/passwd")]
    [InlineData(null, "\\\\evil.example.org\\x")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "http://inner:8081/fhir/Observation?_page=2")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "http://inner:8080/admin?_page=2")]
    [InlineData("http://[bad", "http://[bad/Observation")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "http://inner:8080/fhir/../admin?_page=2")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "http://me@inner:8080/fhir/Observation?_page=2")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "http://inner:8080/fhirs/Observation?_page=2")]
    [InlineData("http://inner:8080/fhir/Observation?patient=1", "//inner:9090/fhir/Observation?_page=2")]
    [InlineData(null, "javascript:alert(1)"), InlineData(null, "urn:x:2")]
    public void A_next_link_that_leads_elsewhere_is_not_followed(string? self, string next) =>
        Assert.Null(SiteAddress.Next(Base, self, next));
}
