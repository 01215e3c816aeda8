using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>The functions that translated queries call, registered once on each connection.</summary>
internal sealed class ConnectionFunctions
{
    /// <summary>What the names of all functions, and of the collation, begin with.</summary>
    private const string Prefix = "taskdb_";

    private readonly MatchFunction _match = new();
    private readonly DocumentFunctions _documents = new();
    private readonly GroupFunctions _groups = new();

    /// <summary>The connections that have the functions; a connection keeps them when it is closed and opened again.</summary>
    private readonly ConditionalWeakTable<SqliteConnection, object> _ready = [];

    /// <summary>Returns whether a statement may call a function: a text in it may only look like one.</summary>
    public static bool AreCalledIn(string sql) => sql.Contains(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Registers the functions, unless the connection has them.</summary>
    public void Register(SqliteConnection connection)
    {
        if (_ready.TryAdd(connection, this))
        {
            TimeFunction.Register(connection);
            BytesFunction.Register(connection);
            PlainFunction.Register(connection);
            _match.Register(connection);
            RegexFunction.Register(connection);
            _documents.Register(connection);
            _groups.Register(connection);
            SortFunction.Register(connection);
        }
    }
}
