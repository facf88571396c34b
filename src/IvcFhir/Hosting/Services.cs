using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace IvcFhir.Hosting;

/// <summary>What every command that talks to sites shares: HTTP with retries, the clock, logs on stderr.</summary>
internal static class Services
{
    /// <exception cref="ConfigurationFault">A secret, key or certificate of a site cannot be read or used.</exception>
    public static IServiceCollection AddStudyRuns(
        this IServiceCollection services,
        IConfiguration? configuration,
        LogEventLevel least,
        IEnumerable<SiteSettings> sites
    )
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StudyRuns>();
        services.AddSerilog(Logger(configuration, least), dispose: true);
        foreach (var site in sites)
            services.AddSite(site);
        return services;
    }

    /// <summary>Events without patients, as compact JSON on stderr; stdout belongs to results.</summary>
    private static Serilog.Core.Logger Logger(IConfiguration? configuration, LogEventLevel least)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(least)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Fatal);
        if (configuration is not null && configuration.GetSection("Serilog").Exists())
            logger.ReadFrom.Configuration(configuration);
        return logger.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose).CreateLogger();
    }
}
