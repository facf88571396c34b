using System.CommandLine;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Hosting;
using IvcFhir.Protocols;
using IvcFhir.Report;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.State;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace IvcFhir.Commands;

/// <summary>Both synthetic hospitals, two passes, the table: the whole program on embedded defaults.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object on stdout in place of the table." };
        var folder = new Option<string?>("--out")
        {
            Description = "Write report.html (and the ledger) into this folder.",
            HelpName = "DIR",
        };
        var keep = new Option<bool>("--keep") { Description = "Leave both hospitals running afterwards, until Ctrl+C." };
        var command = new Command(
            "demo",
            "Starts two synthetic hospitals, runs two passes, and compares the table with the published "
                + "figures.\nExample: ivcfhir demo --out demo"
        )
        {
            json,
            folder,
            keep,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(json), parsed.GetValue(folder), parsed.GetValue(keep), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(bool json, string? folder, bool keep, Terminal terminal, CancellationToken ct)
    {
        await using var a = await StartAsync(Centre.A, ct);
        await using var b = await StartAsync(Centre.B, ct);
        using var workspace = new Workspace(folder);
        var ledger = Ledger.Open(workspace.File("demo-ledger.db"));
        var protocol = StudyProtocols.Load(StudyProtocols.DefaultName).Rules;
        IReadOnlyList<SiteSettings> sites = [Site("centre-a", a, map: null), Site("centre-b", b, map: "centre-b")];
        var first = await PassAsync(sites, protocol, ledger, terminal, ct);
        var second = await PassAsync(sites, protocol, ledger, terminal, ct);
        var report = StudyReport.Of(
            StudyTableBuilder.Build(ledger.Patients().Select(patient => patient.Under(protocol).Outcomes), protocol),
            protocol,
            synthetic: true,
            [first, second],
            ledger.DataCut()
        );
        ReportCommand.Write(report, json ? "json" : "table", terminal);
        if (folder is not null)
            await WriteHtmlAsync(report, workspace.File("report.html"), terminal);
        var agrees = report.Table.Figures.All(figure => figure.Agrees == true);
        if (keep)
            await WaitAsync(a, b, terminal, ct);
        return agrees ? ExitCode.Done : ExitCode.SetAside;
    }

    private static async Task<SandboxHospital> StartAsync(Centre centre, CancellationToken ct)
    {
        var hospital = await SandboxHospital.StartAsync(new() { Name = $"centre {centre}" }, ct);
        hospital.Store.Load(SyntheticCohort.Resources(centre));
        return hospital;
    }

    private static SiteSettings Site(string name, SandboxHospital hospital, string? map) =>
        new(name, hospital.BaseUrl, map, PatientSelection.StudyProcedures, Concurrency: 2, WriteBack: true);

    /// <summary>A new set of services for each pass, as a new start of the worker has.</summary>
    private static async Task<PassSummary> PassAsync(
        IReadOnlyList<SiteSettings> sites,
        StudyProtocol protocol,
        Ledger ledger,
        Terminal terminal,
        CancellationToken ct
    )
    {
        await using var services = new ServiceCollection().AddStudyRuns(null, LogEventLevel.Warning, sites).BuildServiceProvider();
        var runs = services.GetRequiredService<StudyRuns>();
        using var progress = new ProgressLine(terminal);
        var passes = new List<PassSummary>();
        foreach (var site in sites)
            passes.Add((await runs.For(site, protocol, ledger).OnceAsync(progress, ct)).Summary);
        return PassSummary.Sum(passes);
    }

    private static async Task WriteHtmlAsync(StudyReport report, string path, Terminal terminal)
    {
        await using var file = new StreamWriter(path);
        HtmlReport.Write(report, file);
        await terminal.Messages.WriteLineAsync($"report: {path}");
    }

    private static async Task WaitAsync(SandboxHospital a, SandboxHospital b, Terminal terminal, CancellationToken ct)
    {
        await terminal.Messages.WriteLineAsync($"centre A: {a.BaseUrl}   centre B: {b.BaseUrl}   stop with Ctrl+C");
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how it ends.
        }
    }

    /// <summary>The folder that was asked for, or one that is gone afterwards.</summary>
    private sealed class Workspace : IDisposable
    {
        private readonly DirectoryInfo folder;
        private readonly bool temporary;

        public Workspace(string? path)
        {
            temporary = path is null;
            folder = path is null ? Directory.CreateTempSubdirectory("ivcfhir-") : Directory.CreateDirectory(path);
            // A demo starts from nothing: an earlier demo's ledger belongs to hospitals that are gone.
            foreach (var old in folder.EnumerateFiles("demo-ledger.db*"))
                old.Delete();
        }

        public string File(string name) => Path.Combine(folder.FullName, name);

        public void Dispose()
        {
            if (!temporary)
                return;
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
