using IvcFhir.Benchmarks;

return args switch
{
    ["validation"] => ValidationBenchmark.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/IvcFhir.Benchmarks -- validation");
    return 2;
}
