using IvcFhir.Benchmarks;

switch (args)
{
    case ["scoring"]:
        await ScoringBenchmark.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/IvcFhir.Benchmarks -- scoring");
        return 2;
}
