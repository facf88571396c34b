using System.Globalization;
using IvcFhir.Codes;
using IvcFhir.Gate;
using IvcFhir.Tests.Gate;
using IvcFhir.Validate;

// Made when the first input is there: what counts branches must not run before.
// A sieve remembers codes, so that each input has a new one: the same input must reach the same branches.
var gate = new Lazy<(ConceptIndex Concepts, RecordValidator Validator)>(() => (ConceptIndex.Load(null), new()));
switch (args)
{
    // Garbled inputs as files, for the fuzzer to begin with.
    case ["seed", var folder, var count]:
        for (var number = 0; number < int.Parse(count, CultureInfo.InvariantCulture); number++)
        {
            var garbled = new Garbled(number);
            File.WriteAllBytes(Path.Combine(folder, $"seed-{number}"), number % 3 == 0 ? garbled.Page() : garbled.Document());
        }
        return 0;

    default:
        SharpFuzz.Fuzzer.OutOfProcess.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            Fuzz.All(bytes.ToArray(), CodeSieve.Of(gate.Value.Concepts), gate.Value.Validator);
        });
        return 0;
}
