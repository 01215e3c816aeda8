namespace TaskDbLinq;

/// <summary>Where tasks are kept.</summary>
public enum TaskDbBackend
{
    /// <summary>In a SQLite file.</summary>
    Sqlite,

    /// <summary>In a MongoDB server.</summary>
    Mongo,

    /// <summary>In memory, for as long as the process lives.</summary>
    Dict,

    /// <summary>Nowhere.</summary>
    None,

    /// <summary>In a PostgreSQL server.</summary>
    Postgres,
}
