using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Driver.Core.Configuration;

namespace TaskDbLinq;

/// <summary>
/// How a task database in MongoDB is opened. Where the servers are, and what they promise, is the connection string's to say.
/// </summary>
public sealed record MongoDbOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static MongoDbOptions Default { get; } = new();

    /// <summary>
    /// The database; null for the connection string's, or for IPython's own name <c>ipython-tasks</c> when that names none.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>The collection of the tasks. Default <c>task_records</c>, as in IPython.</summary>
    public string Collection { get; init; } = "task_records";

    /// <summary>
    /// How long to wait for a server to be found, to connect, and for each answer on the wire; then the call is a
    /// <see cref="TaskDbException"/>. Default 30 seconds. A timeout that the connection string names, such as
    /// <c>serverSelectionTimeoutMS</c>, holds before this one.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether to make the indexes that are missing. Default true; false for a user who may only read.</summary>
    public bool CreateIndexes { get; init; } = true;

    /// <summary>Receives what is done by itself: the making of indexes. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Lets tests watch the commands that are sent.</summary>
    internal Action<ClusterBuilder>? Watch { get; init; }
}
