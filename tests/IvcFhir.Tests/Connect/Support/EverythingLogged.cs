using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>Keeps every event of every category and level: its text, each value in it, and its exception with all inner ones.</summary>
internal sealed class EverythingLogged : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        Lines.Enqueue($"{logLevel} {eventId.Name} {formatter(state, exception)} {exception}");
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            Lines.Enqueue($"{name}={value}");
    }

    public void Dispose()
    {
        // Holds nothing but lines.
    }
}
