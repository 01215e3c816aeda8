using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>Gives each connection that EF Core opens the functions that translated queries call.</summary>
internal sealed class FunctionRegistrar : DbConnectionInterceptor
{
    private readonly MatchFunction _match = new();
    private readonly RegexFunction _regex = new();
    private readonly DocumentFunctions _documents = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Register((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Register((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    public void Register(SqliteConnection connection)
    {
        TimeFunction.Register(connection);
        BytesFunction.Register(connection);
        _match.Register(connection);
        _regex.Register(connection);
        _documents.Register(connection);
    }
}
