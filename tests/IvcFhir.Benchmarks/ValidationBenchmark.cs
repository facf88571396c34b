using System.Diagnostics;
using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Validate;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What the profile rules cost beside the SDK's own parse-and-validate of the same resources, which is the examples of every profile.
/// Both are measured in turns, call by call, and the median of the calls counts: on a busy machine a call that lost its processor is an outlier.
/// </summary>
internal static class ValidationBenchmark
{
    private const int Calls = 600;

    /// <summary>The profile rules may add half as much again.</summary>
    private const double Goal = 0.5;

    public static int Run(TextWriter output)
    {
        var (reader, validator) = (new ModelReader(), ProfileValidator.Load());
        var samples = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => Measure(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), reader, validator)).ToList();
        foreach (var sample in samples)
            output.WriteLine(Line(sample.Name, sample.Sdk, sample.Profile));
        output.WriteLine();
        var written = samples.Where(sample => sample.Name.Contains("outcome", StringComparison.Ordinal)).ToList();
        WriteSum("outcomes, which are written", written, output);
        WriteSum("all others, which come in or go to a registry", samples.Except(written).ToList(), output);
        return WriteSum("all", samples, output) <= Goal ? 0 : 1;
    }

    private static double WriteSum(string name, IReadOnlyList<(string Name, double Sdk, double Profile)> samples, TextWriter output)
    {
        var (sdk, profile) = (samples.Sum(sample => sample.Sdk), samples.Sum(sample => sample.Profile));
        output.WriteLine(Line(name, sdk, profile));
        return profile / sdk;
    }

    private static (string Name, double Sdk, double Profile) Measure(string name, byte[] json, ModelReader reader, ProfileValidator validator)
    {
        var resource = reader.Read(json).Resource ?? throw new InvalidOperationException($"{name} cannot be read.");
        var (sdk, profile) = (new List<double>(Calls), new List<double>(Calls));
        for (var call = -Calls; call < Calls; call++)
        {
            var (one, other) = (Microseconds(() => reader.Read(json)), Microseconds(() => validator.Validate(resource)));
            if (call < 0)
                continue; // The first half warms up: the JIT needs some hundred calls.
            sdk.Add(one);
            profile.Add(other);
        }
        return (name, Median(sdk), Median(profile));
    }

    private static double Microseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Line(string name, double sdk, double profile) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-55} SDK {sdk,9:F1} us   profile rules {profile,9:F1} us   ratio {profile / sdk,5:F2}");
}
