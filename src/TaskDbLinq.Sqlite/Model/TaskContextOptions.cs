using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskDbLinq.Sqlite.IPython;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>How EF Core reaches a task database.</summary>
internal static class TaskContextOptions
{
    public static DbContextOptions<TaskContext> Create(string connectionString, IPythonTable table)
    {
        var builder = new DbContextOptionsBuilder<TaskContext>();

        // A list is one parameter, whatever its length: one plan serves all lists, and none is too long.
        builder.UseSqlite(connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
        builder.UseMongoQueries();
        builder.AddInterceptors(new ViewCreator(table.ViewSql(TaskModel.View)));
        return builder.Options;
    }

    public static string ConnectionString(DbContextOptions<TaskContext> options) =>
        options.Extensions.OfType<Microsoft.EntityFrameworkCore.Infrastructure.RelationalOptionsExtension>().Single().ConnectionString!;

    /// <summary>
    /// Gives each connection the view through which it reads: a temporary one, which lives in the connection's memory
    /// and not in the file. The functions that it calls are there before it, since EF Core's own services come first.
    /// </summary>
    private sealed class ViewCreator(string sql) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Create((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Create((SqliteConnection)connection);
            return Task.CompletedTask;
        }

        private void Create(SqliteConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
