using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Support;

/// <summary>A sandbox hospital with a folder for configuration and ledger, gone afterwards.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ivcfhir-test-");

    private TestSite(string name, string? map, SandboxHospital hospital, SandboxFaults faults) =>
        (Name, Map, Hospital, Faults) = (name, map, hospital, faults);

    public string Name { get; }

    public string? Map { get; }

    public SandboxHospital Hospital { get; }

    public SandboxFaults Faults { get; }

    public string Folder => folder.FullName;

    public static Task<TestSite> StartAsync(Centre centre) =>
        StartAsync(centre == Centre.A ? "centre-a" : "centre-b", centre == Centre.A ? null : "centre-b", SyntheticCohort.Resources(centre));

    /// <summary>
    /// The first patients of the first centre, for what does not need all of them: a pass over them takes a fraction of the time.
    /// </summary>
    public static Task<TestSite> StartSmallAsync(SandboxOptions? options = null) => StartAsync("centre-a", null, FewOfCentreA(), options);

    /// <summary>How many answers are written of them.</summary>
    public const int FewOutcomes = 275;

    /// <summary>A tenth of them is less than what one pass may withdraw.</summary>
    public static IReadOnlyList<JsonObject> FewOfCentreA()
    {
        const int Patients = 10;
        var seen = 0;
        return
        [
            .. SyntheticCohort
                .Resources(Centre.A)
                .TakeWhile(resource => resource["resourceType"]!.GetValue<string>() != "Patient" || ++seen <= Patients),
        ];
    }

    /// <summary>The sixth write reaches the hospital, and its answer never comes.</summary>
    public static FaultRule LostAnswer(int times = 1) =>
        new(new Fault.Drop())
        {
            WritesOnly = true,
            Moment = FaultMoment.AfterCommit,
            Skip = 5,
            Times = times,
        };

    /// <param name="options">How the hospital behaves; its name and faults are given beside it.</param>
    public static async Task<TestSite> StartAsync(
        string name,
        string? map,
        IEnumerable<JsonObject> resources,
        SandboxOptions? options = null
    )
    {
        var faults = new SandboxFaults();
        var hospital = await SandboxHospital.StartAsync((options ?? new()) with { Name = name, Faults = faults }, CancellationToken.None);
        hospital.Store.Load(resources);
        return new(name, map, hospital, faults);
    }

    /// <summary>Writes a configuration for this site alone and gives its path.</summary>
    /// <param name="more">Further settings of the site, in place of those that are usual here.</param>
    public string Config(string ledger = "ledger.db", string patients = "StudyProcedures", Uri? fhirBase = null, JsonObject? more = null)
    {
        var site = new JsonObject
        {
            ["Name"] = Name,
            ["FhirBase"] = (fhirBase ?? Hospital.BaseUrl).AbsoluteUri,
            ["Patients"] = patients,
            ["TimeZone"] = "UTC",
            ["WriteBack"] = true,
        };
        if (Map is not null)
            site["Map"] = Map;
        foreach (var (key, value) in more ?? [])
            site[key] = value?.DeepClone();
        var settings = new JsonObject { ["Ledger"] = Path.Combine(Folder, ledger), ["Sites"] = new JsonArray(site) };
        var path = Path.Combine(Folder, $"{Path.GetFileName(ledger)}.json");
        File.WriteAllText(path, settings.ToJsonString());
        return path;
    }

    public Task<CliResult> OnceAsync(string ledger = "ledger.db", string patients = "StudyProcedures", JsonObject? more = null) =>
        Cli.RunAsync("once", "--config", Config(ledger, patients, more: more));

    /// <summary>What this program wrote: the answers by business identifier, without what the server adds.</summary>
    public SortedDictionary<string, string> Written()
    {
        var written = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var observation in Hospital.Store.All("Observation").Where(IsOwn))
            written.Add(ScoredObservations.IdentifierOf(observation), ScoredObservations.Bare(observation));
        return written;
    }

    /// <summary>How often each answer was written.</summary>
    public SortedDictionary<string, int> Versions() =>
        new(
            Hospital
                .Store.All("Observation")
                .Where(IsOwn)
                .ToDictionary(ScoredObservations.IdentifierOf, o => Hospital.Store.VersionsOf("Observation", o["id"]!.GetValue<string>())),
            StringComparer.Ordinal
        );

    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await Hospital.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static bool IsOwn(JsonObject observation) =>
        observation["identifier"] is JsonArray identifiers
        && identifiers.Any(identifier => identifier?["system"]?.GetValue<string>() == Profiles.StudyContract.Identifiers("outcome"));
}

/// <summary>Scored Observations as text that can be compared.</summary>
internal static class ScoredObservations
{
    public static string IdentifierOf(JsonObject observation) => observation["identifier"]![0]!["value"]!.GetValue<string>();

    /// <summary>Without id, version and time, which belong to the server.</summary>
    public static string Bare(JsonObject observation)
    {
        var bare = observation.DeepClone().AsObject();
        bare.Remove("id");
        if (bare["meta"] is JsonObject meta)
        {
            meta.Remove("versionId");
            meta.Remove("lastUpdated");
        }
        return JsonSerializer.Serialize(Sorted(bare));
    }

    public static SortedDictionary<string, string> FromNdjson(string ndjson)
    {
        var observations = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var observation = JsonNode.Parse(line)!.AsObject();
            observations.Add(IdentifierOf(observation), Bare(observation));
        }
        return observations;
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject item => new JsonObject(
                item.OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
