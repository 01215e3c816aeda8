using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Refuses a database that is not encoded in UTF-8: there the order of bytes is not that of code points.</summary>
internal sealed class EncodingCheck : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Check(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Check(connection);
        return Task.CompletedTask;
    }

    private static void Check(DbConnection connection)
    {
        if (connection is NpgsqlConnection { PostgresParameters: var parameters }
            && parameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
        {
            throw new InvalidOperationException(
                $"The database is encoded in {encoding}. UseMongoQueries orders strings by code point, which PostgreSQL does in UTF8 only: "
                + "leave it out, or convert the database.");
        }
    }
}
