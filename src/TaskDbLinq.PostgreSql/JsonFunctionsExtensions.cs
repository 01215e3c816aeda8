using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq;

/// <summary>
/// Installs what filters on <c>jsonb</c> columns need in PostgreSQL: a schema <c>taskdblinq_v1</c> of functions that answer as memory does.
/// The number in its name is the version; versions stand beside each other.
/// </summary>
public static class JsonFunctionsExtensions
{
    /// <summary>Installs the functions in a migration.</summary>
    public static void AddJsonFunctions(this MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(JsonFunctions.Script);
    }

    /// <summary>Removes the functions in a migration, and the indexes that use them.</summary>
    public static void DropJsonFunctions(this MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(JsonFunctions.Removal);
    }

    /// <summary>Creates an index in a migration that answers <c>$eq</c> and <c>$in</c> on one path of a <c>jsonb</c> column.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="name">The name of the index.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="path">The path inside the column, as a filter writes it behind the field's name: <c>user.name</c>.</param>
    /// <param name="schema">The table's schema; null for the default one.</param>
    public static void CreateJsonIndex(
        this MigrationBuilder migrationBuilder, string name, string table, string column, string path, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(path);
        migrationBuilder.Sql(JsonFunctions.Index(name, table, column, path, schema));
    }

    /// <summary>Installs the functions, where exactly these are not installed yet. The user must be allowed to create a schema.</summary>
    public static void EnsureJsonFunctions(this DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.OpenConnection();
        try
        {
            using var command = database.GetDbConnection().CreateCommand();
            command.Transaction = database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = JsonFunctions.IsInstalled;
            if (command.ExecuteScalar() is false)
            {
                command.CommandText = JsonFunctions.Script;
                command.ExecuteNonQuery();
            }
        }
        finally
        {
            database.CloseConnection();
        }
    }

    /// <inheritdoc cref="EnsureJsonFunctions(DatabaseFacade)"/>
    public static async Task EnsureJsonFunctionsAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var command = database.GetDbConnection().CreateCommand();
            await using var closed = command.ConfigureAwait(false);
            command.Transaction = database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = JsonFunctions.IsInstalled;
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is false)
            {
                command.CommandText = JsonFunctions.Script;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
