using System.Globalization;
using IvcFhir.Protocols;
using IvcFhir.Pull;
using Microsoft.Extensions.Configuration;
using static IvcFhir.Hosting.SettingValues;

namespace IvcFhir.Hosting;

/// <summary>
/// Reads <c>appsettings.json</c>, <c>--config FILE</c> and environment variables that begin with <c>IVCFHIR_</c>, later ones winning.
/// Everything that is wrong is found at start, with the key, the value's form and the allowed values.
/// </summary>
internal static class SettingsReader
{
    private static readonly string[] RootKeys = ["Ledger", "Every", "Protocol", "TimeZone", "Answers", "Sites", "Serilog"];
    private static readonly string[] SiteKeys =
    [
        "Name",
        "FhirBase",
        "Map",
        "Patients",
        "Concurrency",
        "WriteBack",
        "RetractAtMost",
        "TimeZone",
        "AnswerMegabytes",
        "AnswerSeconds",
        "EmptyPages",
        "Pages",
        "RetryAfterSeconds",
        "TotalIsEstimate",
        .. ConnectionReader.Keys,
    ];

    public static IConfigurationRoot Configuration(string? configFile)
    {
        if (configFile is not null && !File.Exists(configFile))
            throw new ConfigurationFault($"--config: the file '{configFile}' does not exist.");
        try
        {
            var builder = new ConfigurationBuilder().AddJsonFile(
                Path.Combine(AppContext.BaseDirectory, "appsettings.json"),
                optional: true
            );
            if (configFile is not null)
                builder.AddJsonFile(Path.GetFullPath(configFile));
            return builder.AddEnvironmentVariables("IVCFHIR_").Build();
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationFault(
                $"--config: the file '{configFile}' is not JSON ({e.InnerException?.Message.Split('.')[0] ?? "unreadable"})."
            );
        }
    }

    public static RunSettings Read(IConfigurationRoot configuration)
    {
        CheckKeys(configuration.GetChildren(), "", RootKeys);
        var sites = configuration.GetSection("Sites").GetChildren().Select(Site).ToList();
        var twice = sites.GroupBy(site => site.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ConfigurationFault($"Sites: the name '{twice.Key}' stands twice; a site's name is unique.");
        return new(
            configuration["Ledger"] is { Length: > 0 } ledger ? ledger : "ivcfhir.db",
            Every(configuration["Every"]),
            Zone(configuration.GetSection("TimeZone")),
            sites
        )
        {
            Answers = configuration["Answers"] is { Length: > 0 } answers ? answers : null,
            Protocol = configuration["Protocol"] is { Length: > 0 } protocol ? protocol : StudyProtocols.DefaultName,
        };
    }

    private static SiteSettings Site(IConfigurationSection section)
    {
        CheckKeys(section.GetChildren(), section.Path + ":", SiteKeys);
        var name =
            section["Name"] is { Length: > 0 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? text
                : throw new ConfigurationFault(
                    $"{section.Path}:Name is '{section["Name"]}': letters, digits, '-' and '_' are allowed, at least one."
                );
        var fhirBase = FhirBase(section);
        return new(
            name,
            fhirBase,
            section["Map"],
            OneOf(section, "Patients", PatientSelection.StudyProcedures),
            Number(section, "Concurrency", 4, 1, 64),
            Flag(section, "WriteBack", false)
        )
        {
            TimeZone = Zone(section.GetSection("TimeZone")),
            RetractAtMost = Number(section, "RetractAtMost", 20, 0, 100),
            Limits = Limits(section, new()),
            Connection = ConnectionReader.Read(section, fhirBase),
        };
    }

    private static Uri FhirBase(IConfigurationSection section)
    {
        var text = section["FhirBase"];
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri);
        if (isAddress ? uri!.UserInfo.Length > 0 : text?.Contains('@', StringComparison.Ordinal) == true)
            throw new ConfigurationFault(
                $"{section.Path}:FhirBase holds user-info, so perhaps a password, and is not shown: an address without it is expected; "
                    + "credentials stand in Auth."
            );
        return isAddress && uri!.Scheme is "http" or "https" && uri.Query.Length + uri.Fragment.Length == 0
            ? uri.AbsoluteUri.EndsWith('/')
                ? uri
                : new(uri.AbsoluteUri + "/")
            : throw new ConfigurationFault(
                $"{section.Path}:FhirBase is '{text}': an absolute http or https address without a query is "
                    + "expected, e.g. https://fhir.example.org/r4/."
            );
    }

    private static SiteLimits Limits(IConfigurationSection section, SiteLimits usual) =>
        new()
        {
            AnswerMegabytes = Number(section, "AnswerMegabytes", usual.AnswerMegabytes, 1, 1024),
            AnswerSeconds = Number(section, "AnswerSeconds", usual.AnswerSeconds, 1, 3600),
            EmptyPages = Number(section, "EmptyPages", usual.EmptyPages, 0, 1000),
            Pages = Number(section, "Pages", usual.Pages, 1, 1_000_000),
            RetryAfterSeconds = Number(section, "RetryAfterSeconds", usual.RetryAfterSeconds, 0, 280),
            TotalIsEstimate = Flag(section, "TotalIsEstimate", usual.TotalIsEstimate),
        };

    private static TimeSpan Every(string? text)
    {
        if (text is null)
            return TimeSpan.FromHours(6);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) && every >= TimeSpan.FromMinutes(1)
            ? every
            : throw new ConfigurationFault($"Every is '{text}': a time hh:mm:ss of at least 00:01:00 is expected.");
    }

    private static string? Zone(IConfigurationSection section) =>
        section.Value is not { } text || TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? section.Value
            : throw new ConfigurationFault($"{section.Path} is '{text}': an IANA name such as Europe/Berlin or UTC is expected.");
}
