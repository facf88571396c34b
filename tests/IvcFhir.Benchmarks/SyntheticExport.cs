using System.Text;
using IvcFhir.Sandbox.Cohort;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// Patients of the synthetic cohort, as often as they are wanted, each time under new names; and for an export the laboratory of others
/// between them.
/// </summary>
internal static class SyntheticExport
{
    /// <summary>One line in this many is of the cohort.</summary>
    private const int Relevant = 100;

    public static string Write(string folder, int lines)
    {
        var path = Path.Combine(folder, Invariant($"{lines}.ndjson"));
        using var relevant = Cohort().GetEnumerator();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        for (var line = 0; line < lines; line++)
        {
            file.Write(line % Relevant == 0 && relevant.MoveNext() ? relevant.Current : Laboratory(line));
            file.Write('\n');
        }
        return path;
    }

    /// <summary>The first resources of the cohort and nothing else: one patient and a half.</summary>
    public static string WriteFirst(string folder, int resources)
    {
        var path = Path.Combine(folder, Invariant($"first-{resources}.ndjson"));
        File.WriteAllLines(path, Cohort().Take(resources));
        return path;
    }

    /// <summary>Centre A again and again, without end.</summary>
    public static IEnumerable<string> Cohort()
    {
        var resources = SyntheticCohort.Resources(Centre.A).Select(resource => resource.ToJsonString()).ToList();
        for (var round = 0; ; round++)
        {
            foreach (var resource in resources)
                yield return Renamed(resource, round);
        }
    }

    private static string Renamed(string resource, int round) =>
        round == 0
            ? resource
            : resource
                .Replace("\"a-", Invariant($"\"r{round}-a-"), StringComparison.Ordinal)
                .Replace("/a-", Invariant($"/r{round}-a-"), StringComparison.Ordinal);

    private static string Laboratory(int line) =>
        Invariant(
            $$"""
            {"resourceType":"Observation","id":"lab-{{line}}","meta":{"versionId":"1","lastUpdated":"2020-03-0{{1
                + line
                    % 9}}T10:15:00.000+01:00","profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab"]},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory","display":"Laboratory"}],"text":"Laboratory"}],"code":{"coding":[{"system":"http://loinc.org","code":"{{2000
                + line % 700}}-{{line % 10}}","display":"A quantity in serum or plasma"},{"system":"urn:oid:1.2.999.7","code":"LAB{{line
                % 1500}}"}],"text":"A quantity"},"subject":{"reference":"Patient/l{{line
                / 40}}"},"encounter":{"reference":"Encounter/e{{line / 25}}"},"effectiveDateTime":"2020-03-0{{1
                + line % 9}}T09:00:00+01:00","issued":"2020-03-0{{1
                + line % 9}}T10:15:00.000+01:00","performer":[{"reference":"Organization/lab"}],"valueQuantity":{"value":{{line
                % 97}}.{{line
                % 10}},"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"},"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"N"}]}],"referenceRange":[{"low":{"value":3.5,"unit":"mmol/L"},"high":{"value":99.0,"unit":"mmol/L"},"text":"3.5-99"}]}
            """
        );
}
