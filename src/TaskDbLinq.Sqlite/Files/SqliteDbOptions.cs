using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskDbLinq;

/// <summary>How a SQLite task database is opened.</summary>
public sealed record SqliteDbOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static SqliteDbOptions Default { get; } = new();

    /// <summary>The options to read with: the file must be there, and is not changed.</summary>
    public static SqliteDbOptions ReadOnly { get; } = new() { Access = SqliteDbAccess.ReadOnly };

    /// <summary>What may happen to the file. Default <see cref="SqliteDbAccess.Create"/>.</summary>
    public SqliteDbAccess Access { get; init; } = SqliteDbAccess.Create;

    /// <summary>The table of a file that IPython wrote; null to find it.</summary>
    public string? Table { get; init; }

    /// <summary>How long to wait for a lock that another process holds. Default 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What an awaited change survives. Default a power cut.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>How many bytes of changes may wait to be written; a caller beyond that waits. Default 32 MiB.</summary>
    public long PendingBytes { get; init; } = 32L << 20;

    /// <summary>
    /// Paths in dict fields that a file gets an index of when it is opened for writing, such as <c>header.session</c>: a filter that asks
    /// for a text or a whole number there finds its tasks by it. Default none. An index stays in the file, and every add keeps it.
    /// </summary>
    public ValueList<string> IndexedPaths { get; init; } = [];

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

    /// <summary>Receives a report of what is pruned in the background. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}

/// <summary>What may happen to a file that is opened. IPython's own files are only ever read.</summary>
public enum SqliteDbAccess
{
    /// <summary>A file that is not there is created.</summary>
    Create,

    /// <summary>The file must be there; it may be changed.</summary>
    Existing,

    /// <summary>The file must be there, and is not changed.</summary>
    ReadOnly,
}

/// <summary>What an awaited change survives; SQLite's <c>synchronous</c> setting in WAL mode.</summary>
/// <seealso href="https://www.sqlite.org/pragma.html#pragma_synchronous"/>
public enum SqliteDurability
{
    /// <summary>The log is on the disk before the call returns: the change survives a power cut.</summary>
    Full,

    /// <summary>The log is with the operating system: the change survives a crash of the process, not a power cut.</summary>
    Normal,
}
