using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// Gives each connection that EF Core uses the functions that translated queries call: when EF opens it, or before the
/// first command on one that was open when EF got it.
/// </summary>
internal sealed class FunctionRegistrar : DbConnectionInterceptor, IDbCommandInterceptor
{
    private readonly ConnectionFunctions _functions = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        _functions.Register((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        _functions.Register((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    public DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        if (result.Connection is SqliteConnection connection)
        {
            _functions.Register(connection);
        }

        return result;
    }
}
