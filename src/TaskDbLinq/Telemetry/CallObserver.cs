using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Telemetry;

/// <summary>Reports the calls of one database.</summary>
internal sealed partial class CallObserver(string systemName, string collectionName, ILogger logger)
{
    internal static readonly ActivitySource Source = new(TaskDbTelemetry.SourceName);

    private static readonly Meter Meter = new(TaskDbTelemetry.SourceName);

    /// <summary>The boundaries are those that the conventions recommend.</summary>
    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "db.client.operation.duration",
        "s",
        "Duration of database client operations.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    private readonly string _collection = collectionName;
    private readonly ILogger _logger = logger;

    /// <summary>A call begins.</summary>
    public Call Begin(string operation) => new(this, operation);

    public async Task<T> RunAsync<T>(string operation, Func<Task<T>> call)
    {
        using var observed = Begin(operation);
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            observed.Failed(error);
            throw;
        }
    }

    public async Task RunAsync(string operation, Func<Task> call)
    {
        using var observed = Begin(operation);
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            observed.Failed(error);
            throw;
        }
    }

    /// <summary>What the caller asked wrongly, or took back, is no trouble of the database.</summary>
    private static bool IsCallers(Exception error) =>
        error is (TaskDbLinqException and not (TaskDbException or QueryTimeoutException))
            or OperationCanceledException or ArgumentException;

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "{Operation} {Collection} took {Seconds:0.000000} s.")]
    private static partial void LogDone(ILogger logger, string operation, string collection, double seconds);

    [LoggerMessage(EventId = 11, Level = LogLevel.Debug,
        Message = "{Operation} {Collection} was refused after {Seconds:0.000000} s: {ErrorType}.")]
    private static partial void LogRefused(ILogger logger, string operation, string collection, double seconds, string errorType);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning,
        Message = "{Operation} {Collection} failed after {Seconds:0.000000} s: {ErrorType}.")]
    private static partial void LogFailed(ILogger logger, string operation, string collection, double seconds, string errorType);

    /// <summary>One call on its way; disposing ends it.</summary>
    internal sealed class Call : IDisposable
    {
        private readonly CallObserver _observer;
        private readonly string _operation;
        private readonly Activity? _activity;
        private readonly long _start = Stopwatch.GetTimestamp();
        private Exception? _error;

        public Call(CallObserver observer, string operation)
        {
            (_observer, _operation) = (observer, operation);
            _activity = Source.StartActivity(
                $"{operation} {observer._collection}", ActivityKind.Client, default(ActivityContext), observer.Tags(operation));
        }

        /// <summary>How many rows the answer has; null where it has none.</summary>
        public long? Rows { get; set; }

        public void Failed(Exception error) => _error = error;

        /// <summary>Between two rows the caller is at work, and its activities are not parts of this call.</summary>
        public void LeaveToCaller()
        {
            if (_activity is not null && Activity.Current == _activity)
            {
                Activity.Current = _activity.Parent;
            }
        }

        public void Dispose()
        {
            var elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            var tags = new TagList([.. _observer.Tags(_operation)]);
            if (_error is not null)
            {
                tags.Add("error.type", _error.GetType().FullName);
                _activity?.SetTag("error.type", _error.GetType().FullName);
                _activity?.SetStatus(ActivityStatusCode.Error);
            }

            if (Rows is { } rows)
            {
                _activity?.SetTag("db.response.returned_rows", rows);
            }

            Durations.Record(elapsed, tags);
            _activity?.Dispose();
            Log(elapsed);
        }

        private void Log(double elapsed)
        {
            var (logger, collection) = (_observer._logger, _observer._collection);
            switch (_error)
            {
                case null:
                    LogDone(logger, _operation, collection, elapsed);
                    break;
                case var error when IsCallers(error):
                    LogRefused(logger, _operation, collection, elapsed, error.GetType().Name);
                    break;
                default:
                    LogFailed(logger, _operation, collection, elapsed, _error.GetType().Name);
                    break;
            }
        }
    }

    private KeyValuePair<string, object?>[] Tags(string operation) =>
    [
        new("db.system.name", systemName),
        new("db.collection.name", _collection),
        new("db.operation.name", operation),
    ];
}
