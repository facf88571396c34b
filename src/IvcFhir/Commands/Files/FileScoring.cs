using IvcFhir.Answers;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Validate;

namespace IvcFhir.Commands;

/// <summary>The offline path: the same stages as a pass over a site, from files.</summary>
internal sealed class FileScoring
{
    private readonly RecordValidator validator = new();
    private readonly RecordMapper mapper;
    private readonly AnsweredScoring scoring;
    private readonly AnswerBook answers;
    private int leftPatients,
        leftResources;

    private FileScoring(FolderSource source, ConceptIndex concepts, StudyProtocol protocol, AnswerBook answers, string? timeZone)
    {
        (Source, this.answers, scoring) = (source, answers, new(protocol, answers));
        Understood = new(concepts);
        Understood.SetAside(source.Issues);
        mapper = new(concepts, protocol, timeZone);
    }

    public FolderSource Source { get; }

    /// <summary>Of the patients that were gone through.</summary>
    public UnderstoodTally Understood { get; }

    public static async Task<FileScoring> OpenAsync(FileInput input, StudyProtocol protocol, Terminal terminal, CancellationToken ct)
    {
        var (concepts, answers) = (ConceptIndex.Load(input.Map), AnswerBook.Load(input.Answers));
        return new(await OpenAsync(input, CodeSieve.Of(concepts), terminal, ct), concepts, protocol, answers, input.TimeZone);
    }

    /// <exception cref="ConfigurationFault">There is no FHIR resource in the files.</exception>
    public static async Task<FolderSource> OpenAsync(FileInput input, CodeSieve sieve, Terminal terminal, CancellationToken ct)
    {
        var source = await FolderSource.OpenAsync(input.Name, input.Paths, terminal.Input, sieve, ct, input.Bases);
        await TellAsync(source.EmptyFiles, source.IsEmpty, input.Paths, terminal);
        foreach (var place in source.CutShort)
            await terminal.Messages.WriteLineAsync(
                $"{place}: the input is cut short there. What stood behind is not known: nothing is answered from what is absent."
            );
        if (source.Beyond is > 0 and var beyond)
            await terminal.Messages.WriteLineAsync(
                $"{beyond} references are absolute and nothing says below which base their resources stand: they "
                    + "lead nowhere. --base URL names it."
            );
        return source;
    }

    /// <summary>Names the files that hold nothing; without any other, nothing readable is no result.</summary>
    public static async Task TellAsync(IReadOnlyCollection<string> passedOver, bool isEmpty, string[] paths, Terminal terminal)
    {
        if (isEmpty)
            throw new ConfigurationFault($"There is no FHIR resource in {string.Join(", ", passedOver.Count > 0 ? passedOver : paths)}.");
        foreach (var file in passedOver)
            await terminal.Messages.WriteLineAsync($"Passed over: {file} (no FHIR resource was found in it).");
    }

    /// <summary>Says once, when all patients were gone through, what of the files was not looked at, not read or not understood.</summary>
    /// <param name="listsIssues">The command lists the issues itself.</param>
    /// <param name="withheld">Nothing is said in numbers: they are withheld.</param>
    /// <returns>The exit code that it costs.</returns>
    public async Task<int> TellAsync(Terminal terminal, bool listsIssues = false, bool withheld = false)
    {
        if (Source.PassedOver > 0)
            await terminal.Messages.WriteLineAsync($"{Source.PassedOver} Observations were not looked at: no map knows their codes.");
        if (leftPatients > 0)
            await terminal.Messages.WriteLineAsync(
                withheld
                    ? "Of patients without a procedure that could be of the study only the procedures were looked at."
                    : $"Of {leftPatients} patients no procedure could be of the study: {leftResources} other resources of them were "
                        + "not looked at."
            );
        if (answers.OfNobody is > 0 and var left)
            await terminal.Messages.WriteLineAsync(
                $"{(withheld ? "Some" : $"{left}")} answers by hand are of patients who are not in these files, or of another site."
            );
        var lost = Source.Issues.Where(issue => !issue.Code.IsNote()).ToList();
        if (lost.Count > 0 && !listsIssues)
        {
            var kinds = lost.GroupBy(issue => StudyCode.Of(issue.Code))
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => withheld ? kind.Key : $"{kind.Count()} {kind.Key}");
            await terminal.Messages.WriteLineAsync(
                $"Not all of the files could be read or given to a patient ({string.Join(", ", kinds)}): "
                    + "'ivcfhir score' with --issues FILE names each."
            );
        }

        return Math.Max(Understood.Tell(terminal, withheld), lost.Count > 0 ? ExitCode.SetAside : ExitCode.Done);
    }

    /// <summary>Patient after patient in ordinal order: as many at once as there are processors; memory is theirs.</summary>
    /// <param name="all">Whether patients who cannot belong to the study by this protocol are read whole too: another rule may take them
    /// in.</param>
    public async IAsyncEnumerable<(PatientFacts Facts, PatientOutcomes Outcomes)> ScoreAsync(
        bool all,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var running = new Queue<Task<(CheckedRecord Record, (PatientFacts Facts, PatientOutcomes Outcomes) Scored)>>();
        foreach (var patient in await Source.WhoAsync(ct))
        {
            running.Enqueue(
                Task.Run(
                    async () =>
                    {
                        if (!all && Apart(patient) is { } apart)
                            return apart;
                        var pulled = await Source.PullAsync(patient, ct);
                        var record = validator.Check(pulled);
                        return (record, scoring.Score(mapper.Map(record), pulled));
                    },
                    ct
                )
            );
            if (running.Count >= Environment.ProcessorCount)
                yield return Done(await running.Dequeue());
        }
        while (running.TryDequeue(out var next))
            yield return Done(await next);
    }

    /// <summary>
    /// A patient of whom no Procedure is, or may be, a treatment of the study: nothing else could bring one in, and nothing else is read.
    /// Most patients of a hospital's export are of this kind. Null where the whole record must be read.
    /// </summary>
    private (CheckedRecord Record, (PatientFacts Facts, PatientOutcomes Outcomes) Scored)? Apart(string patient)
    {
        var glanced = Source.Glance(patient, out var left);
        var record = validator.Check(glanced);
        var facts = mapper.Map(record);
        if (StudyScorer.MayBelong(facts, scoring.Protocol))
            return null;
        if (left > 0)
        {
            Interlocked.Increment(ref leftPatients);
            Interlocked.Add(ref leftResources, left);
        }

        return (record, scoring.Score(facts, glanced));
    }

    private (PatientFacts Facts, PatientOutcomes Outcomes) Done(
        (CheckedRecord Record, (PatientFacts Facts, PatientOutcomes Outcomes) Scored) patient
    )
    {
        Understood.Add(patient.Record);
        Understood.Add(patient.Scored.Outcomes);
        return patient.Scored;
    }
}
