using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>A log of lines: time, level if it is no mere information, message.</summary>
internal sealed class LineLoggers(TextWriter writer) : ILoggerFactory
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) =>
        new LineLogger(this, categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string message)
    {
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var unusual = level == LogLevel.Information ? string.Empty : $"{level.ToString().ToLowerInvariant()}: ";
            writer.WriteLine($"{time} {unusual}{message.ReplaceLineEndings(" ")}");
        }
    }

    private sealed class LineLogger(LineLoggers owner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner.Write(
                    logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception.Message}");
            }
        }
    }
}
