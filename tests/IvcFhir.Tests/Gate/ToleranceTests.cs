namespace IvcFhir.Tests.Gate;

/// <summary>A fault costs the element in which it stands, and never turns a meaning round.</summary>
public sealed class ToleranceTests
{
    private const string Death = "10-death-lost.ndjson", NoOffset = "18-no-offset.ndjson";

    [Fact] // bytes/10
    public async Task A_birthDate_with_a_time_costs_an_issue_and_no_death()
    {
        var chart = await Chart.OfCaseAsync(Death);

        Assert.Equal(["element-invalid Patient/p1 (10-death-lost.ndjson:6) Patient.birthDate"], chart.Issues);
        Assert.Equal(13, chart.Outcomes.Count);
        Assert.Equal("Missing 0, Died 1", await VitalAsync(line => line));
    }

    [Theory] // of the kind of bytes/10
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedDateTime\": \"soon\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedBoolean\": \"yes\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedDateTime\": \"2017-01-01T10:00:00\"", "Missing 0, Died 1")]
    [InlineData("\"id\": \"p1\", \"identifier\"", "\"id\": \"p1\", \"gender\": \"x\", \"identifier\"", "Missing 1, Died 0")]
    [InlineData("\"active\": true", "\"modifierExtension\": [{\"url\":\"http://x\",\"valueBoolean\":true}]", "Missing 1, Died 0")]
    [InlineData("\"family\": \"Synthetic-A06\"", "\"family\": \"\\ud800\"", "Missing 1, Died 0")]
    [InlineData(", \"deceasedDateTime\": \"2017-01-01\"", "", "Missing 0, Died 0")]
    public async Task Nobody_is_alive_whose_Patient_or_death_cannot_be_read(string from, string to, string vital) =>
        Assert.Equal(vital, await VitalAsync(line => line.Replace(from, to, StringComparison.Ordinal)));

    [Fact] // charts/18
    public async Task A_time_without_an_offset_keeps_its_day()
    {
        var chart = await Chart.OfCaseAsync(NoOffset);

        Assert.Equal(4, chart.Issues.Count(issue => issue.StartsWith("offset-missing Procedure/", StringComparison.Ordinal)));
        Assert.Contains(" 1 in the study", chart.Messages, StringComparison.Ordinal);
        Assert.Contains("\"effectiveDateTime\":\"2021-03-04\"", chart.The("technical-success"), StringComparison.Ordinal);
        Assert.Contains("\"valueBoolean\":true", chart.The("technical-success"), StringComparison.Ordinal);
    }

    [Theory] // of the kind of charts/18, and others
    [InlineData("\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"", "\"text\": {\"status\": \"generated\"}, ", "element-invalid", "Procedure.text", true)]
    [InlineData("\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"", "\"meta\": {\"lastUpdated\": \"2021-01-01T00:00:00\"}, ", "element-invalid", "Procedure.meta.lastUpdated", true)]
    [InlineData("\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"", "\"performer\": [], \"shoeSize\": 9, ", "element-invalid", "Procedure.performer", true)]
    [InlineData("\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"", "\"statusReason\": 7, ", "invalid-resource", "", false)]
    [InlineData("\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"", "\"note\": [{}], \"note\": [], ", "invalid-resource", "", false)]
    public async Task A_fault_where_no_rule_reads_costs_an_issue_and_not_the_resource(string before, string added, string code, string element, bool isUsed)
    {
        var lines = await File.ReadAllLinesAsync(Chart.Case(NoOffset));
        var chart = await Chart.OfLinesAsync([.. lines.Select(line => line.Replace(before, added + before, StringComparison.Ordinal))]);

        Assert.Contains(chart.Issues, issue => issue.StartsWith($"{code} Procedure/thr", StringComparison.Ordinal) && issue.EndsWith(element, StringComparison.Ordinal));
        Assert.Equal(isUsed, string.Concat(chart.Outcomes.Select(outcome => outcome.ToJsonString())).Contains("Procedure/thr", StringComparison.Ordinal));
    }

    private static async Task<string> VitalAsync(Func<string, string> change)
    {
        using var folder = new Folder();
        var lines = (await File.ReadAllLinesAsync(Chart.Case(Death))).Select(line => line.Replace("T00:00:00\", \"dec", "\", \"dec", StringComparison.Ordinal)).Select(change);
        var path = folder.Write("x.ndjson", string.Join('\n', lines));
        var facts = await Facts.OfAsync(path);
        return $"Missing {(facts.VitalStatusUnknown && facts.Death is null ? 1 : 0)}, Died {(facts.Death is null ? 0 : 1)}";
    }
}
