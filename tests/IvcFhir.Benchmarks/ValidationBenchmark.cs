using System.Diagnostics;
using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Validate;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What the profile rules cost beside the SDK's own parse-and-validate of the same resources, which is the examples of every profile.
/// Both are measured in turns in the same rounds, so that a busy machine slows both; the median of the rounds counts.
/// </summary>
internal static class ValidationBenchmark
{
    private const int Rounds = 15;
    private const int PerRound = 20;

    public static int Run(TextWriter output)
    {
        var (reader, validator) = (new ModelReader(), ProfileValidator.Load());
        var samples = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => Measure(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), reader, validator)).ToList();
        foreach (var sample in samples)
            output.WriteLine(Line(sample.Name, sample.Sdk, sample.Profile));
        output.WriteLine();
        var total = (Sdk: samples.Sum(sample => sample.Sdk), Profile: samples.Sum(sample => sample.Profile));
        output.WriteLine(Line("all", total.Sdk, total.Profile));
        return total.Profile <= total.Sdk / 2 ? 0 : 1;
    }

    private static (string Name, double Sdk, double Profile) Measure(string name, byte[] json, ModelReader reader, ProfileValidator validator)
    {
        var resource = reader.Read(json).Resource ?? throw new InvalidOperationException($"{name} cannot be read.");
        var (sdk, profile) = (new List<double>(), new List<double>());
        for (var round = -Rounds; round < Rounds; round++)
        {
            var (one, other) = (Microseconds(() => reader.Read(json)), Microseconds(() => validator.Validate(resource)));
            if (round < 0)
                continue; // The first half warms up: the JIT needs some hundred calls.
            sdk.Add(one);
            profile.Add(other);
        }
        return (name, Median(sdk), Median(profile));
    }

    private static double Microseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < PerRound; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / PerRound;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Line(string name, double sdk, double profile) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-55} SDK {sdk,9:F1} us   profile rules {profile,9:F1} us   ratio {profile / sdk,5:F2}");
}
