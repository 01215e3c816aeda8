using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// Gives each connection that EF Core uses the functions that translated queries call: when EF opens it, or before the
/// first command on one that was open when EF got it.
/// </summary>
internal sealed class FunctionRegistrar : DbConnectionInterceptor, IDbCommandInterceptor
{
    private readonly MatchFunction _match = new();
    private readonly DocumentFunctions _documents = new();
    private readonly GroupFunctions _groups = new();

    /// <summary>The connections that have the functions; a connection keeps them when it is closed and opened again.</summary>
    private readonly ConditionalWeakTable<SqliteConnection, object> _ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Register((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Register((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    public DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        if (result.Connection is SqliteConnection connection)
        {
            Register(connection);
        }

        return result;
    }

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
        }
    }
}
