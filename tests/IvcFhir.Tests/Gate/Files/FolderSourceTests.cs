using System.Text;
using IvcFhir.Codes;
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

        Assert.Equal(
            issue ? [new DataIssue(IssueCode.ReferenceUnresolved, new("Observation/o"), "Observation.subject")] : [],
            source.Issues
        );
    }

    [Fact]
    public async Task What_a_record_of_a_patient_names_is_that_patients()
    {
        var source = await OpenAsync(
            """{"resourceType":"Observation","id":"panel","status":"final","subject":{"reference":"Patient/1"},"hasMember":[{"reference":"Observation/item"}]}""",
            """{"resourceType":"Observation","id":"item","status":"final"}""",
            """{"resourceType":"Device","id":"alone"}"""
        );

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
                + members
                + "}}]}"
        );

        var record = new RecordValidator().Check(await source.PullAsync("Patient/1", TestContext.Current.CancellationToken));

        Assert.Equal([new SourceRef("Patient/1")], record.Resources.Select(resource => resource.Source));
        Assert.Equal([new(IssueCode.InvalidResource, new("Observation/2"))], record.Issues);
    }

    [Theory]
    [
        InlineData(""" "code":{"coding":[{"system":"http://h","code":{"a":1} }]} """),
        InlineData(""" "code":{"coding":[{"system":7,"code":"x"}]} """)
    ]
    [
        InlineData(""" "code":{"coding":{"x":1} } """),
        InlineData(""" "code":[] """),
        InlineData(""" "code":null """),
        InlineData(""" "code":{"coding":["x"]} """)
    ]
    public async Task An_Observation_whose_code_cannot_be_read_is_not_one_whose_code_is_unknown(string code)
    {
        var source = await OpenAsync(
            CodeSieve.Of(ConceptIndex.Load(null)),
            $$"""{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/1"},{{code}} }"""
        );

        var record = new RecordValidator().Check(await source.PullAsync("Patient/1", TestContext.Current.CancellationToken));

        Assert.Equal(0, source.PassedOver);
        Assert.Equal(new SourceRef("Observation/o"), Assert.Single(record.Issues).Source);
    }

    [Theory]
    [
        InlineData(""" "request":{"method":"DELETE","url":"Observation/o"} """),
        InlineData(""" "request":{"method":"delete","url":"/Observation/o"} """)
    ]
    [
        InlineData(""" "fullUrl":"http://h/fhir/Observation/o","request":{"method":"DELETE"} """),
        InlineData(""" "request":{"method":"DELETE","url":"http://h/fhir/Observation/o"} """)
    ]
    [
        InlineData(""" "fullUrl":"http://h/fhir/Observation/o","request":{"method":"DELETE","url":1} """),
        InlineData(""" "fullUrl":"http://h/fhir/Observation/o","response":{"status":"410 Gone"} """)
    ]
    [InlineData(""" "request":{"method":"DELETE","url":"Observation/o/_history/2"} """)]
    public async Task A_deletion_counts_in_every_spelling(string entry)
    {
        var source = await OpenAsync(
            """{"resourceType":"Bundle","type":"history","entry":[{"""
                + entry
                + """},{"fullUrl":"http://h/fhir/Observation/o","resource":{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"} } }]}"""
        );

        Assert.Empty((await source.PullAsync("Patient/1", TestContext.Current.CancellationToken)).Resources);
        Assert.Empty(source.Issues);
    }

    [Theory]
    [
        InlineData(""" "request":{"method":"DELETE"} """),
        InlineData(""" "request":{"method":"DELETE","url":"\ud800"} """),
        InlineData(""" "resource":null """)
    ]
    public async Task An_entry_of_a_history_that_says_nothing_is_told(string entry)
    {
        var source = await OpenAsync("""{"resourceType":"Bundle","type":"history","entry":[{""" + entry + "}]}");

        Assert.Equal(IssueCode.MalformedInput, Assert.Single(source.Issues).Code);
    }

    private static Task<FolderSource> OpenAsync(params string[] lines) => OpenAsync(CodeSieve.Everything, lines);

    private static Task<FolderSource> OpenAsync(CodeSieve sieve, params string[] lines) =>
        FolderSource.OpenAsync(
            "files",
            ["-"],
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))),
            sieve,
            TestContext.Current.CancellationToken
        );
}
