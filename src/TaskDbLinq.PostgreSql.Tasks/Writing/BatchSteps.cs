using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.PostgreSql.Tasks.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Changes of several tasks within a transaction.</summary>
internal sealed class BatchSteps(TaskServer server)
{
    /// <summary>How many rows are read at once.</summary>
    private const int ChunkLength = Statements.ChunkLength;

    /// <summary>Adds, updates and drops, in this order.</summary>
    /// <exception cref="DuplicateTaskException">The id of an added task is taken.</exception>
    /// <exception cref="TaskNotFoundException">A task to update or to drop is not there.</exception>
    public static async Task WriteAsync(NpgsqlTransaction transaction, TaskBatch batch, IReadOnlyList<TableRow> adds)
    {
        var connection = transaction.Connection!;
        await NewTasks.AddAsync(transaction, adds).ConfigureAwait(false);
        await Statements.SendAsync(connection, batch.Updates.Select(pair => (Changes.Update(pair.Key, pair.Value), Unknown(pair.Key))))
            .ConfigureAwait(false);
        await Statements.SendAsync(connection, batch.Drops.Select(msgId => (Changes.Drop(msgId), Unknown(msgId)))).ConfigureAwait(false);
    }

    /// <summary>Changes what a filter selects. The rows are locked first, so that what is read of them holds.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="filter">Which tasks.</param>
    /// <param name="changes">What is changed.</param>
    /// <param name="ids">Receives the ids of the tasks.</param>
    /// <exception cref="QueryException">A value of a task can't be changed so.</exception>
    public async Task<long> UpdateMatchingAsync(NpgsqlTransaction transaction, Filter filter, TaskUpdatePlan changes, List<string> ids)
    {
        var now = StoredValue.Timestamp(DateTime.UtcNow);
        var connection = transaction.Connection!;
        var context = server.CreateContext(connection);
        await using var disposed = context.ConfigureAwait(false);
        await context.Database.UseTransactionAsync(transaction).ConfigureAwait(false);
        ids.Clear();
        ids.AddRange(await LockAsync(context, filter).ConfigureAwait(false));
        foreach (var some in ids.Chunk(ChunkLength))
        {
            var rows = changes.IsConstant ? [] : await ReadAsync(context, some, changes.Keys).ConfigureAwait(false);
            var updates = new List<(NpgsqlBatchCommand, Func<TaskDbLinqException>)>();
            foreach (var id in some)
            {
                var update = changes.For(id, field => rows[id][field.Key], now);
                TableRow.Check(update);
                updates.Add((Changes.Update(id, update), Unknown(id)));
            }

            await Statements.SendAsync(connection, updates).ConfigureAwait(false);
        }

        return ids.Count;
    }

    /// <summary>Drops what a filter selects, in one statement.</summary>
    public async Task<long> DropMatchingAsync(NpgsqlTransaction transaction, Filter filter)
    {
        var context = server.CreateContext(transaction.Connection!);
        await using var disposed = context.ConfigureAwait(false);
        await context.Database.UseTransactionAsync(transaction).ConfigureAwait(false);
        return await context.Tasks.Where(TaskReader.Predicate(filter)).ExecuteDeleteAsync().ConfigureAwait(false);
    }

    private static async Task<List<string>> LockAsync(TaskContext context, Filter filter)
    {
        var ids = new List<string>();
        var command = context.Tasks.Where(TaskReader.Predicate(filter)).Select(task => task.MsgId).CreateDbCommand();
        await using var disposed = command.ConfigureAwait(false);
        command.CommandText += "\nFOR UPDATE";
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private static async Task<Dictionary<string, TaskRow>> ReadAsync(TaskContext context, string[] ids, TaskKeys keys)
    {
        var rows = new Dictionary<string, TaskRow>(StringComparer.Ordinal);
        var fields = keys.Fields.Prepend(TaskFields.MsgId);
        await foreach (var values in TaskRows.Select(context.Tasks.Where(task => ids.Contains(task.MsgId)), fields)
            .AsAsyncEnumerable().ConfigureAwait(false))
        {
            rows.Add((string)values[0]!, new TaskRow(keys, [.. values.Skip(1).Select(TaskField.Present)]));
        }

        return rows;
    }

    private static Func<TaskDbLinqException> Unknown(string msgId) => () => new TaskNotFoundException(msgId);
}
