using Npgsql;
using TaskDbLinq.PostgreSql.Functions;
using TaskDbLinq.PostgreSql.Tasks.Model;

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
        NpgsqlConnection connection, PostgresDbOptions options, string server, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, server, cancellationToken).ConfigureAwait(false) == Version
            && await connection.AskAsync<bool>(JsonFunctions.IsInstalled, cancellationToken).ConfigureAwait(false))
        {
            await EnsureIndexesAsync(connection, options, server, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (!options.CreateLayout)
        {
            throw new TaskDbException($"The PostgreSQL database {server} holds no task database of this version, and none may be created.");
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await connection.RunAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        if (options.Schema is { } schema)
        {
            await connection.RunAsync($"CREATE SCHEMA IF NOT EXISTS {JsonFunctions.Name(schema)}", cancellationToken).ConfigureAwait(false);
        }

        if (!await connection.AskAsync<bool>(JsonFunctions.IsInstalled, cancellationToken).ConfigureAwait(false))
        {
            await connection.RunAsync(JsonFunctions.Script, cancellationToken).ConfigureAwait(false);
        }

        if (await VersionAsync(connection, server, cancellationToken).ConfigureAwait(false) == 0)
        {
            await connection.RunAsync(Script("layout-1.sql"), cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        await EnsureIndexesAsync(connection, options, server, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Makes the indexes of paths that are missing; of several who open the tables one makes them.</summary>
    private static async Task EnsureIndexesAsync(
        NpgsqlConnection connection, PostgresDbOptions options, string server, CancellationToken cancellationToken)
    {
        var missing = await PathIndexes.MissingAsync(connection, options.IndexedPaths, cancellationToken).ConfigureAwait(false);
        if (missing.Count == 0)
        {
            return;
        }

        if (!options.CreateLayout)
        {
            throw new TaskDbException($"The PostgreSQL database {server} has no index of '{missing[0]}', and none may be created.");
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await connection.RunAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        foreach (var path in await PathIndexes.MissingAsync(connection, missing, cancellationToken).ConfigureAwait(false))
        {
            await connection.RunAsync(PathIndexes.Creation(path), cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The version of the tables on the search path; 0 for none.</summary>
    private static async Task<int> VersionAsync(NpgsqlConnection connection, string server, CancellationToken cancellationToken)
    {
        const string Exists = "SELECT to_regclass('task_layout') IS NOT NULL";
        if (!await connection.AskAsync<bool>(Exists, cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var version = await connection.AskAsync<int>("SELECT version FROM task_layout", cancellationToken).ConfigureAwait(false);
        return version is >= 0 and <= Version
            ? version
            : throw new TaskDbException($"A newer version of TaskDbLinq wrote the PostgreSQL database {server} (its layout is {version}, "
                + $"this version knows {Version}): update to read it.");
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(TaskLayout).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
