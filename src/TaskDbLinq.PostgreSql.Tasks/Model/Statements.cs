using Npgsql;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>Single statements over a connection.</summary>
internal static class Statements
{
    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it touched.</returns>
    public static async Task<long> RunAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        command.Parameters.AddRange(values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the one value that a statement selects.</summary>
    public static async Task<T> AskAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        return (T)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
