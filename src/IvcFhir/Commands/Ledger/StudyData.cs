using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.State;

namespace IvcFhir.Commands;

/// <summary>The study's patients, from the ledger or straight from files. Can be gone through more than once.</summary>
internal sealed class StudyData
{
    private readonly Func<string?, IEnumerable<RecordedPatient>> patients;
    private readonly Func<string, RecordedPatient?> patientOf;
    private readonly Func<string, string?> mapOf;
    private readonly Dictionary<string, ConceptIndex> concepts = new(StringComparer.Ordinal);

    private StudyData(
        StudyProtocol protocol,
        DateTimeOffset? dataCut,
        Func<string?, IEnumerable<RecordedPatient>> patients,
        Func<string, RecordedPatient?> patientOf,
        Func<string, string?> mapOf
    ) => (Protocol, DataCut, this.patients, this.patientOf, this.mapOf) = (protocol, dataCut, patients, patientOf, mapOf);

    public StudyProtocol Protocol { get; }

    /// <summary>What it costs the exit code that files with procedures gave nobody.</summary>
    public int Exit { get; private init; }

    /// <summary>Where answers that are given by hand are kept; null when nothing names a file.</summary>
    public string? AnswerFile { get; private init; }

    /// <summary>Null for files: they do not say up to when they hold.</summary>
    public DateTimeOffset? DataCut { get; }

    /// <summary>Patient after patient in a stable order.</summary>
    public IEnumerable<RecordedPatient> Patients() => patients(null);

    /// <summary>Of every site the patient of this reference; from the ledger nobody else is read.</summary>
    /// <exception cref="ConfigurationFault">There is none. The message does not repeat the reference.</exception>
    public IReadOnlyList<RecordedPatient> Patients(string reference) =>
        patients(reference).ToList() is { Count: > 0 } found
            ? found
            : throw new ConfigurationFault(
                "--patient: there is no such patient. Give the reference as the site writes it, such as Patient/123."
            );

    /// <summary>The patient of an outcome identifier; null when there is none.</summary>
    public RecordedPatient? PatientOf(string outcome) => patientOf(outcome);

    /// <summary>The codes of a site, its own map on top.</summary>
    public ConceptIndex ConceptsOf(string site)
    {
        if (!concepts.TryGetValue(site, out var index))
            concepts[site] = index = ConceptIndex.Load(mapOf(site) is { } map ? SiteMap.Load(map) : null);
        return index;
    }

    /// <summary>
    /// Answers by the rules that are named, whichever were in force when the hospital was read: kept facts are scored anew.
    /// Only the days are those of the pass, which laid them in the zones of its time.
    /// </summary>
    /// <param name="protocol">A protocol in place of the configured one.</param>
    public static StudyData FromLedger(string? config, string? site, string? protocol)
    {
        var settings = SettingsReader.Read(SettingsReader.Configuration(config));
        if (!File.Exists(settings.Ledger))
            throw new ConfigurationFault($"Ledger: there is no '{settings.Ledger}'. Run 'ivcfhir once' first, or give files with --from.");
        var ledger = Ledger.Open(settings.Ledger);
        var rules = (protocol is null ? settings : settings with { Protocol = protocol }).Rules();
        return new(
            rules,
            ledger.DataCut(),
            patient => ledger.Patients(site, patient).Select(one => one.Under(rules)),
            outcome => ledger.PatientOf(outcome)?.Under(rules),
            name => settings.Sites.FirstOrDefault(one => one.Name == name)?.Map
        )
        {
            AnswerFile = settings.Answers,
        };
    }

    public static async Task<StudyData> FromFilesAsync(FileInput input, StudyProtocol protocol, Terminal terminal, CancellationToken ct)
    {
        var scoring = await FileScoring.OpenAsync(input, protocol, terminal, ct);
        var facts = new List<PatientFacts>();
        await foreach (var patient in scoring.ScoreAsync(all: true, ct))
            facts.Add(patient.Facts);
        var exit = await scoring.TellAsync(terminal);
        IEnumerable<RecordedPatient> Scored(string? reference) =>
            facts
                .Where(patient => reference is null || patient.Patient == reference)
                .Select(patient => new RecordedPatient(StudyScorer.Score(patient, protocol), patient));
        return new(
            protocol,
            dataCut: null,
            Scored,
            identifier =>
                Scored(null)
                    .FirstOrDefault(patient =>
                        patient.Outcomes.Outcomes.Any(outcome => WriteBack.OutcomeIdentity.Of(outcome.Key) == identifier)
                    ),
            _ => input.MapFile is null ? input.Site : Path.GetFullPath(input.MapFile)
        )
        {
            Exit = exit,
            AnswerFile = input.Answers,
        };
    }
}
