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
            var name = configFile is null ? "appsettings.json" : $"--config: the file '{configFile}'";
            throw new ConfigurationFault($"{name} is not JSON{PlaceOf(e.InnerException)}.");
        }
    }

    /// <summary>Where, and not what: the text there may be a secret.</summary>
    private static string PlaceOf(Exception? fault) =>
        fault switch
        {
            System.Text.Json.JsonException { LineNumber: { } line, BytePositionInLine: var column } => string.Create(
                CultureInfo.InvariantCulture,
                $" at line {line + 1}, column {column + 1}"
            ),
            FormatException { InnerException: System.Text.Json.JsonException inner } => PlaceOf(inner),
            FormatException => ": a key stands twice, or the whole is no object",
            _ => "",
        };

    public static RunSettings Read(IConfigurationRoot configuration)
    {
        CheckKeys(configuration.GetChildren(), "", RootKeys);
        var sites = SiteSections(configuration).Select(site => Site(site, configuration)).ToList();
        CheckDifferent(sites);
        return new(Line(configuration, "Ledger") ?? "ivcfhir.db", Every(Line(configuration, "Every")), Zone(null, configuration), sites)
        {
            Answers = Line(configuration, "Answers"),
            Protocol = Line(configuration, "Protocol") ?? StudyProtocols.DefaultName,
        };
    }

    private static SiteSettings Site(IConfigurationSection section, IConfigurationRoot root)
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
            Line(section, "Map"),
            OneOf(section, "Patients", PatientSelection.StudyProcedures),
            Number(section, "Concurrency", 4, 1, 64),
            Flag(section, "WriteBack", false)
        )
        {
            TimeZone = Zone(section, root),
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
                $"{section.Path}:FhirBase is '{Shown(text)}': an absolute http or https address without a query is "
                    + "expected, e.g. https://fhir.example.org/r4/."
            );
    }

    /// <summary>Behind these signs stand keys of gateways, and user-info in other spellings.</summary>
    private static string? Shown(string? address) =>
        address?.IndexOfAny(['?', '#', '%']) is >= 0 and var at ? address[..at] + "…" : address;

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

    private static TimeSpan Every(string? text) =>
        text is null ? TimeSpan.FromHours(6)
        : Durations.Parse(text) is { } every && every >= TimeSpan.FromMinutes(1) ? every
        : throw new ConfigurationFault($"Every is '{text}': a time of at least one minute is expected, as {Durations.Form}.");

    private static string? Zone(IConfigurationSection? parent, IConfiguration root)
    {
        var path = parent is null ? "TimeZone" : $"{parent.Path}:TimeZone";
        var text = parent is null ? Line(root, "TimeZone") : Line(parent, "TimeZone");
        return text is null || TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? text
            : throw new ConfigurationFault($"{path} is '{text}': an IANA name such as Europe/Berlin or UTC is expected.");
    }

    /// <summary>
    /// A list, also an empty one. Anything else would be no site at all without a word: members of an object have names in place of
    /// numbers.
    /// </summary>
    private static IEnumerable<IConfigurationSection> SiteSections(IConfigurationRoot configuration)
    {
        var section = configuration.GetSection("Sites");
        var sites = section.GetChildren().ToList();
        var isList = section.Value is null or "" && sites.TrueForAll(site => site.Key.All(char.IsAsciiDigit));
        if (!isList)
            throw new ConfigurationFault("Sites is no list: [ { \"Name\": …, \"FhirBase\": … } ] is expected.");
        return sites.Find(site => !site.GetChildren().Any()) is { } odd
            ? throw new ConfigurationFault($"{odd.Path} is no object: one with Name and FhirBase is expected.")
            : sites;
    }

    /// <summary>
    /// One name and one address, each once: under two names one hospital would get every score twice.
    /// </summary>
    private static void CheckDifferent(List<SiteSettings> sites)
    {
        var name = sites.GroupBy(site => site.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (name is not null)
            throw new ConfigurationFault($"Sites: the name '{name.Key}' stands twice; a site's name is unique.");
        var address = sites.GroupBy(site => AddressOf(site.FhirBase), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (address is not null)
            throw new ConfigurationFault(
                $"Sites: {string.Join(" and ", address.Select(site => $"'{site.Name}'"))} have the same FhirBase; "
                    + "each score would be written twice. One site for each address is expected."
            );
    }

    /// <summary>Host and path are compared without regard to scheme, default port and case of the host.</summary>
    private static string AddressOf(Uri address) =>
        $"{address.IdnHost}:{(address.IsDefaultPort ? "" : address.Port)}{address.AbsolutePath}";
}
