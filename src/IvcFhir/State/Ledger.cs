using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using IvcFhir.Core;
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
}

/// <summary>A row of the ledger. <c>ResourceId</c> and <c>Version</c> are the site's, null until it has confirmed.</summary>
internal sealed record LedgerEntry(string Key, OutcomeState State, string? ResourceId, string? Version, string Hash, Outcome Outcome);

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
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
    }

    /// <exception cref="LedgerFault">The file cannot be created, opened or migrated.</exception>
    public static Ledger Open(string path)
    {
        var ledger = new Ledger(path);
        return ledger.Guarded(() =>
        {
            using (var connection = ledger.Connect(durable: true))
                connection.Execute("PRAGMA journal_mode = WAL");
            var upgrade = DeployChanges.To.SqliteDatabase(ledger.connectionString)
                .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
                .WithTransactionPerScript()
                .LogTo(new NoOpUpgradeLog())
                .Build()
                .PerformUpgrade();
            return upgrade.Successful ? ledger : throw upgrade.Error;
        });
    }

    public IReadOnlyDictionary<string, LedgerEntry> EntriesOf(string site, string patient) => Guarded(() =>
    {
        using var connection = Connect();
        return connection.Query<Row>("SELECT key, state, resource_id, version, hash, outcome FROM outcome WHERE site = @site AND patient = @patient", new { site, patient })
            .Select(row => row.ToEntry())
            .ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    });

    /// <summary>Stores what is about to be written to the site, all of a patient's in one transaction.</summary>
    public void Intend(string site, string patient, IEnumerable<LedgerEntry> entries) => Guarded(() =>
    {
        using var connection = Connect(durable: true);
        using var transaction = connection.BeginTransaction();
        foreach (var entry in entries)
        {
            connection.Execute(
                """
                INSERT INTO outcome (site, patient, key, state, resource_id, version, hash, outcome)
                VALUES (@site, @patient, @Key, @state, @ResourceId, @Version, @Hash, @outcome)
                ON CONFLICT (key) DO UPDATE SET state = excluded.state, hash = excluded.hash, outcome = excluded.outcome
                """,
                new { site, patient, entry.Key, state = Name(entry.State), entry.ResourceId, entry.Version, entry.Hash, outcome = OutcomeJson.Write(entry.Outcome) },
                transaction);
        }
        transaction.Commit();
        return true;
    });

    /// <summary>Stores that the site has it, under the id and version that the site gave.</summary>
    public void Confirm(string key, OutcomeState state, string? resourceId, string? version) => Guarded(() =>
    {
        using var connection = Connect();
        return connection.Execute(
            "UPDATE outcome SET state = @state, resource_id = coalesce(@resourceId, resource_id), version = @version WHERE key = @key",
            new { key, state = Name(state), resourceId, version });
    });

    public void Record(PatientOutcomes patient) => Guarded(() =>
    {
        using var connection = Connect();
        return connection.Execute(
            """
            INSERT INTO patient (site, patient, eligible, issues, course) VALUES (@Site, @Patient, @eligible, @issues, @course)
            ON CONFLICT (site, patient) DO UPDATE SET eligible = excluded.eligible, issues = excluded.issues, course = excluded.course
            """,
            new
            {
                patient.Site,
                patient.Patient,
                eligible = patient.Eligible ? 1 : 0,
                issues = OutcomeJson.Write(patient.Issues),
                course = OutcomeJson.Write(new PatientCourse(patient.DeathDay, patient.FilterRetrieval)),
            });
    });

    /// <summary>Patients who were once pulled from a site: they are pulled again even when no search names them any more.</summary>
    public IReadOnlyList<string> PatientsOf(string site) => Guarded(() =>
    {
        using var connection = Connect();
        return connection.Query<string>("SELECT patient FROM patient WHERE site = @site ORDER BY patient", new { site }).AsList();
    });

    public void RecordPass(string site, DateTimeOffset started, DateTimeOffset ended, PassSummary pass, int failed) => Guarded(() =>
    {
        using var connection = Connect();
        return connection.Execute(
            "INSERT INTO pass (site, started, ended, pulled, written, issues, failed) VALUES (@site, @started, @ended, @pulled, @written, @issues, @failed)",
            new { site, started = Stamp(started), ended = Stamp(ended), pulled = OutcomeJson.Write(pass.Pulled), written = OutcomeJson.Write(pass.Written), issues = OutcomeJson.Write(pass.Issues), failed });
    });

    /// <summary>The newest end of a pass: up to when the ledger's answers are known to hold. Null before the first.</summary>
    public DateTimeOffset? DataCut() => Guarded(() =>
    {
        using var connection = Connect();
        var ended = connection.QuerySingle<string?>("SELECT max(started) FROM pass");
        return ended is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(ended, System.Globalization.CultureInfo.InvariantCulture);
    });

    /// <summary>Every patient's standing outcomes, patient after patient in a stable order; one page of patients at a time in memory.</summary>
    public IEnumerable<PatientOutcomes> Outcomes()
    {
        using var connection = Guarded(() => Connect());
        var (site, patient) = ("", "");
        while (PatientsAfter(connection, site, patient) is { Count: > 0 } page)
        {
            foreach (var row in page)
                yield return OutcomesOf(connection, row);
            (site, patient) = (page[^1].Site, page[^1].Patient);
        }
    }

    private List<PatientRow> PatientsAfter(SqliteConnection connection, string site, string patient) => Guarded(() => connection.Query<PatientRow>(
        "SELECT site, patient, eligible, issues, course FROM patient WHERE (site, patient) > (@site, @patient) ORDER BY site, patient LIMIT 500", new { site, patient }).AsList());

    private PatientOutcomes OutcomesOf(SqliteConnection connection, PatientRow row)
    {
        var outcomes = Guarded(() => connection.Query<string>(
            "SELECT outcome FROM outcome WHERE site = @Site AND patient = @Patient AND state IN ('pending', 'written') ORDER BY key", new { row.Site, row.Patient }).AsList());
        var course = row.Course is null ? null : OutcomeJson.Read<PatientCourse>(row.Course);
        return new(
            row.Site, row.Patient, row.Eligible != 0, [.. outcomes.Select(OutcomeJson.Read<Outcome>)],
            OutcomeJson.Read<System.Collections.Immutable.ImmutableArray<DataIssue>>(row.Issues))
        {
            DeathDay = course?.DeathDay,
            FilterRetrieval = course?.FilterRetrieval,
        };
    }

    /// <param name="durable">
    /// Whether a commit must survive a power cut. Intentions must: an intention that is lost after the site was touched could become a duplicate.
    /// A confirmation that is lost only makes the next pass ask the site once more.
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
            throw new LedgerFault($"The ledger '{path}' cannot be used (SQLite {e.SqliteErrorCode}); check that the folder exists and may be written.", e);
        }
    }

    private static string Name(OutcomeState state) => state switch
    {
        OutcomeState.Pending => "pending",
        OutcomeState.Written => "written",
        OutcomeState.Retracting => "retracting",
        _ => "retracted",
    };

    private static string Stamp(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record PatientRow(string Site, string Patient, long Eligible, string Issues, string? Course);

    /// <summary>What of a patient is no outcome and yet counts: death competes with loss, and filters are retrieved or not.</summary>
    private sealed record PatientCourse(Core.Facts.Sourced<int>? DeathDay, Core.Scores.RetrievalResult? FilterRetrieval);

    private sealed record Row(string Key, string State, string? Resource_Id, string? Version, string Hash, string Outcome)
    {
        public LedgerEntry ToEntry() => new(Key, Enum.Parse<OutcomeState>(State, ignoreCase: true), Resource_Id, Version, Hash, OutcomeJson.Read<Outcome>(Outcome));
    }
}
