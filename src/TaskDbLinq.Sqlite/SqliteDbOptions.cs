namespace TaskDbLinq.Sqlite;

/// <summary>How a SQLite task database is opened.</summary>
public sealed record SqliteDbOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static SqliteDbOptions Default { get; } = new();

    /// <summary>The table of a file that IPython wrote; null to find it.</summary>
    public string? Table { get; init; }

    /// <summary>How long to wait for a lock that another process holds. Default 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
