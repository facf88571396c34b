using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What one pass over a hospital costs beside a bare client that fetches the same pages, each as a process of its own: processor time where
/// every answer comes at once, and time where each answer takes 50 ms. The ratios hold on any machine.
/// </summary>
internal static class LiveBenchmark
{
    private const double CpuGoal = 4,
        WallGoal = 1.15;

    private const int Rounds = 3,
        Concurrency = 4;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(int patients)
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-live-");
        try
        {
            await using var hospital = await SandboxHospital.StartAsync(new() { DefaultPageSize = 200 });
            hospital.Store.Load(ResourcesOf(patients));
            await using var server = await ReplayServer.StartAsync(hospital);
            Used Once() => Pass(server.BaseUrl, folder.FullName);
            Once(); // every answer stands ready behind this
            server.Asked();
            Once();
            var requests = Write(folder.FullName, server.Asked(), out var count);
            Used Bare() => Child.Part(0, "fetch", server.BaseUrl.AbsoluteUri, requests, Invariant($"{Concurrency}"));
            var (bare, once) = (Used.LeastOf(Rounds, Bare), Used.LeastOf(Rounds, Once));
            Console.WriteLine(
                Invariant(
                    $"{patients} patients, {count} requests, {Concurrency} at a time: bare client {bare.Cpu:F2} s CPU, {bare.Wall:F2} s wall; once {once.Cpu:F2} s CPU, {once.Wall:F2} s wall, peak {once.Peak / 1e6:F0} MB"
                )
            );
            server.Delay = Slow;
            var (bareSlow, onceSlow) = (Bare(), Once());
            var (cpu, wall) = (once.Cpu / bare.Cpu, onceSlow.Wall / bareSlow.Wall);
            Console.WriteLine(Invariant($"CPU of once: {cpu:F2} times the bare client (goal at most {CpuGoal:F1})"));
            Console.WriteLine(
                Invariant(
                    $"each answer after {Slow.TotalMilliseconds:F0} ms: bare client {bareSlow.Wall:F1} s, once {onceSlow.Wall:F1} s, {wall:F2} times (goal at most {WallGoal:F2})"
                )
            );
            return cpu <= CpuGoal && wall <= WallGoal ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A pass by a ledger that knows nothing yet.</summary>
    private static Used Pass(Uri site, string folder)
    {
        var run = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N")));
        var config = Path.Combine(run.FullName, "sites.json");
        var sites = new JsonArray(
            new JsonObject
            {
                ["Name"] = "replay",
                ["FhirBase"] = site.AbsoluteUri,
                ["Concurrency"] = Concurrency,
            }
        );
        File.WriteAllText(
            config,
            new JsonObject
            {
                ["Ledger"] = Path.Combine(run.FullName, "ledger.db"),
                ["TimeZone"] = "UTC",
                ["Sites"] = sites,
            }.ToJsonString()
        );
        return Child.Program(0, "once", "--config", config);
    }

    /// <summary>The cohort's charts under new names, until there are as many patients.</summary>
    private static IEnumerable<JsonObject> ResourcesOf(int patients)
    {
        var seen = 0;
        foreach (var resource in SyntheticExport.Cohort().Select(text => JsonNode.Parse(text)!.AsObject()))
        {
            if ((string?)resource["resourceType"] == "Patient" && ++seen > patients)
                yield break;
            yield return resource;
        }
    }

    private static string Write(string folder, List<Recorded> requests, out int count)
    {
        var path = Path.Combine(folder, "requests.json");
        count = requests.Count;
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(requests));
        return path;
    }
}
