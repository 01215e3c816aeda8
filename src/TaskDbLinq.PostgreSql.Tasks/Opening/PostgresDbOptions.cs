using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskDbLinq;

/// <summary>How a task database in PostgreSQL is opened. Where the server is, and who asks, is the connection string's to say.</summary>
public sealed record PostgresDbOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static PostgresDbOptions Default { get; } = new();

    /// <summary>The schema of the tables; null for the connection string's <c>Search Path</c>, or the user's.</summary>
    public string? Schema { get; init; }

    /// <summary>
    /// Whether the schema, its tables and the functions of <c>TaskDbLinq.PostgreSql</c> are created where they are missing. Default true;
    /// false for a user who may not create them.
    /// </summary>
    public bool CreateLayout { get; init; } = true;

    /// <summary>
    /// Paths in dict fields that the table gets an index of when it is opened, such as <c>header.session</c>: a filter by <c>$eq</c> or
    /// <c>$in</c> there finds its tasks by it. Default none. While one is made writes wait; it stays in the database, and every add keeps
    /// it.
    /// </summary>
    public ValueList<string> IndexedPaths { get; init; } = [];

    /// <summary>How many bytes of changes may wait to be written; a caller beyond that waits. Default 32 MiB.</summary>
    public long PendingBytes { get; init; } = 32L << 20;

    /// <summary>What the database keeps; null keeps everything, and drops nothing by itself.</summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>
    /// How often the database is pruned by <see cref="Retention"/> while it is open, from its opening on. Default one minute.
    /// </summary>
    public TimeSpan PruneInterval
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PruneInterval is above zero.");
    } = TimeSpan.FromMinutes(1);

    /// <summary>Receives a report of what is done by itself: the creation of tables, pruning. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
