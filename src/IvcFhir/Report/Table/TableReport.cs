using IvcFhir.Core.Cohort;
using Spectre.Console;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>The table for a terminal; plain text when the writer is no terminal.</summary>
internal static class TableReport
{
    /// <summary>Wide enough that no row wraps in a file or pipe, whose width nobody knows.</summary>
    private const int WidthOfFiles = 180;

    private static readonly string[] Columns = ["figure", "n of N", "computed", "interval or median", "published", "agrees"];

    public static void Write(StudyReport report, TextWriter writer)
    {
        var table = report.Table;
        writer.WriteLine(
            $"Study {table.Study}, protocol {ReportText.Protocol(table)}, data cut {ReportText.DataCut(report)}: "
                + $"{ReportText.Population(report)}"
        );
        if (report.Synthetic)
            writer.WriteLine(ReportText.Synthetic);
        if (ReportText.Suppressed(report) is { } suppressed)
            writer.WriteLine(suppressed);
        ConsoleOn(writer).Write(Rows(report));
        if (report.Synthetic)
            writer.WriteLine(ReportText.Verdict(table));
        foreach (var compared in EvidenceContext.Of(report).Where(compared => compared.Comparison is not null))
            writer.WriteLine(
                $"{compared.Cohort.Name} ({compared.Cohort.Figure}): {EvidenceText.Published(compared)}; here "
                    + $"{EvidenceText.Ours(compared)}; {EvidenceText.Reading(compared)}"
            );
        foreach (var (index, pass) in report.Passes.Index())
            writer.WriteLine(PassLine(index + 1, pass));
    }

    private static Table Rows(StudyReport report)
    {
        var rows = new Table()
            .Border(TableBorder.Simple)
            .AddColumns([.. Columns.Take(report.Synthetic ? Columns.Length : Columns.Length - 1)]);
        foreach (var figure in report.Table.Rows)
            rows.AddRow([
                new Text(figure.Label),
                new Text(FigureText.CountOf(figure)),
                new Text(FigureText.Computed(figure)),
                new Text(string.Join("; ", new[] { FigureText.Detail(figure), FigureText.Open(figure) }.OfType<string>())),
                new Text(figure.Published?.Printed ?? "–"),
                .. report.Synthetic ? [new Text(FigureText.Agrees(figure), Colour(figure))] : Array.Empty<Text>(),
            ]);
        return rows;
    }

    private static Style Colour(Figure figure) =>
        figure.Agrees switch
        {
            true => Color.Green,
            false => Color.Red,
            null => Style.Plain,
        };

    private static string PassLine(int number, PassSummary pass)
    {
        var issues = pass.Issues.Values.Sum();
        var codes = issues == 0 ? "" : $" ({ReportText.Counts(ReportText.Issues(pass))})";
        return Invariant(
            $"Pass {number}: {pass.Pulled.Values.Sum()} resources pulled; {ReportText.Written(pass.Written)}; {issues} issues{codes}"
        );
    }

    /// <summary>A console that writes plain text into files and pipes.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var terminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                // The default enrichers turn colour on in known build services, where no terminal reads it.
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = terminal },
                Out = new AnsiConsoleOutput(writer),
            }
        );
        if (!terminal)
        {
            console.Profile.Width = WidthOfFiles;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
