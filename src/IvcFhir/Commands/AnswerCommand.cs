using System.CommandLine;
using System.Globalization;
using IvcFhir.Answers;
using IvcFhir.Core;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;
using IvcFhir.State;

namespace IvcFhir.Commands;

/// <summary>
/// Closes an open question by hand: adds a line to the answer file, which every later scoring reads as a source of its own.
/// </summary>
internal static class AnswerCommand
{
    public static Command Create(Terminal terminal)
    {
        var patient = Required("--patient", "The patient, as the site writes the reference.", "REF");
        var question = Required("--question", "The code of an open question, as 'ivcfhir gaps' and 'ivcfhir explain' name it.", "CODE");
        var location = new Option<string>("--location")
        {
            Description = "What it is asked of: patient, left-leg, left-iliac …",
            HelpName = "CODE",
            DefaultValueFactory = _ => StudyCode.Of(Location.Patient),
        };
        var visit = new Option<string>("--visit")
        {
            Description = "The visit, where the question is asked at one.",
            HelpName = "ID",
            DefaultValueFactory = _ => "",
        };
        var answer = Required(
            "--answer",
            "The answer: yes, no, a number, a code, open:DATE, lost:DATE:REASON … A wrong one is told its form. "
                + "'withdrawn' takes the last answer back.",
            "VALUE"
        );
        var who = Required("--who", "Who answers.", "NAME");
        var ground = Required("--ground", "What it rests on, such as the operation report that was read.", "TEXT");
        var command = new Command(
            "answer",
            "Answers by hand what the record leaves open. The answer lapses when what it rests on "
                + "changes.\nExample: ivcfhir answer --patient Patient/7 --question severe-complication --answer no "
                + "--who 'Dr. A' --ground 'discharge letter read' --answers answers.ndjson --from extract/"
        )
        {
            patient,
            question,
            location,
            visit,
            answer,
            who,
            ground,
            FileInput.AnswerFile,
            OnceCommand.Config,
            ExplainCommand.Site,
            ScoreCommand.Map,
            ExplainCommand.From,
            FileInput.Base,
            FileInput.Zone,
            ExplainCommand.Protocol,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                // Nobody may have answered anything yet.
                if (parsed.GetValue(ExplainCommand.From) is { Length: > 0 } && parsed.GetValue(FileInput.AnswerFile) is { } first)
                    AnswerBook.Create(first);
                var data = await ExplainCommand.DataAsync(parsed, terminal, ct);
                var given = new Wanted(
                    parsed.GetValue(patient)!,
                    parsed.GetValue(question)!,
                    parsed.GetValue(location)!,
                    parsed.GetValue(visit)!,
                    parsed.GetValue(answer)!,
                    parsed.GetValue(who)!,
                    parsed.GetValue(ground)!
                );
                return await AddAsync(given, data, terminal);
            }
        );
        return command;
    }

    private static Option<string> Required(string name, string description, string form) =>
        new(name)
        {
            Description = description,
            HelpName = form,
            Required = true,
        };

    private static async Task<int> AddAsync(Wanted wanted, StudyData data, Terminal terminal)
    {
        var file =
            data.AnswerFile
            ?? throw new ConfigurationFault(
                "--answers: say to which file the answer is added; of sites, Answers in the settings names it."
            );
        if (wanted.Who.Trim().Length == 0 || wanted.Ground.Trim().Length == 0)
            throw new ConfigurationFault("--who and --ground: an answer that nobody gave, or for no reason, is none.");
        var patients = data.Patients(wanted.Patient);
        if (patients.Count > 1)
            throw new ConfigurationFault("--patient: several sites have a patient of this reference; name the site with --site.");
        var outcome = Find(wanted, patients[0], data.Protocol);
        var line = AnswerBook.Append(
            file,
            new(
                outcome.Key.Site,
                outcome.Key.Patient,
                wanted.Question,
                wanted.Location,
                wanted.Visit,
                wanted.Answer,
                wanted.Who,
                TimeProvider.System.GetUtcNow(),
                wanted.Ground,
                DigestOf(outcome, patients[0])
            )
        );
        await terminal.Output.WriteLineAsync(line);
        await terminal.Messages.WriteLineAsync("Added. It holds from the next scoring on, until what it rests on changes.");
        return ExitCode.Done;
    }

    private static Outcome Find(Wanted wanted, RecordedPatient patient, StudyProtocol rules)
    {
        var outcome = patient.Outcomes.Outcomes.FirstOrDefault(one =>
            StudyCode.Of(one.Key.Instrument) == wanted.Question
            && StudyCode.Of(one.Key.Location) == wanted.Location
            && one.Key.Visit == wanted.Visit
        );
        if (outcome is null)
            throw new ConfigurationFault($"--question: that is not asked of this patient. Open are: {Open(patient)}.");
        if (outcome.Adjudication is null && !AnsweredScoring.IsOpen(outcome))
            throw new ConfigurationFault(
                $"--question: the record answers it, and what it says is corrected there. Open are: {Open(patient)}."
            );
        if (
            wanted.Answer.Split(':') is [_, var day, ..]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            && on > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1)
        )
            throw new ConfigurationFault("--answer: the date is yet to come.");
        if (AnswerValue.FormOf(outcome.Key.Instrument) is not { } form)
            throw new ConfigurationFault("--question: that is not answered by hand: its items or grades belong into the record.");
        if (patient.Facts is null)
            throw new ConfigurationFault(
                "--patient: what was read of this patient is not in the ledger; run a pass first ('ivcfhir once')."
            );
        if (
            wanted.Answer != GivenAnswer.Withdrawn
            && AnswerValue.Of(outcome.Key.Instrument, wanted.Answer, IndexTreatment.Find(patient.Facts, rules)?.LastDay, rules) is null
        )
            throw new ConfigurationFault(
                $"--answer: the form is {form}{(form.Contains("DATE", StringComparison.Ordinal) ? Date : "")}; or {GivenAnswer.Withdrawn}."
            );
        if (
            wanted.Answer != GivenAnswer.Withdrawn
            && outcome.OpenTime is { } open
            && !open.Allows(
                AnswerValue.Of(outcome.Key.Instrument, wanted.Answer, IndexTreatment.Find(patient.Facts, rules)?.LastDay, rules)!
            )
        )
            throw new ConfigurationFault(
                $"--answer: the record leaves open only an event from day {open.EarliestLoss} after the "
                    + "treatment "
                    + $"on{(open.LostBy is { } latest ? $", and one that had happened by day {latest}" : "")}; "
                    + "'ivcfhir explain' says by what."
            );
        if (wanted.Answer != GivenAnswer.Withdrawn && AtOdds(outcome, wanted, patient, rules) is { } other)
            throw new ConfigurationFault(
                $"--answer: that contradicts {StudyCode.Of(other.Key.Instrument)}, which is answered otherwise. "
                    + "Not both can be true; correct or withdraw the one that is not."
            );
        return outcome;
    }

    /// <summary>An answer of the patient that cannot be true beside the one that is given; null where there is none.</summary>
    private static Outcome? AtOdds(Outcome outcome, Wanted wanted, RecordedPatient patient, StudyProtocol rules)
    {
        var value = AnswerValue.Of(outcome.Key.Instrument, wanted.Answer, IndexTreatment.Find(patient.Facts!, rules)?.LastDay, rules)!;
        var answered = patient.Outcomes.Outcomes.Select(one => one.Key == outcome.Key ? one with { Value = value } : one).ToList();
        return Contradictions
            .Of(answered, rules)
            .SelectMany(pair =>
                pair.One.Key == outcome.Key ? [pair.Other]
                : pair.Other.Key == outcome.Key ? new[] { pair.One }
                : []
            )
            .FirstOrDefault();
    }

    private static string DigestOf(Outcome outcome, RecordedPatient patient) =>
        patient.Facts is { } facts && AnsweredScoring.DigestOf(outcome, facts) is { } digest
            ? digest
            : throw new ConfigurationFault("--question: what its sources said is not in the ledger; run a pass first ('ivcfhir once').");

    private const string Date = ", with a date such as 2024-12-31, on the day on which the treatment ended or later";

    /// <summary>A question as the options of this command name it.</summary>
    private static string Asked(OutcomeKey key)
    {
        var location = key.Location == Location.Patient ? "" : $" --location {StudyCode.Of(key.Location)}";
        return $"{StudyCode.Of(key.Instrument)}{location}{(key.Visit.Length == 0 ? "" : $" --visit {key.Visit}")}";
    }

    private static string Open(RecordedPatient patient)
    {
        var open = patient
            .Outcomes.Outcomes.Where(one => AnsweredScoring.IsOpen(one) && AnswerValue.FormOf(one.Key.Instrument) is not null)
            .Select(one => Asked(one.Key))
            .ToList();
        return open.Count == 0 ? "none" : string.Join("; ", open);
    }

    private sealed record Wanted(string Patient, string Question, string Location, string Visit, string Answer, string Who, string Ground);
}
