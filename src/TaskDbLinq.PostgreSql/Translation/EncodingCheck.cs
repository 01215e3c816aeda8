using System.Data.Common;
using Npgsql;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Refuses a database that is not encoded in UTF-8: there the order of bytes is not that of code points.</summary>
internal static class EncodingCheck
{
    /// <summary>Checks the database of an open connection.</summary>
    /// <exception cref="InvalidOperationException">It is not encoded in UTF-8.</exception>
    public static void Check(DbConnection? connection)
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
