using IvcFhir.State;
using Microsoft.Data.Sqlite;

namespace IvcFhir.Tests.State;

public sealed class LedgerTests
{
    [Fact]
    public async Task A_ledger_that_another_is_setting_up_is_waited_for_and_then_used()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-test-");
        try
        {
            var (ready, fresh) = (Path.Combine(folder.FullName, "ready.db"), Path.Combine(folder.FullName, "new.db"));
            Ledger.Open(ready);
            await using var other = Connect(fresh);
            Execute(other, "PRAGMA journal_mode = WAL");
            Execute(other, $"ATTACH '{ready}' AS ready");
            var schema = Rows(
                other,
                "SELECT sql FROM ready.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"
            );

            Execute(other, "BEGIN IMMEDIATE");
            var opening = Task.Run(() => Ledger.Open(fresh).PatientsOf("north"), TestContext.Current.CancellationToken);
            await Task.Delay(500, TestContext.Current.CancellationToken); // by then it has seen an empty file
            schema.ForEach(sql => Execute(other, sql));
            Execute(other, "INSERT INTO SchemaVersions SELECT * FROM ready.SchemaVersions");
            Execute(other, "COMMIT");

            Assert.Empty(await opening);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
