using IvcFhir.Benchmarks;

switch (args)
{
    case ["validation"]:
        return ValidationBenchmark.Run(Console.Out);
    case ["scoring"]:
        await ScoringBenchmark.RunAsync();
        return 0;
    case ["cohort", ..]:
        return await CohortBenchmark.RunAsync(args is [_, var patients] ? int.Parse(patients, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
    default:
        Console.Error.WriteLine("dotnet run -c Release --project tests/IvcFhir.Benchmarks -- validation | scoring | cohort [PATIENTS]");
        return 2;
}
