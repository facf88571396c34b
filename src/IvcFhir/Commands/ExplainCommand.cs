using System.Collections.Immutable;
using System.CommandLine;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Explain;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using IvcFhir.State;
using IvcFhir.WriteBack;

namespace IvcFhir.Commands;

/// <summary>
/// Follows a figure to its patients, and an outcome to its rule, its resources, what was missing, and what other rules would have said.
/// </summary>
internal static class ExplainCommand
{
    public static readonly Option<string[]> From = new("--from")
    {
        Description = "Files or folders in place of the ledger; - for standard input.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<string?> Site = new("--site")
    {
        Description = "Only this site; for files, the site whose embedded map explains local codes.",
        HelpName = "NAME",
    };

    public static readonly Option<string?> Protocol = new("--protocol")
    {
        Description = "A shipped protocol or the path of a .json file, in place of the configured one.",
        HelpName = "NAME|FILE",
    };

    public static Command Create(Terminal terminal)
    {
        var what = new Argument<string?>("OUTCOME")
        {
            Description = "The key of a figure (pts, ivc-primary-patency), or the business identifier of a written Observation.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var patient = new Option<string?>("--patient") { Description = "All outcomes of this patient.", HelpName = "REF" };
        var only = new Option<string?>("--outcome")
        {
            Description = "With --patient: only what this figure or question asks.",
            HelpName = "KEY",
        };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command(
            "explain",
            "Why a figure or an outcome is what it is. Names patients, as a result for somebody who may see "
                + "them.\nExample: ivcfhir explain pts --config sites.json"
        )
        {
            what,
            patient,
            only,
            OnceCommand.Config,
            Site,
            ScoreCommand.Map,
            From,
            FileInput.Base,
            FileInput.Zone,
            FileInput.AnswerFile,
            Protocol,
            format,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var question = new Question(parsed.GetValue(what), parsed.GetValue(patient), parsed.GetValue(only));
                question.Check();
                var data = await DataAsync(parsed, terminal, ct);
                question.Check(data.Protocol);
                var exit = Explain(question, data, parsed.GetValue(format) == "json", terminal);
                await terminal.Output.FlushAsync(ct);
                return Math.Max(exit, data.Exit);
            }
        );
        return command;
    }

    public static async Task<StudyData> DataAsync(ParseResult parsed, Terminal terminal, CancellationToken ct) =>
        FileInput.Of(parsed, parsed.GetValue(From), Site) is { } input
            ? await StudyData.FromFilesAsync(
                input,
                StudyProtocols.Load(parsed.GetValue(Protocol) ?? StudyProtocols.DefaultName).Rules,
                terminal,
                ct
            )
            : StudyData.FromLedger(parsed.GetValue(OnceCommand.Config), parsed.GetValue(Site), parsed.GetValue(Protocol));

    private static int Explain(Question question, StudyData data, bool json, Terminal terminal)
    {
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        if (question.Figure is { } figure)
            return ExplainFigure(figure, explainer, data, json, terminal);
        if (question.Patient is { } patient)
            return ExplainPatients(patient, question.Only, explainer, data, json, terminal);
        var found = data.PatientOf(question.What!) ?? throw new ConfigurationFault(Question.Unknown);
        var outcome =
            found.Outcomes.Outcomes.FirstOrDefault(one => OutcomeIdentity.Of(one.Key) == question.What)
            ?? throw new ConfigurationFault(
                $"OUTCOME: no answer of study {data.Protocol.Study} stands under that identifier: it was "
                    + "retracted, or it is another study's (see --protocol)."
            );
        Write(explainer.Explain(outcome, found.Facts, found.Before), json, terminal, ExplanationText.Write);
        return WithoutFacts.Exit(found.Facts is null ? 1 : 0, terminal);
    }

    private static int ExplainFigure(string figure, Explainer explainer, StudyData data, bool json, Terminal terminal)
    {
        var without = 0;
        var explanation = explainer.Explain(
            figure,
            data.Patients()
                .Select(patient =>
                {
                    without += patient.Facts is null ? 1 : 0;
                    return (patient.Outcomes, patient.Facts);
                })
        );
        Write(explanation, json, terminal, ExplanationText.Write);
        return WithoutFacts.Exit(without, terminal);
    }

    private static int ExplainPatients(string reference, string? only, Explainer explainer, StudyData data, bool json, Terminal terminal)
    {
        var patients = data.Patients(reference);
        var explained = patients
            .Select(patient =>
                explainer.Explain(patient.Outcomes, patient.Facts, Asked(patient, only, data.Protocol).Order(ByQuestion), patient.Before)
            )
            .ToImmutableArray();
        if (json)
            ExplanationJson.Write(explained, terminal.OutputStream);
        else
            foreach (var one in explained)
                ExplanationText.Write(one, terminal.Output);
        return WithoutFacts.Exit(patients.Count(patient => patient.Facts is null), terminal);
    }

    private static IComparer<Outcome> ByQuestion { get; } =
        Comparer<Outcome>.Create(
            (one, other) =>
            {
                var order = one.Key.Instrument.CompareTo(other.Key.Instrument);
                order = order != 0 ? order : one.Key.Location.CompareTo(other.Key.Location);
                return order != 0 ? order : Nullable.Compare(one.Day, other.Day);
            }
        );

    private static IEnumerable<Outcome> Asked(RecordedPatient patient, string? only, StudyProtocol protocol) =>
        only switch
        {
            null => patient.Outcomes.Outcomes,
            _ when StudyCode.Parse<Instrument>(only) is { } instrument => patient.Outcomes.Outcomes.Where(outcome =>
                outcome.Key.Instrument == instrument
            ),
            _ => FigureRows.Of(only, patient.Outcomes, protocol).SelectMany(row => row.Outcomes).Distinct(),
        };

    private static void Write<T>(T explanation, bool json, Terminal terminal, Action<T, TextWriter> text)
    {
        if (json)
            ExplanationJson.Write(explanation, terminal.OutputStream);
        else
            text(explanation, terminal.Output);
    }

    /// <summary>What is asked. Messages never repeat it: it may name a patient.</summary>
    private sealed record Question(string? What, string? Patient, string? Only)
    {
        public static readonly string Unknown =
            "OUTCOME: there is no such figure or outcome. Figures: "
            + $"{string.Join(", ", FigureKey.Known.Concat(FigureKey.Retrieval))}, and each patency with "
            + $"{FigureKey.WithFailures} or {FigureKey.WithoutFailures} behind it; or the identifier of a written "
            + "Observation (40 hexadecimal digits).";

        public string? Figure => What is { } what && FigureKey.IsFigure(what) ? what : null;

        public void Check()
        {
            if ((What is null) == (Patient is null))
                throw new ConfigurationFault(
                    "Give either OUTCOME (the key of a figure, or the identifier of a written Observation) or --patient REF."
                );
            if (Only is not null && Patient is null)
                throw new ConfigurationFault("--outcome: goes with --patient.");
            if (What is not null && Figure is null && !(What.Length == 40 && What.All(char.IsAsciiHexDigitLower)))
                throw new ConfigurationFault(Unknown);
            if (Only is { } only && !FigureKey.IsFigure(only) && StudyCode.Parse<Instrument>(only) is null)
                throw new ConfigurationFault(
                    $"--outcome: there is no '{only}'. Figures: {string.Join(", ", FigureKey.Known)}. Questions: "
                        + $"{string.Join(", ", Enum.GetValues<Instrument>().Select(StudyCode.Of))}."
                );
        }

        /// <summary>A figure that the protocol does not ask for has no row in its report to be followed.</summary>
        public void Check(StudyProtocol protocol)
        {
            var asked = Figure ?? (Only is { } only && StudyCode.Parse<Instrument>(only) is null ? only : null);
            if (asked is { } figure && !FigureKey.Retrieval.Contains(figure) && !protocol.Figures.Contains(FigureKey.BaseOf(figure)))
                throw new ConfigurationFault(
                    $"{(Only is null ? "OUTCOME" : "--outcome")}: the protocol {protocol.Study} does not ask for "
                        + $"'{figure}'. Its figures: {string.Join(", ", protocol.Figures)}."
                );
        }
    }
}
