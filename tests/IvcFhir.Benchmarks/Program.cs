using IvcFhir.Benchmarks;

switch (args)
{
    case ["validation"]:
        return ValidationBenchmark.Run(Console.Out);
    case ["scoring"]:
        await ScoringBenchmark.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("dotnet run -c Release --project tests/IvcFhir.Benchmarks -- validation | scoring");
        return 2;
}
