using IvcFhir.Benchmarks;

// export and live may measure a published program in place of the one that was built with this.
if (args is ["export" or "live", _, var folder])
    (Child.ProgramFolder, args) = (Path.GetFullPath(folder), args[..2]);

switch (args)
{
    case ["validation"]:
        return ValidationBenchmark.Run(Console.Out);
    case ["scoring"]:
        await ScoringBenchmark.RunAsync();
        return 0;
    case ["cohort", ..]:
        return await CohortBenchmark.RunAsync(
            args is [_, var patients] ? int.Parse(patients, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000
        );
    case ["export", ..]:
        return ExportBenchmark.Run(args is [_, var lines] ? int.Parse(lines, System.Globalization.CultureInfo.InvariantCulture) : 500_000);
    case ["live", ..]:
        return await LiveBenchmark.RunAsync(
            args is [_, var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 500
        );
    case ["child", "fetch", var site, var requests, var concurrency]:
        await BareClient.FetchAsync(new(site), requests, int.Parse(concurrency, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["child", var part, var path, var threads]:
        ExportParts.Run(part, path, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["fuzz", var cases, var seed]:
        return FuzzRun.Run(
            int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
    default:
        Console.Error.WriteLine(
            "dotnet run -c Release --project tests/IvcFhir.Benchmarks -- validation | scoring | cohort [PATIENTS] | export [LINES [PROGRAM-FOLDER]] | live [PATIENTS [PROGRAM-FOLDER]] | fuzz N SEED"
        );
        return 2;
}
