using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using Microsoft.Data.Sqlite;

namespace IvcFhir.State;

/// <summary>The store failed. The message names the file that was configured and the store's own reason.</summary>
internal sealed class LedgerFault(string message, Exception inner) : Exception(message, inner);

internal enum OutcomeState
{
    /// <summary>Intended and not confirmed: whether the site has it must be asked before writing again.</summary>
    Pending,
    Written,
    Retracting,
    Retracted,

    /// <summary>Stands for figures and is not in the chart.</summary>
    Kept,
}

/// <summary>A row of the ledger. <c>ResourceId</c> and <c>Version</c> are the site's, null until it has confirmed.</summary>
internal sealed record LedgerEntry(string Key, OutcomeState State, string? ResourceId, string? Version, string Hash, Outcome Outcome)
{
    /// <summary>Fingerprint of the rules, maps and settings by which it was written; null for one of before that was kept.</summary>
    public string? Rules { get; init; }
}

/// <summary>
/// What was asked, answered and written, in SQLite. An intention is stored before the site is touched and confirmed after it answered,
/// so that a crash at any point leaves a question that the next pass settles by asking the site.
/// </summary>
internal sealed class Ledger
{
    private readonly string connectionString;
    private readonly string path;

    private Ledger(string path)
    {
        this.path = path;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <exception cref="LedgerFault">The file cannot be created, opened or migrated.</exception>
    public static Ledger Open(string path)
    {
        var ledger = new Ledger(path);
        return ledger.Guarded(() =>
        {
            using (var connection = ledger.Connect(durable: true))
                connection.Execute("PRAGMA journal_mode = WAL");
            // Another program may set it up at the same moment: between the look at what was done and the doing, its scripts come first. A
            // second look finds them done.
            for (var attempt = 1; ; attempt++)
            {
                var upgrade = ledger.Upgrade();
                if (upgrade.Successful)
                    return ledger;
                if (attempt == 5)
                    throw upgrade.Error;
                Thread.Sleep(TimeSpan.FromMilliseconds(50 * attempt));
            }
        });
    }

    private DatabaseUpgradeResult Upgrade() =>
        DeployChanges
            .To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();

    /// <summary>What was written to the site, or was meant to be.</summary>
    public IReadOnlyDictionary<string, LedgerEntry> EntriesOf(string site, string patient) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection
                .Query<Row>(
                    "SELECT key, state, resource_id, version, hash, outcome, rules FROM outcome WHERE site = "
                        + "@site AND patient = @patient AND state <> 'kept'",
                    new { site, patient }
                )
                .Select(row => row.ToEntry())
                .ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        });

    /// <summary>How many outcomes of a study stand at a site.</summary>
    public int CountWritten(string site, string study) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.QuerySingle<int>(
                "SELECT count(*) FROM outcome WHERE site = @site AND state IN ('written', 'retracting') AND "
                    + "outcome ->> '$.Key.Study' = @study",
                new { site, study }
            );
        });

    /// <summary>Stores that what stands at the site may become what these rules say.</summary>
    /// <returns>How many outcomes had been written by others.</returns>
    public int Approve(string site, string study, string rules) =>
        Guarded(() =>
        {
            using var connection = Connect(durable: true);
            return connection.Execute(
                """
                UPDATE outcome SET rules = @rules
                WHERE site = @site AND state IN ('pending', 'written', 'retracting') AND outcome ->> '$.Key.Study' = @study
                  AND rules IS NOT @rules
                """,
                new
                {
                    site,
                    study,
                    rules,
                }
            );
        });

    /// <summary>Stores that what stands of a patient is what these rules say too.</summary>
    public void Affirm(IReadOnlyCollection<string> keys, string rules) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.Execute("UPDATE outcome SET rules = @rules WHERE key IN @keys", new { keys, rules });
        });

    /// <summary>Stores what is about to be written to the site, all of a patient's in one transaction.</summary>
    public void Intend(string site, string patient, IEnumerable<LedgerEntry> entries) =>
        Guarded(() =>
        {
            using var connection = Connect(durable: true);
            using var transaction = connection.BeginTransaction();
            foreach (var entry in entries)
            {
                connection.Execute(
                    """
                    INSERT INTO outcome (site, patient, key, state, resource_id, version, hash, outcome, rules)
                    VALUES (@site, @patient, @Key, @state, @ResourceId, @Version, @Hash, @outcome, @Rules)
                    ON CONFLICT (key) DO UPDATE SET state = excluded.state, hash = excluded.hash, outcome = excluded.outcome,
                      rules = coalesce(excluded.rules, rules)
                    """,
                    new
                    {
                        site,
                        patient,
                        entry.Key,
                        state = Name(entry.State),
                        entry.ResourceId,
                        entry.Version,
                        entry.Hash,
                        outcome = OutcomeJson.Write(entry.Outcome),
                        entry.Rules,
                    },
                    transaction
                );
            }
            transaction.Commit();
            return true;
        });

    /// <summary>Stores that the site has it, under the id and version that the site gave.</summary>
    public void Confirm(string key, OutcomeState state, string? resourceId, string? version) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.Execute(
                "UPDATE outcome SET state = @state, resource_id = coalesce(@resourceId, resource_id), version = @version WHERE key = @key",
                new
                {
                    key,
                    state = Name(state),
                    resourceId,
                    version,
                }
            );
        });

    /// <summary>
    /// Stores what a patient's record says, beside what was made of it: other rules can then be asked of it without the hospital.
    /// </summary>
    /// <param name="replaced">Whether another record stands for this one: then it is no patient until it is parted again.</param>
    public void Record(PatientFacts facts, PatientOutcomes patient, bool replaced = false) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.Execute(
                """
                INSERT INTO patient (site, patient, eligible, issues, facts, replaced)
                VALUES (@Site, @Patient, @eligible, @issues, @facts, @replaced)
                ON CONFLICT (site, patient) DO UPDATE SET eligible = excluded.eligible, issues = excluded.issues,
                  facts = excluded.facts, replaced = excluded.replaced
                """,
                new
                {
                    patient.Site,
                    patient.Patient,
                    eligible = patient.Eligible ? 1 : 0,
                    issues = OutcomeJson.Write(patient.Issues),
                    facts = OutcomeJson.Write(facts),
                    replaced = replaced ? 1 : 0,
                }
            );
        });

    /// <summary>
    /// Stores the answers of one study that are not written to the site, in place of those that it kept before. What was written stays as
    /// it was written.
    /// </summary>
    public void Keep(string site, string patient, string study, IReadOnlyCollection<(string Key, Outcome Outcome)> answers) =>
        Guarded(() =>
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction();
            connection.Execute(
                "DELETE FROM outcome WHERE site = @site AND patient = @patient AND state = 'kept' AND outcome ->> '$.Key.Study' = @study",
                new
                {
                    site,
                    patient,
                    study,
                },
                transaction
            );
            foreach (var (key, outcome) in answers)
            {
                connection.Execute(
                    """
                    INSERT INTO outcome (site, patient, key, state, hash, outcome) VALUES (@site, @patient, @key, 'kept', '', @json)
                    ON CONFLICT (key) DO NOTHING
                    """,
                    new
                    {
                        site,
                        patient,
                        key,
                        json = OutcomeJson.Write(outcome),
                    },
                    transaction
                );
            }
            transaction.Commit();
            return true;
        });

    /// <summary>Patients who were once pulled from a site: they are pulled again even when no search names them any more.</summary>
    public IReadOnlyList<string> PatientsOf(string site) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.Query<string>("SELECT patient FROM patient WHERE site = @site ORDER BY patient", new { site }).AsList();
        });

    public void RecordPass(string site, DateTimeOffset started, DateTimeOffset ended, PassSummary pass, int failed) =>
        Guarded(() =>
        {
            using var connection = Connect();
            return connection.Execute(
                "INSERT INTO pass (site, started, ended, pulled, written, issues, failed) VALUES (@site, "
                    + "@started, @ended, @pulled, @written, @issues, @failed)",
                new
                {
                    site,
                    started = Stamp(started),
                    ended = Stamp(ended),
                    pulled = OutcomeJson.Write(pass.Pulled),
                    written = OutcomeJson.Write(pass.Written),
                    issues = OutcomeJson.Write(pass.Issues),
                    failed,
                }
            );
        });

    /// <summary>The newest end of a pass: up to when the ledger's answers are known to hold. Null before the first.</summary>
    public DateTimeOffset? DataCut() =>
        Guarded(() =>
        {
            using var connection = Connect();
            var ended = connection.QuerySingle<string?>("SELECT max(started) FROM pass");
            return ended is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(ended, System.Globalization.CultureInfo.InvariantCulture);
        });

    /// <summary>
    /// Every patient's standing outcomes with the facts they were made of, patient after patient in a stable order; one patient at a time
    /// in memory, and a page of names. Those for whom another record stands are none.
    /// </summary>
    /// <param name="site">Only this site; null for all.</param>
    /// <param name="patient">Only this patient (of every site that has one of that name); null for all.</param>
    public IEnumerable<RecordedPatient> Patients(string? site = null, string? patient = null)
    {
        using var connection = Guarded(() => Connect());
        if (patient is not null)
        {
            foreach (var of in Guarded(() => SitesOf(connection, patient)).Where(of => site is null || of == site))
                yield return Guarded(() => Read(connection, of, patient));
            yield break;
        }
        var after = ("", "");
        while (KeysAfter(connection, after, site) is { Count: > 0 } page)
        {
            foreach (var key in page)
                yield return Guarded(() => Read(connection, key.Site, key.Patient));
            after = page[^1];
        }
    }

    private List<(string Site, string Patient)> KeysAfter(SqliteConnection connection, (string Site, string Patient) after, string? site) =>
        Guarded(() =>
            connection
                .Query<(string Site, string Patient)>(
                    """
                    SELECT site, patient FROM patient
                    WHERE (site, patient) > (@afterSite, @afterPatient) AND site = coalesce(@site, site) AND replaced = 0
                    ORDER BY site, patient LIMIT 500
                    """,
                    new
                    {
                        afterSite = after.Site,
                        afterPatient = after.Patient,
                        site,
                    }
                )
                .AsList()
        );

    /// <summary>
    /// The sites that have a patient of this name: a jump through the key from site to site, so that however many patients there are, no
    /// more rows are read than sites.
    /// </summary>
    private static List<string> SitesOf(SqliteConnection connection, string patient) =>
        connection
            .Query<string>(
                """
                WITH RECURSIVE known (site) AS (
                  SELECT min(site) FROM patient
                  UNION ALL SELECT (SELECT min(site) FROM patient WHERE site > known.site) FROM known WHERE known.site IS NOT NULL)
                SELECT p.site FROM known CROSS JOIN patient p ON p.site = known.site AND p.patient = @patient AND p.replaced = 0
                ORDER BY p.site
                """,
                new { patient }
            )
            .AsList();

    /// <summary>The patient of a standing outcome; null when the ledger has none of that identifier.</summary>
    public RecordedPatient? PatientOf(string outcome) =>
        Guarded(() =>
        {
            using var connection = Connect();
            var key = connection
                .Query<(string Site, string Patient)?>("SELECT site, patient FROM outcome WHERE key = @outcome", new { outcome })
                .FirstOrDefault();
            return key is { } found ? Read(connection, found.Site, found.Patient) : null;
        });

    private static RecordedPatient Read(SqliteConnection connection, string site, string patient)
    {
        var (eligible, issues, facts) = connection.QuerySingle<(long, string, string?)>(
            "SELECT eligible, issues, facts FROM patient WHERE site = @site AND patient = @patient",
            new { site, patient }
        );
        var outcomes = connection.Query<string>(
            "SELECT outcome FROM outcome WHERE site = @site AND patient = @patient AND state IN ('pending', "
                + "'written', 'kept') ORDER BY key",
            new { site, patient }
        );
        return new(
            new(
                site,
                patient,
                eligible != 0,
                [.. outcomes.Select(OutcomeJson.Read<Outcome>)],
                OutcomeJson.Read<System.Collections.Immutable.ImmutableArray<DataIssue>>(issues)
            ),
            facts is null ? null : OutcomeJson.Read<PatientFacts>(facts)
        );
    }

    /// <param name="durable">
    /// Whether a commit must survive a power cut. Intentions must: an intention that is lost after the site was touched could become a
    /// duplicate. A confirmation that is lost only makes the next pass ask the site once more.
    /// </param>
    private SqliteConnection Connect(bool durable = false)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        return connection;
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw new LedgerFault(
                $"The ledger '{path}' cannot be used (SQLite {e.SqliteErrorCode}); check that the folder exists and may be written.",
                e
            );
        }
    }

    private static string Name(OutcomeState state) =>
        state switch
        {
            OutcomeState.Pending => "pending",
            OutcomeState.Written => "written",
            OutcomeState.Retracting => "retracting",
            OutcomeState.Kept => "kept",
            _ => "retracted",
        };

    private static string Stamp(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Row(string Key, string State, string? Resource_Id, string? Version, string Hash, string Outcome, string? Rules)
    {
        public LedgerEntry ToEntry() =>
            new(Key, Enum.Parse<OutcomeState>(State, ignoreCase: true), Resource_Id, Version, Hash, OutcomeJson.Read<Outcome>(Outcome))
            {
                Rules = Rules,
            };
    }
}
