using System.Text.Json.Nodes;
using IvcFhir.Core;
using IvcFhir.Sandbox;
using IvcFhir.State;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// A write that fails costs itself: what passes is waited for and settled by asking, what is refused is told, and nothing is doubled.
/// </summary>
public sealed class WriteFaultTests
{
    private const string Refusal = """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"business-rule","diagnostics":"Anna Canary"},
         {"severity":"error","code":"Anna Canary"} ] }
        """;

    [Theory] // http.md 13
    [InlineData(429, 1, FaultMoment.BeforeCommit), InlineData(503, null, FaultMoment.BeforeCommit)]
    [InlineData(503, 1, FaultMoment.AfterCommit), InlineData(504, null, FaultMoment.AfterCommit)]
    [InlineData(408, 0, FaultMoment.AfterCommit)]
    public async Task A_write_that_the_site_has_no_time_for_is_settled_after_the_wait_and_then_written(
        int status,
        int? retryAfter,
        FaultMoment moment
    )
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(Answer(status, retryAfter, moment, skip: 5));

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains($"written {TestSite.FewOutcomes} created, 0 updated, 0 unchanged", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("failed patients", result.Output, StringComparison.Ordinal);
        await AssertSettledAsync(site);
    }

    [Theory]
    [InlineData(429, 1, FaultMoment.BeforeCommit), InlineData(503, null, FaultMoment.AfterCommit)]
    [InlineData(500, null, FaultMoment.AfterCommit)]
    public async Task So_is_a_change(int status, int? retryAfter, FaultMoment moment)
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        Change.OneVillaltaItem(site);
        site.Faults.Add(Answer(status, retryAfter, moment) with { Method = "PUT" });

        var result = await site.OnceAsync();

        Assert.DoesNotContain("failed patients", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 updated", result.Output, StringComparison.Ordinal);
        Assert.All(site.Versions(), version => Assert.InRange(version.Value, 1, 2));
        await AssertSettledAsync(site, mostVersions: 2);
    }

    [Fact]
    public async Task A_wait_longer_than_RetryAfterSeconds_is_left_to_the_next_pass_and_costs_one_write()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(Answer(503, 3600, FaultMoment.AfterCommit, skip: 5));

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains($"written {TestSite.FewOutcomes - 1} created", result.Output, StringComparison.Ordinal);
        Assert.Contains("failed patients 1 Unavailable", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await site.OnceAsync()).Exit);
        await AssertSettledAsync(site);
    }

    [Fact]
    public async Task A_site_that_has_no_time_for_any_write_ends_each_patient_after_two_and_the_next_pass_writes_all()
    {
        await using var site = await TestSite.StartSmallAsync();
        var busy = site.Faults.Add(Answer(503, 3600, FaultMoment.BeforeCommit) with { Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients 10 Unavailable", result.Output, StringComparison.Ordinal);
        Assert.InRange(busy.Count, 2, 20);
        site.Faults.Clear();
        Assert.Equal(1, (await site.OnceAsync()).Exit);
        await AssertSettledAsync(site);
    }

    [Theory] // http.md 10
    [InlineData(422), InlineData(400), InlineData(409), InlineData(412)]
    public async Task A_refused_outcome_costs_itself_an_issue_and_the_others_are_written(int status)
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(Answer(status, null, FaultMoment.BeforeCommit, skip: 5));
        site.Faults.Add(
            new(new Fault.Edit(answer => IsOutcome(answer) ? JsonNode.Parse(Refusal) : answer)) { WritesOnly = true, Times = int.MaxValue }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains($"written {TestSite.FewOutcomes - 1} created", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 outcome-refused", result.Output, StringComparison.Ordinal);
        var issues = Ledger.Open(Path.Combine(site.Folder, "ledger.db")).Patients().SelectMany(patient => patient.Outcomes.Issues);
        Assert.Equal($"{status} business-rule", Assert.Single(issues, issue => issue.Code == IssueCode.OutcomeRefused).Element);
        Assert.DoesNotContain("Canary", result.Output + result.Messages, StringComparison.Ordinal);
        site.Faults.Clear();
        Assert.Contains(" 1 created, 0 updated", (await site.OnceAsync()).Output, StringComparison.Ordinal);
        await AssertSettledAsync(site);
    }

    [Fact]
    public async Task A_withdrawal_that_is_refused_costs_no_other()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        foreach (var procedure in site.Hospital.ChartOf("Procedure", "Patient/a-01"))
            site.Hospital.Store.Put(procedure.With("status", "entered-in-error"));
        site.Faults.Add(Answer(422, null, FaultMoment.BeforeCommit, skip: 1) with { Method = "PUT" });

        var result = await site.OnceAsync();

        Assert.Contains($"{own.Count - 1} retracted", result.Output, StringComparison.Ordinal);
        Assert.Contains("failed patients 1 Refused", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 retracted", (await site.OnceAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_whose_answer_never_comes_costs_itself_and_is_found_by_the_next_pass()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(TestSite.LostAnswer());

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains($"written {TestSite.FewOutcomes - 1} created", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{TestSite.FewOutcomes} unchanged", (await site.OnceAsync()).Output, StringComparison.Ordinal);
        await AssertSettledAsync(site);
    }

    private static FaultRule Answer(int status, int? retryAfter, FaultMoment moment, int skip = 0) =>
        new(new Fault.Answer(status, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null))
        {
            WritesOnly = true,
            Moment = moment,
            Skip = skip,
        };

    private static bool IsOutcome(JsonObject answer) => answer["resourceType"]?.GetValue<string>() == "OperationOutcome";

    /// <summary>Everything stands once, and nothing is left to do.</summary>
    private static async Task AssertSettledAsync(TestSite site, int mostVersions = 1)
    {
        Assert.Equal(TestSite.FewOutcomes, site.Written().Count);
        Assert.All(site.Versions(), version => Assert.InRange(version.Value, 1, mostVersions));
        Assert.Contains(" 0 created, 0 updated", (await site.OnceAsync()).Output, StringComparison.Ordinal);
    }
}
