using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Commands;
using IvcFhir.Core;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.State;
using IvcFhir.Tests.Support;
using IvcFhir.Validate;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Events;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// Whatever a site sends, or the program gets wrong, costs one patient: the others, the other sites and the worker live on.
/// </summary>
public sealed class WorkerLifeTests
{
    private const string Subject = "\"subject\":{\"reference\":\"Patient/a-07\"}";

    [Theory]
    [InlineData("\"\\ud800\":1")]
    [InlineData("\"\":1")]
    [InlineData("\"valueString\":\"\\ud800\"")]
    [InlineData("\"implicitRules\":\"\\udfff\\ud800\"")]
    [InlineData("\"hasMember\":[{\"reference\":1}]")]
    [InlineData("\"hasMember\":[{\"reference\":\"\\udfff/x\"}]")]
    [InlineData("\"hasMember\":[{\"reference\":\"Urn:a/b\"}]")]
    [InlineData("\"hasMember\":[{\"reference\":\"File:\\\\x\"}]")]
    [InlineData("\"hasMember\":[{\"\\ud800\":\"x\",\"reference\":\"Observation/x\"}]")]
    [InlineData("\"bodySite\":[[[[]]]]")]
    public async Task An_odd_text_in_one_chart_costs_that_patient_at_most_and_no_other_patient_or_site(string odd)
    {
        await using var site = await TestSite.StartSmallAsync();
        await using var other = await TestSite.StartAsync(Centre.B);
        site.Faults.Add(new(new Fault.Replace(Subject, $"{Subject},{odd}")) { Path = "Observation/_search", Times = int.MaxValue });

        var result = await Cli.RunAsync("once", "--config", Both(site, other));

        Assert.InRange(result.Exit, 1, 3);
        Assert.DoesNotContain("failed patients 2", result.Output, StringComparison.Ordinal);
        Assert.InRange(site.Written().Count, TestSite.FewOutcomes - 26, TestSite.FewOutcomes);
        Assert.Equal(488, other.Written().Count);
    }

