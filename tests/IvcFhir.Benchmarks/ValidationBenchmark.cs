using System.Diagnostics;
using Firely.Fhir.Validation;
using Firely.Fhir.Validation.Compilation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Terminology;
using IvcFhir.Contract;
using IvcFhir.Validate;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What a verdict of the contract costs beside bare Firely over the same definitions and beside the SDK's own parse and model validation,
/// on the examples of every profile; how long the first one takes, and what stays in memory. All are measured in turns in one process: the
/// ratios hold on any machine, the numbers only on this one.
/// </summary>
internal static class ValidationBenchmark
{
    private const int Rounds = 24;

    /// <summary>The stated budgets.</summary>
    private const double FirstSeconds = 2.5,
        LiveMegabytes = 60,
        TimesBare = 1.3;

    public static int Run(TextWriter output)
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reader = new ModelReader();
        var started = Stopwatch.GetTimestamp();
        var contract = new ContractValidator();
        contract.Check(reader.Read(files[0]).Resource!);
        var first = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var resources = files.ConvertAll(file => reader.Read(file).Resource!);
        started = Stopwatch.GetTimestamp();
        resources.ForEach(resource => contract.Check(resource));
        var once = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var live = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;

        var bare = Bare();
        var (ours, firely, sdk) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -Rounds; round < Rounds; round++)
        {
            var (a, b, c) = (
                Processor(() => resources.ForEach(resource => contract.Check(resource))),
                Processor(() => resources.ForEach(resource => bare.Validate(resource))),
                Processor(() => files.ForEach(file => reader.Read(file)))
            );
            if (round < 0)
                continue; // The first half warms up: the compiler of the runtime needs some hundred calls.
            ours.Add(a);
            firely.Add(b);
            sdk.Add(c);
        }
        var (verdict, plain, parse) = (Median(ours) / files.Count, Median(firely) / files.Count, Median(sdk) / files.Count);
        output.WriteLine(
            Invariant($"first verdict: {first:F2} s (at most {FirstSeconds:F1}); all {files.Count} examples once: {once:F2} s")
        );
        output.WriteLine(Invariant($"live heap of the contract after all examples: {live:F0} MB (at most {LiveMegabytes:F0})"));
        output.WriteLine(
            Invariant($"each example, CPU: contract {verdict:F3} ms, bare Firely {plain:F3} ms, the SDK's parse and model {parse:F3} ms")
        );
        output.WriteLine(
            Invariant($"contract / bare Firely: {verdict / plain:F2} (at most {TimesBare:F1}); contract / SDK: {verdict / parse:F1}")
        );
        GC.KeepAlive(contract);
        return first <= FirstSeconds && live <= LiveMegabytes && verdict / plain <= TimesBare ? 0 : 1;
    }

    private static Validator Bare()
    {
        var definitions = new DefinitionResolver([DefinitionArchive.Open()]);
        return new(
            definitions,
            LocalTerminologyService.CreateDefaultForCore(definitions),
            schemaResolver: StructureDefinitionToElementSchemaResolver.CreatedCached(definitions)
        );
    }

    private static double Processor(Action action)
    {
        using var self = Process.GetCurrentProcess();
        var start = self.TotalProcessorTime;
        action();
        self.Refresh();
        return (self.TotalProcessorTime - start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
