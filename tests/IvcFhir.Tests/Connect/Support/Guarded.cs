using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>Hospitals that ask who comes, and the settings by which one comes in.</summary>
internal static class Guarded
{
    public const string Scopes = "system/Patient.rs system/*.rs";

    /// <summary>Two patients: enough for a whole pass with searches, reads and writes.</summary>
    public static Task<TestSite> StartAsync(Demand? demand, SandboxOptions? options = null) =>
        TestSite.StartAsync("centre-a", null, Two(), (options ?? new()) with { Demand = demand });

    public static IReadOnlyList<JsonObject> Two()
    {
        var seen = 0;
        return
        [
            .. SyntheticCohort
                .Resources(Centre.A)
                .TakeWhile(resource => resource["resourceType"]!.GetValue<string>() != "Patient" || ++seen <= 2),
        ];
    }

    public static TokenDesk Desk(Func<string> jwks) => new("client-7") { Jwks = jwks, Scopes = Scopes.Split(' ') };

    public static JsonObject Smart(JsonObject key, string? kid = null, Action<JsonObject>? more = null)
    {
        var auth = new JsonObject
        {
            ["Kind"] = "SmartBackend",
            ["ClientId"] = "client-7",
            ["Key"] = key,
            ["Scopes"] = Scopes,
        };
        if (kid is not null)
            auth["KeyId"] = kid;
        more?.Invoke(auth);
        return new() { ["Auth"] = auth };
    }

    /// <summary>A file that only its owner may read, and the object that names it.</summary>
    public static JsonObject Secret(this TestSite site, string name, string text) => site.Secret(name, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Secret(TestSite, string, string)"/>
    public static JsonObject Secret(this TestSite site, string name, byte[] bytes)
    {
        var path = Path.Combine(site.Folder, name);
        File.WriteAllBytes(path, bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new() { ["File"] = path };
    }

    /// <summary>A fault of the token endpoint.</summary>
    public static ActiveFault AtTheDesk(this TestSite site, Fault fault, int times = int.MaxValue, int skip = 0) =>
        site.Faults.Add(
            new(fault)
            {
                Path = "auth/token",
                Times = times,
                Skip = skip,
            }
        );
}
