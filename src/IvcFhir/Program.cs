using IvcFhir.Commands;

return await CommandLine.RunAsync(args, Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Out, Console.Error);
