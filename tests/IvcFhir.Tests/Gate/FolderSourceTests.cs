using System.Text;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Gate;

/// <summary>Whose a resource of a file is, and what is said of those that are nobody's.</summary>
public sealed class FolderSourceTests
{
    [Theory]
    [InlineData(""" "subject":{"reference":"Patient/1"} """, false)]
    [InlineData(""" "subject":{"reference":"Group/1"} """, false)]
    [InlineData(""" "subject":{"reference":"https://elsewhere.example.org/fhir/Patient/1"} """, true)]
    [InlineData(""" "subject":{"identifier":{"value":"7"}} """, true)]
    [InlineData(""" "language":"en" """, true)]
    public async Task A_record_that_names_no_patient_is_an_issue_and_never_passed_over_without_a_word(string subject, bool issue)
    {
        var source = await OpenAsync($$"""{"resourceType":"Observation","id":"o","status":"final",{{subject}} }""");

        Assert.Equal(issue ? [new DataIssue(IssueCode.ReferenceUnresolved, new("Observation/o"), "Observation.subject")] : [], source.Issues);
    }

    [Fact]
    public async Task What_a_record_of_a_patient_names_is_that_patients()
    {
        var source = await OpenAsync(
            """{"resourceType":"Observation","id":"panel","status":"final","subject":{"reference":"Patient/1"},"hasMember":[{"reference":"Observation/item"}]}""",
            """{"resourceType":"Observation","id":"item","status":"final"}""",
            """{"resourceType":"Device","id":"alone"}""");

        Assert.Empty(source.Issues);
        Assert.Equal(2, (await source.PullAsync("Patient/1", TestContext.Current.CancellationToken)).Resources.Length);
    }

    [Theory]
    [InlineData(""" "status":"final","status":"entered-in-error" """)]
    [InlineData(""" "status":"final","note":[{"text":"\ud800"}] """)]
    public async Task A_resource_of_a_Bundle_that_is_no_clean_JSON_ends_no_run(string members)
    {
        var source = await OpenAsync(
            """{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1"} },{"fullUrl":"urn:uuid:2","resource":{"resourceType":"Observation","code":{"text":"x"},"subject":{"reference":"urn:uuid:1"},"""
            + members + "}}]}");

        var record = new RecordValidator().Check(await source.PullAsync("Patient/1", TestContext.Current.CancellationToken));

        Assert.Equal([new SourceRef("Patient/1")], record.Resources.Select(resource => resource.Source));
        Assert.Equal([new(IssueCode.InvalidResource, new("Observation/2"))], record.Issues);
    }

    private static Task<FolderSource> OpenAsync(params string[] lines) =>
        FolderSource.OpenAsync("files", ["-"], new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), CodeSieve.Everything, TestContext.Current.CancellationToken);
}
