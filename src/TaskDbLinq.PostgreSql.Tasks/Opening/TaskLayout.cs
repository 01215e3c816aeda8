using System.Globalization;
using Npgsql;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>The tables: how they are found, created and brought to the current version, once, by whoever opens them first.</summary>
internal static class TaskLayout
{
    /// <summary>The layout that this version of the library reads and writes.</summary>
    public const int Version = 1;

    /// <summary>"tdbl": who creates or changes the tables of a database holds this lock. Others wait, and find it done.</summary>
    private const long Lock = 0x7464626C;

    /// <summary>Checks the tables, and creates what is missing.</summary>
    /// <returns>Whether anything was created.</returns>
    /// <exception cref="TaskDbException">There are no tables and none may be created, or a newer version of the library wrote
    /// them.</exception>
    public static async Task<bool> EnsureAsync(
        NpgsqlConnection connection, string? schema, bool creates, string server, CancellationToken cancellationToken)
    {
        if (await IsCurrentAsync(connection, server, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (!creates)
        {
            throw new TaskDbException($"The PostgreSQL database {server} holds no task database of this version, and none may be created.");
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await RunAsync($"SELECT pg_advisory_xact_lock({Lock})").ConfigureAwait(false);
        if (schema is not null)
        {
            await RunAsync($"CREATE SCHEMA IF NOT EXISTS {JsonFunctions.Name(schema)}").ConfigureAwait(false);
        }

        if (await AskAsync(connection, JsonFunctions.IsInstalled, cancellationToken).ConfigureAwait(false) is false)
        {
            await RunAsync(JsonFunctions.Script).ConfigureAwait(false);
        }

        if (await VersionAsync(connection, server, cancellationToken).ConfigureAwait(false) == 0)
        {
            await RunAsync(Script("layout-1.sql")).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;

        async Task RunAsync(string sql)
        {
            var command = new NpgsqlCommand(sql, connection);
            await using var disposed = command.ConfigureAwait(false);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsCurrentAsync(NpgsqlConnection connection, string server, CancellationToken cancellationToken) =>
        await VersionAsync(connection, server, cancellationToken).ConfigureAwait(false) == Version
        && await AskAsync(connection, JsonFunctions.IsInstalled, cancellationToken).ConfigureAwait(false) is true;

    /// <summary>The version of the tables on the search path; 0 for none.</summary>
    private static async Task<int> VersionAsync(NpgsqlConnection connection, string server, CancellationToken cancellationToken)
    {
        if (await AskAsync(connection, "SELECT to_regclass('task_layout') IS NOT NULL", cancellationToken).ConfigureAwait(false) is false)
        {
            return 0;
        }

        var version = Convert.ToInt32(
            await AskAsync(connection, "SELECT version FROM task_layout", cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture);
        return version is >= 0 and <= Version
            ? version
            : throw new TaskDbException($"A newer version of TaskDbLinq wrote the PostgreSQL database {server} (its layout is {version}, "
                + $"this version knows {Version}): update to read it.");
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(TaskLayout).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
