using IvcFhir.Commands;

// Patterns come from profiles of others too, and run on foreign text: none may hold the program up.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(2));

return await CommandLine.RunAsync(args, Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Out, Console.Error);
