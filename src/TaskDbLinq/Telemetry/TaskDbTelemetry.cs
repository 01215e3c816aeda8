using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Telemetry;

namespace TaskDbLinq;

/// <summary>Traces, metrics and logs of a task database, named as OpenTelemetry's conventions for databases say.</summary>
/// <remarks>
/// Each call is an activity of kind Client, named by operation and collection, with <c>db.system.name</c>,
/// <c>db.operation.name</c>, <c>db.collection.name</c>, on failure <c>error.type</c>, and for rows
/// <c>db.response.returned_rows</c>; a measurement of <c>db.client.operation.duration</c> in seconds; and a line of log.
/// No value of a query or a task is in any of them, and no exception's message, which may hold one. LINQ over
/// <see cref="ITaskDb.Tasks"/> runs in the store's own provider, which has telemetry of its own.
/// </remarks>
/// <seealso href="https://opentelemetry.io/docs/specs/semconv/database/"/>
public static class TaskDbTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "TaskDbLinq";

    /// <summary>The same database, telling of its calls. It takes the database over: disposing it disposes the other.</summary>
    /// <param name="db">The database.</param>
    /// <param name="systemName">The value of <c>db.system.name</c>, such as <c>sqlite</c> or <c>mongodb</c>.</param>
    /// <param name="collectionName">The value of <c>db.collection.name</c>: the table or collection.</param>
    /// <param name="logger">The logger of each call; null for none.</param>
    public static ITaskDb WithTelemetry(this ITaskDb db, string systemName, string collectionName, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentException.ThrowIfNullOrEmpty(systemName);
        ArgumentException.ThrowIfNullOrEmpty(collectionName);
        return new ObservedTaskDb(db, new CallObserver(systemName, collectionName, logger ?? NullLogger.Instance));
    }
}