    [Theory]
    [InlineData("Patient/a-07", "\\ud800")]
    [InlineData("Patient/a-07", "Patient/\\udc00")]
    public async Task An_odd_reference_among_the_candidates_costs_no_other_patient(string reference, string by)
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(
            new(new Fault.Replace($"\"reference\":\"{reference}\"", $"\"reference\":\"{by}\""))
            {
                Path = "Procedure/_search",
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.InRange(result.Exit, 1, 3);
        Assert.Equal(
            9,
            site.Hospital.Store.All("Observation").Where(Support.Hospital.IsOwn).Select(Support.Hospital.Subject).Distinct().Count()
        );
    }

    [Fact]
    public async Task A_bug_at_one_patient_fails_that_patient_and_tells_type_and_place_and_no_message()
    {
        var log = new Lines();
        using var folder = new Scratch();
        var ledger = Ledger.Open(Path.Combine(folder.Path, "ledger.db"));
        var run = new StudyRun(
            "north",
            2,
            new OneOfTwoThrows(),
            new RecordValidator(),
            new RecordMapper(ConceptIndex.Load(null), StudyProtocol.Default),
            ConceptIndex.Load(null),
            StudyProtocol.Default,
            null,
            null,
            20,
            ledger,
            TimeProvider.System,
            log
        );

        var result = await run.OnceAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(new Dictionary<SiteFaultKind, int> { [SiteFaultKind.Unexpected] = 1 }, result.Failures);
        Assert.Equal(["Patient/quiet"], ledger.PatientsOf("north"));
        var told = string.Join('\n', log);
        Assert.Contains("InvalidOperationException of FormatException at ", told, StringComparison.Ordinal);
        Assert.Contains($"{nameof(OneOfTwoThrows)}.{nameof(OneOfTwoThrows.PullAsync)}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_must_end_ends_with_3_and_says_why()
    {
        await using var site = await TestSite.StartSmallAsync();
        var settings = OnceCommand.Settings(site.Config(), only: null);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder
            .Services.AddStudyRuns(null, LogEventLevel.Fatal, settings.Sites)
            .AddSingleton<TimeProvider>(new Exhausted())
            .AddSingleton(settings)
            .AddSingleton(settings.Rules())
            .AddSingleton(Ledger.Open(settings.Ledger))
            .AddSingleton<Worker>()
            .AddHostedService(services => services.GetRequiredService<Worker>());
        using var host = builder.Build();

        var exit = await RunCommand.RunAsync(host, TestContext.Current.CancellationToken);

        Assert.Equal(3, exit);
        Assert.StartsWith("InsufficientMemoryException at ", host.Services.GetRequiredService<Worker>().Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_while_a_read_hangs_ends_at_once_with_0()
    {
        await using var site = await TestSite.StartSmallAsync();
        var hang = site.Faults.Add(new(new Fault.Hang()) { Path = "Condition", Times = int.MaxValue });

        Assert.InRange(await StopAsync(site, hang.FirstHit), TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_while_it_waits_for_a_retry_ends_at_once_with_0()
    {
        await using var site = await TestSite.StartSmallAsync();
        var busy = site.Faults.Add(new(new Fault.Answer(503, TimeSpan.FromSeconds(25))) { Path = "Condition", Times = int.MaxValue });

        Assert.InRange(await StopAsync(site, busy.FirstHit), TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_write_that_runs_when_the_worker_is_told_to_stop_is_awaited_and_confirmed()
    {
        await using var site = await TestSite.StartSmallAsync();
        var slow = site.Faults.Add(
            new(new Fault.Delay(TimeSpan.FromSeconds(4)))
            {
                WritesOnly = true,
                Moment = FaultMoment.AfterCommit,
                Times = int.MaxValue,
            }
        );

        await StopAsync(site, slow.FirstHit);
        slow.Dispose();

        var sent = site.Written().Count;
        Assert.InRange(sent, 1, 4);
        var again = await site.OnceAsync();
        Assert.Contains(
            $"written {TestSite.FewOutcomes - sent} created, 0 updated, {sent} unchanged",
            again.Output,
            StringComparison.Ordinal
        );
        Assert.All(site.Versions(), version => Assert.Equal(1, version.Value));
    }

    [Fact]
    public async Task A_write_that_does_not_end_in_8_s_stays_an_open_intention_that_the_next_pass_settles()
    {
        await using var site = await TestSite.StartSmallAsync();
        var hang = site.Faults.Add(
            new(new Fault.Hang())
            {
                WritesOnly = true,
                Moment = FaultMoment.AfterCommit,
                Times = int.MaxValue,
            }
        );

        Assert.InRange(await StopAsync(site, hang.FirstHit), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(16));
        hang.Dispose();

        await site.OnceAsync();
        Assert.Equal(TestSite.FewOutcomes, site.Written().Count);
        Assert.All(site.Versions(), version => Assert.Equal(1, version.Value));
    }

    /// <summary>
    /// Starts the worker, tells it to stop when the moment has come, expects that it ends with 0, and gives the time that it took.
    /// </summary>
    private static async Task<TimeSpan> StopAsync(TestSite site, Task moment)
    {
        using var worker = Cli.Start("run", "--config", site.Config());
        _ = worker.StandardError.ReadToEndAsync();
        _ = worker.StandardOutput.ReadToEndAsync();
        try
        {
            await moment.WaitAsync(TimeSpan.FromSeconds(60));
            var clock = Stopwatch.StartNew();
            using var terminate = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
            await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
            Assert.Equal(0, worker.ExitCode);
            return clock.Elapsed;
        }
        finally
        {
            if (!worker.HasExited)
                worker.Kill();
        }
    }

    private static string Both(TestSite one, TestSite other)
    {
        var settings = JsonNode.Parse(File.ReadAllText(one.Config()))!;
        settings["Sites"]!.AsArray().Add(JsonNode.Parse(File.ReadAllText(other.Config()))!["Sites"]![0]!.DeepClone());
        var path = Path.Combine(one.Folder, "both.json");
        File.WriteAllText(path, settings.ToJsonString());
        return path;
    }

    private sealed class OneOfTwoThrows : IPatientSource
    {
        public IReadOnlyList<IvcFhir.Core.DataIssue> Issues => [];

        public Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<string>>(["Patient/quiet", "Patient/secret"]);

        public async Task<PatientRecord> PullAsync(string patient, CancellationToken ct)
        {
            await Task.Yield();
            return patient == "Patient/quiet"
                ? new("north", patient, [], [])
                : throw new InvalidOperationException("secret: Mrs. Miller", new FormatException("secret too"));
        }
    }

    private sealed class Exhausted : TimeProvider
    {
#pragma warning disable MA0012 // the one kind of exception that a worker does not survive
        public override DateTimeOffset GetUtcNow() => throw new InsufficientMemoryException("secret");
#pragma warning restore MA0012
    }

    private sealed class Lines : ConcurrentQueue<string>, ILogger<StudyRun>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Enqueue(formatter(state, exception) + exception);
    }

    private sealed class Scratch : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ivcfhir-test-");

        public string Path => folder.FullName;

        public void Dispose()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
