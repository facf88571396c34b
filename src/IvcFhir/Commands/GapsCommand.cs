using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using IvcFhir.Core.Explain;
using IvcFhir.Explain;

namespace IvcFhir.Commands;

/// <summary>What is missing, for a study nurse.</summary>
internal static class GapsCommand
{
    public static Command Create(Terminal terminal)
    {
        var asOf = new Option<string?>("--as-of")
        {
            Description =
                "The day up to which the data hold; only visits that ended before it are asked for. Default: the ledger's newest pass.",
            HelpName = "DATE",
        };
        var patient = new Option<string?>("--patient") { Description = "Only this patient.", HelpName = "REF" };
        var format = new Option<string>("--format") { Description = "table (or text), csv or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "text", "csv", "json");
        var command = new Command(
            "gaps",
            "What is missing of each patient, visit after visit. Names patients by their reference.\nExample: "
                + "ivcfhir gaps --site centre-a --format csv > gaps.csv"
        )
        {
            OnceCommand.Config,
            ExplainCommand.Site,
            ScoreCommand.Map,
            ExplainCommand.From,
            FileInput.Base,
            FileInput.Zone,
            FileInput.AnswerFile,
            ExplainCommand.Protocol,
            asOf,
            patient,
            format,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var day = parsed.GetValue(asOf) is { } text ? DayOf(text) : (DateOnly?)null;
                var data = await ExplainCommand.DataAsync(parsed, terminal, ct);
                var exit = List(data, parsed.GetValue(patient), day ?? CutOf(data), parsed.GetValue(format)!, terminal);
                await terminal.Output.FlushAsync(ct);
                return Math.Max(exit, data.Exit);
            }
        );
        return command;
    }

    private static int List(StudyData data, string? only, DateOnly asOf, string format, Terminal terminal)
    {
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        var gaps = ImmutableArray.CreateBuilder<GapLine>();
        var without = 0;
        foreach (var patient in only is null ? data.Patients() : data.Patients(only))
        {
            if (patient.Facts is { } facts)
                gaps.AddRange(Gaps.Of(facts, data.Protocol, asOf).Select(explainer.Explain));
            else
                without++;
        }
        GapReport.Write(asOf, gaps.ToImmutable(), format, terminal.Output, terminal.OutputStream);
        return WithoutFacts.Exit(without, terminal);
    }

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ConfigurationFault("--as-of: not a date. The form is 2024-12-31.");

    /// <summary>The day of the newest pass, in the study's zone.</summary>
    private static DateOnly CutOf(StudyData data) =>
        data.DataCut is { } cut
            ? DateOnly.FromDateTime(
                TimeZoneInfo
                    .ConvertTime(
                        cut,
                        (data.Protocol.TimeZone is { Length: > 0 } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc)
                    )
                    .DateTime
            )
            : throw new ConfigurationFault(
                "--as-of: say up to which day the data hold; nothing else tells it (files do not, and this ledger has seen no pass)."
            );
}
