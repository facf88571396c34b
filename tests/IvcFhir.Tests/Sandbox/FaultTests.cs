using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

public sealed class FaultTests
{
    [Theory]
    [InlineData(401), InlineData(500), InlineData(503)]
    public async Task The_next_requests_that_fit_get_the_status_and_then_all_is_well(int status)
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p"));
        using var fault = visit.Faults.Add(
            new(new Fault.Answer(status))
            {
                Method = "GET",
                Path = "Patient",
                Times = 2,
            }
        );
        Assert.Equal(200, (await visit.GetAsync("Observation")).Status);
        Assert.Equal(status, (await visit.GetAsync("Patient/p")).Status);
        Assert.Equal(status, (await visit.GetAsync("Patient")).Status);
        Assert.Equal(200, (await visit.GetAsync("Patient/p")).Status);
        Assert.Equal(2, fault.Count);
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_again()
    {
        await using var visit = await Visit.WithAsync();
        visit.Faults.Add(new(new Fault.Answer(429, TimeSpan.FromSeconds(3))));
        var answer = await visit.GetAsync("Patient");
        Assert.Equal((429, TimeSpan.FromSeconds(3), "OperationOutcome"), (answer.Status, answer.RetryAfter, answer.Type));
    }

    [Fact]
    public async Task A_web_page_and_half_an_answer_come_on_demand()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p"));
        visit.Faults.Add(new(new Fault.Html()));
        var page = await visit.GetAsync("Patient");
        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        visit.Faults.Add(new(new Fault.Truncate()));
        var half = await visit.GetAsync("Patient");
        var whole = await visit.GetAsync("Patient");
        Assert.Equal(whole.Text.Length / 2, half.Text.Length);
        Assert.ThrowsAny<Exception>(() => half.Json);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeCommit, 1)]
    [InlineData(FaultMoment.AfterCommit, 2)]
    public async Task A_write_that_hangs_has_happened_only_after_the_commit(FaultMoment moment, int stored)
    {
        await using var visit = await Visit.WithAsync();
        using var fault = visit.Faults.Add(
            new(new Fault.Hang())
            {
                WritesOnly = true,
                Skip = 1,
                Moment = moment,
            }
        );
        Assert.Equal(201, (await visit.SendAsync("POST", "Patient", Chart.Patient("a"))).Status);
        var second = visit.SendAsync("POST", "Patient", Chart.Patient("b"));
        await fault.FirstHit.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await visit.GetAsync("Patient")).Status);
        Assert.False(second.IsCompleted);
        Assert.Equal(stored, visit.Store.Count);
        fault.Dispose();
        Assert.Equal(201, (await second).Status);
    }

    [Fact]
    public async Task A_client_that_goes_away_before_the_commit_has_written_nothing()
    {
        await using var visit = await Visit.WithAsync();
        using var fault = visit.Faults.Add(new(new Fault.Hang()));
        using (var dying = new HttpClient { BaseAddress = visit.Hospital.BaseUrl, Timeout = TimeSpan.FromMilliseconds(100) })
        {
            using var body = new StringContent(Chart.Patient("a"));
            await Assert.ThrowsAsync<TaskCanceledException>(() =>
                dying.PostAsync(new Uri("Patient", UriKind.Relative), body, TestContext.Current.CancellationToken)
            );
        }

        Assert.Equal(0, (await visit.GetAsync("Patient")).Total);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeCommit, 0)]
    [InlineData(FaultMoment.AfterCommit, 1)]
    public async Task A_connection_breaks_before_or_after_the_commit(FaultMoment moment, int stored)
    {
        await using var visit = await Visit.WithAsync();
        visit.Faults.Add(new(new Fault.Drop()) { Method = "POST", Moment = moment });
        await Assert.ThrowsAsync<HttpRequestException>(() => visit.SendAsync("POST", "Patient", Chart.Patient("a")));
        Assert.Equal(stored, visit.Store.Count);
    }

    [Fact]
    public async Task Faults_add_up_and_can_be_cleared()
    {
        await using var visit = await Visit.WithAsync();
        using var slow = visit.Faults.Add(new(new Fault.Delay(TimeSpan.FromMilliseconds(30))) { Times = int.MaxValue });
        visit.Faults.Add(new(new Fault.Answer(503)) { Times = int.MaxValue, Moment = FaultMoment.AfterCommit });
        Assert.Equal((503, 1), ((await visit.SendAsync("PUT", "Patient/p", Chart.Patient("p"))).Status, visit.Store.Count));
        visit.Faults.Clear();
        Assert.Equal((200, 1), ((await visit.GetAsync("Patient/p")).Status, slow.Count));
    }

    [Fact]
    public async Task A_hospital_closes_while_requests_hang()
    {
        Task hanging;
        await using (var visit = await Visit.WithAsync())
        {
            var fault = visit.Faults.Add(new(new Fault.Hang()));
            hanging = visit.GetAsync("Patient");
            await fault.FirstHit.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            await visit.Hospital.DisposeAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        }
    }
}
