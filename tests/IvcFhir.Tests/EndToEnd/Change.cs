using System.Text.Json.Nodes;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Single changes to a hospital's data, as a correction in the chart makes them.</summary>
internal static class Change
{
    /// <summary>One Villalta item of the last visit of a patient whose worst leg decides.</summary>
    public static void OneVillaltaItem(TestSite site)
    {
        var panel = site
            .Hospital.Store.All("Observation")
            .Where(o => CodeOf(o) == "villalta-assessment" && SubjectOf(o) == "Patient/a-01" && StatusOf(o) == "final")
            .MaxBy(o => o["effectiveDateTime"]!.GetValue<string>(), StringComparer.Ordinal)!;
        var item = panel["component"]!.AsArray().First(component => component!["valueInteger"] is not null)!;
        item["valueInteger"] = item["valueInteger"]!.GetValue<int>() == 3 ? 2 : item["valueInteger"]!.GetValue<int>() + 1;
        site.Hospital.Store.Put(panel);
    }

    /// <summary>The last duplex of a vena cava that was open becomes an occlusion.</summary>
    public static void OneDuplexFinding(TestSite site)
    {
        var finding = site
            .Hospital.Store.All("Observation")
            .Where(o =>
                CodeOf(o) == "vein-finding"
                && SubjectOf(o) == "Patient/a-01"
                && o["bodySite"]!["coding"]!.AsArray().Any(c => c!["code"]!.GetValue<string>() == "64131007")
            )
            .MaxBy(o => o["effectiveDateTime"]!.GetValue<string>(), StringComparer.Ordinal)!;
        foreach (var coding in finding["valueCodeableConcept"]!["coding"]!.AsArray())
            coding!["code"] = "occluded";
        site.Hospital.Store.Put(finding);
    }

    /// <summary>The session of one patient ends later.</summary>
    public static void OneDuration(TestSite site)
    {
        var last = site
            .Hospital.Store.All("Procedure")
            .Where(p =>
                SubjectOf(p) == "Patient/a-01"
                && p["performedPeriod"] is not null
                && p["performedPeriod"]!["start"]!.GetValue<string>().StartsWith("2015-01-12", StringComparison.Ordinal)
            )
            .MaxBy(p => p["performedPeriod"]!["end"]!.GetValue<string>(), StringComparer.Ordinal)!;
        var end = DateTimeOffset.Parse(
            last["performedPeriod"]!["end"]!.GetValue<string>(),
            System.Globalization.CultureInfo.InvariantCulture
        );
        last["performedPeriod"]!["end"] = end.AddMinutes(40)
            .ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        site.Hospital.Store.Put(last);
    }

    private static string? CodeOf(JsonObject resource) => resource["code"]?["coding"]?[0]?["code"]?.GetValue<string>();

    private static string? SubjectOf(JsonObject resource) => resource["subject"]?["reference"]?.GetValue<string>();

    private static string? StatusOf(JsonObject resource) => resource["status"]?.GetValue<string>();
}
